import { describe, expect, it } from 'vitest';
import { workspace } from './import-workspace.js';

const uri = `https://registry.example.com/shop/cart@sha256:${'1f'.repeat(32)}`;

interface Row {
  readonly PkgName?: string;
  readonly Severity?: string;
  readonly CVSS?: object;
  readonly LastModifiedDate?: string;
}

/** One vulnerability in some packages. */
const report = (...rows: readonly Row[]) => ({
  SchemaVersion: 2,
  ArtifactType: 'container_image',
  Results: [
    {
      Target: 'x',
      Class: 'os-pkgs',
      Type: 'debian',
      Vulnerabilities: rows.map((row) => ({
        VulnerabilityID: 'CVE-2024-10001',
        InstalledVersion: '1',
        ...row,
      })),
    },
  ],
});

const scored = (V3Score: number, LastModifiedDate: string) => ({
  PkgName: 'a',
  CVSS: { nvd: { V3Score } },
  LastModifiedDate,
});

/** What is found of the vulnerability in one project, and its note, which other projects write. */
function found() {
  const { run, stored } = workspace();
  return {
    run: (...rows: readonly Row[]) => run(report(...rows), { resource: uri }),
    rescore: async (score: number, date: string) => {
      await run(report(scored(score, date)), { resource: uri, parent: 'projects/other' });
    },
    async severity(): Promise<string | undefined> {
      const [vulnerability] = (await stored()).flatMap(({ vulnerability }) => vulnerability ?? []);
      return vulnerability?.effectiveSeverity;
    },
  };
}

const [a, b, unread] = [{ PkgName: 'a' }, { PkgName: 'b' }, {}];

describe('the severity of a finding that is merged with stored ones', () => {
  it.each<[string, readonly Row[]]>([
    ['a package that was not read', [a, unread]],
    ['no package that was not read', [a, b, unread]],
    ['a lower severity than that of the note', [{ ...a, Severity: 'LOW' }, unread]],
    ['a lower severity for each package', [{ ...a, Severity: 'LOW' }, { ...b, Severity: 'LOW' }, unread]],
  ])('follows the note if the report omits it: %s', async (_, rows) => {
    const { run, rescore, severity } = found();
    await rescore(7.5, '2024-01-01T00:00:00Z');
    await run(a, b);
    expect(await severity()).toBe('HIGH');
    await run(...rows);
    expect(await severity()).toBe('HIGH');
    await rescore(9.8, '2024-02-01T00:00:00Z');
    expect(await severity()).toBe('CRITICAL');
  });

  it.each<[string, readonly Row[]]>([
    ['a package that was not read', [a, unread]],
    ['no package that was not read', [a, b, unread]],
  ])('does not fall to that of the note if the tool stated a higher one: %s', async (_, rows) => {
    const { run, rescore, severity } = found();
    await rescore(3.5, '2024-01-01T00:00:00Z');
    await run({ ...a, Severity: 'HIGH' }, { ...b, Severity: 'HIGH' });
    await run(...rows);
    expect(await severity()).toBe('HIGH');
    await rescore(2.5, '2024-02-01T00:00:00Z');
    expect(await severity()).toBe('HIGH');
  });
});

describe('a package without a severity beside one with a low severity', () => {
  const low = { ...a, Severity: 'LOW' };
  const cvss = { CVSS: { nvd: { V3Score: 9.8 } } };

  it.each<[string, readonly Row[], string]>([
    ['has the severity that the report states for the vulnerability', [low, { ...b, ...cvss }], 'CRITICAL'],
    [
      'also with the severity UNKNOWN, in any order',
      [
        { ...b, Severity: 'UNKNOWN' },
        { ...low, ...cvss },
      ],
      'CRITICAL',
    ],
    ['also if it is the same package', [low, { ...a, ...cvss }], 'CRITICAL'],
    ['is ignored if it has a severity', [low, { ...b, ...cvss, Severity: 'LOW' }], 'LOW'],
    ['keeps the known severity if nothing else is known', [low, { ...b, Severity: 'UNKNOWN' }], 'LOW'],
  ])('%s', async (_, rows, expected) => {
    const { run, severity } = found();
    await run(...rows);
    expect(await severity()).toBe(expected);
  });

  it('has the severity that other reports state for the vulnerability, and follows them', async () => {
    const { run, rescore, severity } = found();
    await rescore(7.5, '2024-01-01T00:00:00Z');
    await run(low, b);
    expect(await severity()).toBe('HIGH');
    await rescore(9.8, '2024-02-01T00:00:00Z');
    expect(await severity()).toBe('CRITICAL');
    expect((await run(low, b)).occurrences).toMatchObject({ unchanged: 1 });
    await run(low, { ...b, Severity: 'LOW' });
    expect(await severity()).toBe('LOW');
  });
});

describe('a severity that keeps its value', () => {
  it('and was derived becomes the report’s own if the report states it', async () => {
    const { run, rescore, severity } = found();
    await rescore(7.5, '2024-01-01T00:00:00Z');
    await run(a);
    await run(scored(7.5, '2024-01-01T00:00:00Z'));
    await rescore(3.5, '2024-02-01T00:00:00Z');
    expect(await severity()).toBe('HIGH');
  });

  it('and was a report’s own becomes derived if the report omits it', async () => {
    const { run, rescore, severity } = found();
    await run(scored(7.5, '2024-01-01T00:00:00Z'));
    await run(a);
    await rescore(9.8, '2024-02-01T00:00:00Z');
    expect(await severity()).toBe('CRITICAL');
  });
});
