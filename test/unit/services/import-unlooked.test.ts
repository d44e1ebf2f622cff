import { describe, expect, it } from 'vitest';
import type { ImportRequest } from '../../../src/services/imports.js';
import { fixture } from '../importers/kit.js';
import { workspace } from './import-workspace.js';

type Json = Record<string, unknown>;

const read = (name: string): Json => JSON.parse(fixture(name).toString()) as Json;
const image = read('trivy/image.json');
const grype = read('grype/image.json');
const clair = joined(read('clair/report.json'));
const [mime = '', harbor = {}] = Object.entries(read('harbor/report.json'))[0] as [string, Json];
const app = { resource: `https://registry.example.com/app@sha256:${'8a'.repeat(32)}` };

/** Without the findings of the fixture that lead nowhere. */
function joined(report: Json): Json {
  const known = report.vulnerabilities as Json;
  const found = Object.entries(report.package_vulnerabilities as Record<string, string[]>);
  const package_vulnerabilities = found.map(([id, list]) => [
    id,
    list.filter((key) => Object.hasOwn(known, key)),
  ]);
  return { ...report, package_vulnerabilities: Object.fromEntries(package_vulnerabilities) as Json };
}

const results = (...Results: readonly object[]): Json => ({ ...image, Results });
const rows = (row: object) => [{ VulnerabilityID: 'CVE-2024-10001', PkgName: 'tlskit', ...row }];
const language = { Target: 'Node.js', Class: 'lang-pkgs', Type: 'node-pkg' };
const rated = (Severity: string) => ({ Severity, CVSS: { nvd: { V3Score: 3.1 } } });

interface Case {
  readonly tool: string;
  readonly before: Json;
  readonly after: Json;
  readonly request?: Partial<ImportRequest>;
}

/** Reports that have no findings, or fewer, and did not look for them. */
const cases: Readonly<Record<string, Case>> = {
  'Trivy: packages of a language alone, although there is a distribution': {
    tool: 'trivy',
    before: image,
    after: results(language),
  },
  'Trivy: a class that has no vulnerabilities has one': {
    tool: 'trivy',
    before: image,
    after: results({ Target: 'x', Class: 'config', Type: 'dockerfile', Vulnerabilities: rows({}) }),
  },
  'Trivy: a word for a severity that nobody knows': {
    tool: 'trivy',
    before: results({ Target: 'x', Class: 'os-pkgs', Type: 'debian', Vulnerabilities: rows(rated('HIGH')) }),
    after: results({ Target: 'x', Class: 'os-pkgs', Type: 'debian', Vulnerabilities: rows(rated('DIRE')) }),
  },
  'Grype: the matches are in another list': {
    tool: 'grype',
    before: grype,
    after: { ...grype, matches: [], Matches: grype.matches },
  },
  'Clair: vulnerabilities that no package is joined to': {
    tool: 'clair',
    before: clair,
    after: { ...clair, package_vulnerabilities: {} },
    request: app,
  },
  'Clair: no table of vulnerabilities': {
    tool: 'clair',
    before: clair,
    after: { manifest_hash: clair.manifest_hash, packages: {}, package_vulnerabilities: {} },
    request: app,
  },
  'Harbor: a severity, but no findings': {
    tool: 'harbor',
    before: { [mime]: harbor },
    after: { [mime]: { ...harbor, severity: 'High', vulnerabilities: [] } },
    request: app,
  },
};

describe('a report that did not look', () => {
  it.each(Object.entries(cases))('%s', async (_, { tool, before, after, request }) => {
    const { run, stored, status } = workspace();
    const findings = async () =>
      (await stored()).flatMap(({ noteName, vulnerability }) =>
        vulnerability === undefined ? [] : [[noteName, vulnerability.effectiveSeverity]],
      );
    await run(before, request);
    const was = await findings();
    expect(was.length).toBeGreaterThan(0);
    expect((await status(tool))?.analysisStatus).toBe('FINISHED_SUCCESS');
    expect((await run(after, request)).occurrences.removed).toBe(0);
    expect(await findings()).toEqual(was);
    expect((await status(tool))?.analysisStatus).toBe('FINISHED_FAILED');
    const first = workspace();
    await first.run(after, request);
    expect((await first.status(tool))?.analysisStatus).toBe('FINISHED_FAILED');
  });

  it.each([
    [{ Class: 'config', Type: 'dockerfile' }],
    [{ Class: 'secret' }],
    [{ Class: 'license' }],
    [{ Class: 'custom' }],
  ])('Trivy: an empty list of vulnerabilities under %j is no scan for them', async (result) => {
    const { run, status } = workspace();
    const report = results({ Target: 'x', ...result, Vulnerabilities: [] });
    await run(report);
    expect(await status('trivy')).toBeUndefined();
    await run(image);
    expect((await run(report)).occurrences.removed).toBe(0);
  });

  it('Trivy: the reason is in the scan', async () => {
    const { run, status } = workspace();
    const { warnings } = await run(results(language));
    const message = 'the packages of debian 12.5 were not looked for';
    expect(warnings.map(({ reason }) => reason)).toEqual([message]);
    expect((await status('trivy'))?.analysisError).toEqual([{ code: 9, message }]);
  });

  it.each([
    ['trivy', { ...image, ArtifactType: null, Results: [] }],
    ['clair', { ...clair, manifest_hash: null, package_vulnerabilities: {} }],
  ])('%s: an empty member does not make the shape', async (format, report) => {
    await expect(workspace().run(report, { ...app, format })).rejects.toThrow('is not of the format');
  });

  it('failed checks and vulnerabilities in one project do not remove each other', async () => {
    const { run, find } = workspace();
    const checks = results({ Target: 'x', Class: 'config', Type: 'dockerfile', Misconfigurations: [] });
    const failed = structuredClone(checks);
    Object.assign((failed.Results as Json[])[0] ?? {}, {
      Misconfigurations: [{ ID: 'EX001', Status: 'FAIL' }],
    });
    await run(image, { provider: 'projects/p-misconfig' });
    await run(failed, { misconfig: true });
    expect((await run(image, { provider: 'projects/p-misconfig' })).occurrences.removed).toBe(0);
    expect(await find('EX001')).toHaveLength(1);
    expect((await run(checks, { misconfig: true })).occurrences.removed).toBe(1);
    expect(await find('CVE-2024-10001')).toHaveLength(1);
  });
});
