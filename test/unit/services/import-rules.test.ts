import { describe, expect, it } from 'vitest';
import { fixture } from '../importers/kit.js';
import { workspace } from './import-workspace.js';
import { counts, type TrivyImage, without } from './kit.js';

const image = JSON.parse(fixture('trivy/image.json').toString()) as TrivyImage;
const uri = `https://registry.example.com/shop/cart@sha256:${'1f'.repeat(32)}`;
const digest = `sha256:${'8a'.repeat(32)}`;

/** The report of Trivy with a change to its first row. */
function withRow(change: (row: Record<string, unknown>) => void): TrivyImage {
  const report = structuredClone(image);
  change(report.Results[0]?.Vulnerabilities?.[0] ?? {});
  return report;
}

const grypeReport = (ids: readonly string[], timestamp = '2024-05-02T00:00:00Z') => ({
  matches: ids.map((id) => ({
    vulnerability: { id, severity: 'High', fix: { state: 'unknown' } },
    artifact: { name: 'tlskit', version: '1.0-1', type: 'deb' },
  })),
  source: { type: 'image', target: { userInput: uri, repoDigests: [uri.replace('https://', '')] } },
  descriptor: { name: 'grype', timestamp },
});

describe('a row that was not understood', () => {
  it('keeps stored findings of its vulnerability; the others are replaced', async () => {
    const { run, find, status } = workspace();
    await run(image);
    const [before] = await find('CVE-2024-10001');
    const issues = before?.vulnerability?.packageIssue;
    expect(issues).toHaveLength(2);
    const damaged = withRow((row) => delete row.PkgName);
    const result = await run(without(damaged, ['CVE-2024-10002']));
    expect(result.occurrences).toEqual(counts(0, 1, 4, 1));
    expect((await find('CVE-2024-10001'))[0]?.vulnerability).toMatchObject({
      effectiveSeverity: 'HIGH',
      packageIssue: issues,
    });
    expect(await status('trivy')).toMatchObject({
      analysisStatus: 'FINISHED_FAILED',
      analysisError: [{ code: 3, message: '1 row of the report could not be understood' }],
    });
    expect((await run(image)).occurrences).toEqual(counts(1, 1, 4));
    expect(await status('trivy')).toMatchObject({ analysisStatus: 'FINISHED_SUCCESS' });
  });

  it('keeps everything if it names no vulnerability', async () => {
    const { run, stored, status } = workspace();
    await run(image);
    const before = await stored();
    const damaged = withRow((row) => {
      delete row.VulnerabilityID;
      delete row.PkgName;
    });
    expect((await run(without(damaged, ['CVE-2024-10001', 'CVE-2024-10002']))).occurrences.removed).toBe(0);
    expect((await stored()).filter(({ vulnerability }) => vulnerability)).toEqual(
      before.filter(({ vulnerability }) => vulnerability),
    );
    expect(await status('trivy')).toMatchObject({ analysisStatus: 'FINISHED_FAILED' });
  });

  it('of an advisory that lost its other names keeps the findings stored under these', async () => {
    const { run, find } = workspace();
    await run(image);
    const report = structuredClone(image);
    for (const row of report.Results[1]?.Vulnerabilities ?? []) delete row.VendorIDs;
    expect((await run(report)).occurrences).toEqual(counts(1, 0, 4));
    expect(await find('CVE-2024-10005')).toHaveLength(1);
    expect((await run(without(report, ['GHSA-aaaa-bbbb-cccc']))).occurrences.removed).toBe(3);
  });

  it('of Clair may be a reference to a missing entry', async () => {
    const { run, status } = workspace();
    const request = { resource: `registry.example.com/app@${digest}` };
    await run(fixture('clair/report.json'), request);
    const report = JSON.parse(fixture('clair/report.json').toString()) as Record<
      string,
      Record<string, unknown>
    >;
    report.package_vulnerabilities = { 2: ['99'] };
    expect((await run(report, request)).occurrences.removed).toBe(0);
    report.package_vulnerabilities = { 7: ['11'] };
    report.vulnerabilities = { 11: report.vulnerabilities?.['11'] };
    expect((await run(report, request)).occurrences.removed).toBe(4);
    expect(await status('clair')).toMatchObject({ analysisStatus: 'FINISHED_FAILED' });
  });
});

describe('a report that does not state its findings', () => {
  it('of Trivy, without results, removes nothing and records no scan', async () => {
    const { run, status } = workspace();
    const { Results: _, ...rest } = image;
    expect(await run(rest)).toMatchObject({ discovery: counts(0, 0, 0), warningCount: 1 });
    await run(image);
    expect(await run(rest)).toMatchObject({ occurrences: counts(0, 0, 0), discovery: counts(0, 0, 0) });
    expect(await status('trivy')).toMatchObject({ analysisStatus: 'FINISHED_SUCCESS' });
  });

  it.each([
    ['Running', 'SCANNING'],
    ['Pending', 'PENDING'],
    ['Error', 'FINISHED_FAILED'],
    ['Stopped', 'FINISHED_FAILED'],
  ])('of Harbor, whose scan is %s, is a scan in the state %s', async (scan_status, analysisStatus) => {
    const { run, status, stored } = workspace();
    const request = { resource: `registry.example.com/app@${digest}` };
    await run(fixture('harbor/report.json'), request);
    const count = (await stored()).length;
    const mime = 'application/vnd.security.vulnerability.report; version=1.1';
    const overview = { report_id: '1', scan_status, severity: 'High' };
    expect((await run({ [mime]: overview }, request)).occurrences).toEqual(counts(0, 0, 0));
    expect(await stored()).toHaveLength(count);
    expect(await status('harbor')).toMatchObject({ analysisStatus });
    for (const other of [
      { report_id: '1', scan_status: 'Success' },
      { generated_at: '2024-05-04T09:00:00Z', vulnerabilities: null },
    ])
      await expect(run({ [mime]: other }, request)).rejects.toThrow('expected the list of findings');
  });

  it('of a cluster names its resources itself, and its cluster at least by the caller', async () => {
    const { run } = workspace();
    const cluster = JSON.parse(fixture('trivy/cluster.json').toString()) as object;
    const unnamed = { ...cluster, ClusterName: '' };
    await expect(run(unnamed, { resource: uri })).rejects.toThrow('names its resources itself');
    await expect(run(unnamed)).rejects.toThrow('/ClusterName: required to name Service cart');
    expect((await run(unnamed, { resource: 'k8s://staging' })).resources).toEqual(
      (await run(cluster)).resources,
    );
  });
});

describe('two tools under one provider', () => {
  it('do not change the findings of each other, and each removes its own', async () => {
    const { run, find } = workspace();
    await run(image);
    expect((await run(grypeReport(['CVE-2024-10001', 'CVE-2024-20001']))).occurrences).toEqual(
      counts(2, 0, 0),
    );
    expect((await run(image)).occurrences).toEqual(counts(0, 0, 6));
    expect((await run(without(image, ['CVE-2024-10001']))).occurrences).toEqual(counts(0, 0, 5, 1));
    expect((await find('CVE-2024-10001')).map(({ vulnerability }) => vulnerability?.extraDetails)).toEqual([
      expect.stringContaining('"importer":"grype"'),
    ]);
    expect((await run(grypeReport([]))).occurrences).toEqual(counts(0, 0, 0, 2));
  });
});

describe('the time of a scan', () => {
  const at = (CreatedAt: string | undefined): object => ({ ...image, CreatedAt });

  it('in the future counts as no time', async () => {
    const { run, status } = workspace();
    const result = await run(at('2999-01-01T00:00:00Z'));
    expect(result.warnings.map(({ pointer }) => pointer)).toContain('/CreatedAt');
    expect(await status('trivy')).toMatchObject({ lastScanTime: '2024-06-01T00:00:00Z' });
    await run(at('2024-05-20T00:00:00Z'));
    expect(await status('trivy')).toMatchObject({ lastScanTime: '2024-05-20T00:00:00Z' });
  });

  it('that is stored and in the future, since the clock was set back, makes no report outdated', async () => {
    const { run, status, clock } = workspace('2999-06-01T00:00:00Z');
    await run(at('2999-05-20T00:00:00Z'));
    expect(await status('trivy')).toMatchObject({ lastScanTime: '2999-05-20T00:00:00Z' });
    clock.time = Date.parse('2024-06-01T00:00:00Z');
    await run(at('2024-05-20T00:00:00Z'));
    expect(await status('trivy')).toMatchObject({ lastScanTime: '2024-05-20T00:00:00Z' });
  });

  it('that was assumed never makes a stated one outdated', async () => {
    const { run, status, clock } = workspace();
    await run(at(undefined));
    expect(await status('trivy')).toMatchObject({ lastScanTime: '2024-06-01T00:00:00Z' });
    await run(at('2024-05-20T00:00:00Z'));
    clock.time += 1000;
    await run(without(at(undefined) as TrivyImage, ['CVE-2024-10001']));
    expect(await status('trivy')).toMatchObject({ lastScanTime: '2024-05-20T00:00:00Z' });
    await expect(run(at('2024-05-19T00:00:00Z'))).rejects.toMatchObject({ reason: 'REPORT_OUTDATED' });
    await run(at('2024-05-21T00:00:00Z'));
  });

  it('of another tool does not make a report outdated, whatever note they share', async () => {
    const { run } = workspace();
    const request = { discoveryNote: 'projects/gate/notes/scans' };
    await run(grypeReport(['CVE-2024-20001'], '2024-05-31T00:00:00Z'), request);
    expect((await run(at('2024-05-20T00:00:00Z'), request)).discovery).toEqual(counts(1, 1, 0));
  });
});

describe('a scan that is not finished', () => {
  const configs = {
    ...image,
    Results: [{ Target: 'Dockerfile', Class: 'config', Type: 'dockerfile', MisconfSummary: { Failures: 0 } }],
  };

  it('a check of configurations creates no note that claims a scan for vulnerabilities', async () => {
    const { run, stored } = workspace();
    await run(configs, { misconfig: true });
    const names = (await stored()).map(({ noteName }) => noteName);
    expect(names).toEqual(['projects/p-misconfig/notes/trivy-misconfiguration']);
  });

  it('a report that is merged into a scan with rows that were not understood', async () => {
    const { run, status } = workspace();
    await run(withRow((row) => delete row.PkgName));
    expect(await status('trivy')).toMatchObject({ analysisStatus: 'FINISHED_FAILED' });
    await run(image, { mode: 'merge' });
    expect(await status('trivy')).toMatchObject({ analysisStatus: 'FINISHED_FAILED' });
    await run(image);
    expect(await status('trivy')).toMatchObject({ analysisStatus: 'FINISHED_SUCCESS' });
  });

  it('a Harbor report whose status is not known', async () => {
    const { run, status } = workspace();
    const request = { resource: `registry.example.com/app@${digest}` };
    const mime = 'application/vnd.security.vulnerability.report; version=1.1';
    await run({ [mime]: { scan_status: 'Failed', vulnerabilities: [] } }, request);
    expect(await status('harbor')).toMatchObject({ analysisStatus: 'FINISHED_FAILED' });
    await run({ [mime]: { scan_status: 'Success', vulnerabilities: [] } }, request);
    expect(await status('harbor')).toMatchObject({ analysisStatus: 'FINISHED_SUCCESS' });
  });
});

describe('merging', () => {
  it('loses no package that another report found', async () => {
    const { run, find } = workspace();
    const part = (keep: (name: unknown) => boolean): TrivyImage => ({
      ...image,
      Results: image.Results.map((result) => ({
        ...result,
        Vulnerabilities: (result.Vulnerabilities ?? []).filter(({ PkgName }) => keep(PkgName)),
      })),
    });
    await run(
      part((name) => name !== 'tlskit'),
      { mode: 'merge' },
    );
    await run(
      part((name) => name === 'tlskit'),
      { mode: 'merge' },
    );
    const [found] = await find('CVE-2024-10001');
    expect(found?.vulnerability?.effectiveSeverity).toBe('HIGH');
    expect(found?.vulnerability?.packageIssue).toHaveLength(2);
  });
});

describe('a member that is only informative', () => {
  it('is omitted alone if it has another type', async () => {
    const { run, find } = workspace();
    const cpe = { Part: 'a', Vendor: 'example', Product: 'tlskit' };
    const report = grypeReport(['CVE-2024-20001']);
    for (const { artifact } of report.matches) Object.assign(artifact, { cpes: [cpe], locations: 7 });
    const result = await run(report);
    expect(result.warnings).toEqual([
      {
        pointer: '/matches/0/artifact/locations',
        reason: 'expected a list, found number; this member was left out',
      },
    ]);
    expect(await find('CVE-2024-20001')).toHaveLength(1);
    for (const { artifact } of report.matches) Object.assign(artifact, { type: 'npm' });
    expect((await run(report)).warnings[0]).toMatchObject({ pointer: '/matches/0/artifact/cpes/0' });
    for (const { artifact } of report.matches) Object.assign(artifact, { version: 1 });
    await expect(run(report)).rejects.toThrow('/matches/0/artifact/version: expected a string');
  });
});
