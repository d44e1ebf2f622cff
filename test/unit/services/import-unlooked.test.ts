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

const neuvector = read('neuvector/report.json');
/** An image in which nothing was found, by each tool. */
const clean: Readonly<Record<string, Json>> = {
  trivy: results({ Target: 'x', Class: 'os-pkgs', Type: 'debian' }),
  grype: { ...grype, matches: [] },
  clair: { ...clair, package_vulnerabilities: {}, vulnerabilities: {} },
  harbor: { [mime]: { ...harbor, severity: 'Unknown', vulnerabilities: [] } },
  neuvector: { report: { ...(neuvector.report as Json), vulnerabilities: [] } },
};
/** Where a tool may say it: the report, and the object within it that is its body. */
const places: readonly (readonly [string, (report: Json, rest: Json) => Json])[] = [
  ...Object.keys(clean).map(
    (tool) => [tool, (report: Json, rest: Json) => ({ ...report, ...rest })] as const,
  ),
  ['harbor', (report, rest) => ({ [mime]: { ...(report[mime] as Json), ...rest } })],
  ['neuvector', (report, rest) => ({ report: { ...(report.report as Json), ...rest } })],
];
const requestOf = (tool: string): Partial<ImportRequest> =>
  tool === 'clair' || tool === 'harbor' ? app : {};

describe('a report that states the result of its scan', () => {
  const bad: readonly Json[] = [
    { state: 'IndexError' },
    { err: 'no such layer' },
    { error: 'scan failed' },
    { errors: [{ message: 'x' }] },
    { Error: { code: 1 } },
    { error_message: 'timed out' },
    { status: 'failed' },
    { status: 'nobody knows this word' },
    { status: 500 },
    { scan_status: 'failed' },
    { success: false },
  ];
  const good: readonly Json[] = [
    {},
    { state: 'IndexFinished', err: '', success: true },
    { error: null, errors: [], status: 'finished' },
    { scan_status: 'Success', failed: false },
  ];

  it.each(places)('%s: is finished only if it states no failure', async (tool, withRest) => {
    const report = clean[tool] ?? {};
    for (const rest of good) {
      const { run, status } = workspace();
      await run(withRest(report, rest), requestOf(tool));
      expect((await status(tool))?.analysisStatus, JSON.stringify(rest)).toBe('FINISHED_SUCCESS');
    }
    for (const rest of bad) {
      const { run, status } = workspace();
      const { warnings } = await run(withRest(report, rest), requestOf(tool));
      const [member = ''] = Object.keys(rest);
      expect((await status(tool))?.analysisStatus, JSON.stringify(rest)).toBe('FINISHED_FAILED');
      if (tool !== 'harbor') expect(warnings[0]?.reason).toContain(`${member} is `);
    }
  });

  it.each(places)('%s: removes nothing if the scan failed', async (tool, withRest) => {
    const { run } = workspace();
    const reports: Readonly<Record<string, Json>> = {
      trivy: image,
      grype,
      clair,
      harbor: { [mime]: harbor },
      neuvector,
    };
    await run(reports[tool] ?? {}, requestOf(tool));
    const failed = withRest(clean[tool] ?? {}, { status: 'failed' });
    expect((await run(failed, requestOf(tool))).occurrences.removed).toBe(0);
    expect((await run(clean[tool] ?? {}, requestOf(tool))).occurrences.removed).toBeGreaterThan(0);
  });
});

describe('a report without a scan', () => {
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
  ])('Trivy: an empty list of vulnerabilities under %j is not a scan for them', async (result) => {
    const { run, status } = workspace();
    const report = results({ Target: 'x', ...result, Vulnerabilities: [] });
    await run(report);
    expect(await status('trivy')).toBeUndefined();
    await run(image);
    expect((await run(report)).occurrences.removed).toBe(0);
  });

  it('Trivy: the scan has the reason', async () => {
    const { run, status } = workspace();
    const { warnings } = await run(results(language));
    const message = 'the packages of debian 12.5 were not scanned';
    expect(warnings.map(({ reason }) => reason)).toEqual([message]);
    expect((await status('trivy'))?.analysisError).toEqual([{ code: 9, message }]);
  });

  it.each([
    ['trivy', { ...image, ArtifactType: null, Results: [] }],
    ['clair', { ...clair, manifest_hash: null, package_vulnerabilities: {} }],
  ])('%s: an empty member does not identify the format', async (format, report) => {
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
