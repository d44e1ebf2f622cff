import { describe, expect, it } from 'vitest';
import { workspace } from '../services/import-workspace.js';
import { convert, fixture, vulnerabilities, vulnerabilityOf } from './kit.js';

interface Sarif {
  runs: { tool: { driver: { name: string; rules: object[] } }; results: Record<string, unknown>[] }[];
}

const read = (name: string) => JSON.parse(fixture(`sarif/${name}.json`).toString()) as Sarif;
const resource = `https://registry.example.com/shop/cart@sha256:${'1f'.repeat(32)}`;

/** Note, severity, packages, versions and fixes of what a report has. */
function rowsOf(name: string, distro?: string): string[] {
  return vulnerabilities(convert(read(name), { resource, distro })).flatMap((occurrence) => {
    const { effectiveSeverity, packageIssue } = vulnerabilityOf(occurrence);
    const text = ({ name = '', revision }: { name?: string; revision?: string }) =>
      [name, revision].filter((part) => part !== undefined).join('-');
    return packageIssue.map(
      ({ affectedLocation: { cpeUri, package: found, version }, fixedLocation }) =>
        `${occurrence.noteName?.split('/').at(-1)} ${effectiveSeverity} ${found} ${text(version)} < ${text(fixedLocation.version)} ${cpeUri}`,
    );
  });
}

/** The report with its only run changed. */
function changed(report: Sarif, change: (run: Sarif['runs'][0]) => object): object {
  const [run] = report.runs;
  if (run === undefined) throw new Error('the fixture has a run');
  return { ...report, runs: [{ ...run, ...change(run) }] };
}

describe('SARIF', () => {
  it('of Trivy: versions and fixes are read from the message', () => {
    expect(rowsOf('trivy', 'debian:12')).toEqual([
      'CVE-2024-10001 HIGH libtlskit3 3.0.11-1~deb12u2 <  cpe:/o:debian:debian_linux:12',
      'CVE-2024-10001 HIGH tlskit 3.0.11-1~deb12u2 < 3.0.13-1~deb12u1 cpe:/o:debian:debian_linux:12',
      'CVE-2024-10004 CRITICAL @example/webkit-lite 1.4.2 < 1.3.8 pkg:generic/%40example/webkit-lite@1.4.2',
    ]);
    const { resources, warnings } = convert(read('trivy'));
    expect(resources).toEqual([resource]);
    expect(warnings).toMatchObject([{ reason: '1 results are no vulnerabilities and were not imported' }]);
  });

  it('of Grype: fixes are read from the help of the rule, the version from the message', () => {
    expect(rowsOf('grype')).toEqual([
      'CVE-2024-10001 HIGH tlskit 3.0.10-1 < 3.0.13-1 cpe:/o:unknown:unknown',
      'CVE-2024-10001 HIGH tlskit 3.0.11-1 < 3.0.13-1 cpe:/o:unknown:unknown',
      'GHSA-aaaa-bbbb-cccc CRITICAL webkit-lite 1.4.2 < 1.4.9 pkg:npm/webkit-lite@1.4.2',
    ]);
  });

  it('of Docker Scout: the package is a purl in the message', () => {
    expect(rowsOf('scout')).toEqual([
      'CVE-2024-10001 LOW tlskit 3.0.11-1 <  cpe:/o:debian:debian_linux:12',
      'CVE-2024-10004 CRITICAL @example/webkit-lite 1.4.2 < 1.4.9 pkg:npm/%40example/webkit-lite@1.4.2',
    ]);
  });

  it('of Snyk: the package is read from the description of the rule', () => {
    expect(rowsOf('snyk', 'debian:12')).toEqual([
      'CVE-2024-10001 HIGH libtlskit3 3.0.11-1 < 3.0.13-1 cpe:/o:debian:debian_linux:12',
      'SNYK-JS-WEBKITLITE-200 MEDIUM @example/webkit-lite 1.4.2 <  pkg:npm/%40example/webkit-lite@1.4.2',
    ]);
  });

  it('hidden by a suppression is found anyway', () => {
    const [, found] = vulnerabilities(convert(read('grype'), { resource })).map(vulnerabilityOf);
    expect(JSON.parse(found?.extraDetails ?? '')).toMatchObject({ status: ['suppressed'] });
    expect(found?.vexAssessment).toBeUndefined();
  });

  it.each([
    ['CodeQL', 'in code, not in packages'],
    ['Semgrep OSS', 'in code, not in packages'],
    ['SomeScanner', 'send its native JSON'],
  ])('of %s is refused, with a hint what to send', (name, message) => {
    const report = changed(read('grype'), ({ tool }) => ({ tool: { driver: { ...tool.driver, name } } }));
    expect(() => convert(report, { resource })).toThrow(message);
  });

  it.each([
    ['trivy', false],
    ['grype', true],
    ['scout', true],
    ['snyk', true],
  ])('of %s without results counts as a clean scan: %s', async (name, isClean) => {
    const { run, find } = workspace();
    await run(read(name), { resource });
    const empty = changed(read(name), ({ tool }) => ({
      tool: { driver: { ...tool.driver, rules: [] } },
      results: [],
    }));
    expect((await run(empty, { resource })).occurrences.removed > 0).toBe(isClean);
    expect(await find('CVE-2024-10001')).toHaveLength(isClean ? 0 : 1);
  });

  it.each(['trivy', 'grype', 'scout', 'snyk'])(
    'of %s with a rule without results removes nothing',
    async (name) => {
      const { run } = workspace();
      await run(read(name), { resource });
      const less = changed(read(name), ({ results }) => ({ results: results.slice(-1) }));
      expect((await run(less, { resource })).occurrences.removed).toBe(0);
    },
  );

  it.each([
    ['of a run that failed', { invocations: [{ executionSuccessful: false }] }],
    [
      'whose result has another form than the tool writes',
      { results: [{ ruleId: 'CVE-2024-10001-tlskit-x' }] },
    ],
    [
      'whose results are of an earlier run',
      { results: [{ ruleId: 'CVE-2024-10001-tlskit', baselineState: 'absent' }] },
    ],
  ])('%s is not a finished scan', (_, change) => {
    const { discovery } = convert(
      changed(read('grype'), () => change),
      { resource },
    );
    expect(discovery).toMatchObject([
      { occurrence: { discovered: { discovered: { analysisStatus: 'FINISHED_FAILED' } } } },
    ]);
  });
});
