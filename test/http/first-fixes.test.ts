import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type GrafeasClient, type Occurrence, type Totals } from '../../src/client/client.js';
import { grafeas } from '../cli/kit.js';
import { templates } from '../setup/administer.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { type GuardedServer, startGuardedServer } from '../setup/guarded-server.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

/** What to fix first in each project: the packages and notes of the worst findings with a fix. */

/** Worst first: what has no severity may be bad. */
const severities = ['CRITICAL', 'HIGH', undefined, 'MEDIUM', 'LOW', 'MINIMAL'] as const;
const projects = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'].map((name) => `projects/${name}`);

type Issue = NonNullable<NonNullable<Occurrence['vulnerability']>['packageIssue']>[number];
type Fix = 'known' | 'none' | 'never';

/** A package of an image. `never` says that no version mends it. */
function issueOf(name: string, fix: Fix): Issue {
  const at = (version: object) => ({ cpeUri: 'cpe:/o:x:y', package: name, version }) as never;
  return {
    affectedLocation: at({ kind: 'NORMAL', name: '1' }),
    ...(fix === 'known' && { fixedLocation: at({ kind: 'NORMAL', name: '2' }) }),
    ...(fix === 'never' && { fixedLocation: at({ kind: 'MAXIMUM' }) }),
  };
}

const anyFinding = fc.record({
  severity: fc.integer({ min: 0, max: severities.length - 1 }),
  note: fc.integer({ min: 0, max: 2 }),
  image: fc.integer({ min: 0, max: 129 }),
  issues: fc.array(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      fix: fc.constantFrom<Fix>('known', 'none', 'never'),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

/** Each project lacks the worst severities of the one before; of the last one nothing has a fix. */
async function fill(client: GrafeasClient, findingsOfProject: number): Promise<void> {
  for (const severity of severities)
    for (const note of [0, 1, 2])
      await client.notes.create('projects/scanner', `${severity ?? 'NONE'}-${note}`, {
        vulnerability: severity === undefined ? {} : { severity },
      });
  for (const [index, project] of projects.entries()) {
    const findings = fc.sample(anyFinding, {
      numRuns: findingsOfProject,
      seed: Number(process.env.TEST_SEED ?? 1) + index,
    });
    await client.occurrences.batchCreate(
      project,
      findings.map(({ severity, note, image, issues }) => ({
        resource: { uri: `https://r.example/${project}@sha256:${image}` },
        noteName: `projects/scanner/notes/${severities[Math.max(severity, index)] ?? 'NONE'}-${note}`,
        vulnerability: {
          packageIssue: issues.map(({ name, fix }) =>
            issueOf(name, index === projects.length - 1 && fix === 'known' ? 'none' : fix),
          ),
        },
      })),
    );
  }
}

/** The same, counted from all findings of the project. */
async function expected(client: GrafeasClient, project: string, count: number): Promise<Totals['fixes']> {
  const found: { severity: unknown; image: string; note: string; packages: string[] }[] = [];
  for await (const { resource, noteName = '', vulnerability = {} } of client.occurrences.list(project)) {
    const { effectiveSeverity, packageIssue = [] } = vulnerability;
    const packages = packageIssue
      .filter(({ fixedLocation }) => fixedLocation?.version?.kind === 'NORMAL')
      .map(({ affectedLocation }) => affectedLocation?.package ?? '');
    if (packages.length > 0)
      found.push({
        severity: effectiveSeverity,
        image: resource?.uri ?? '',
        note: noteName,
        packages: [...new Set(packages)],
      });
  }
  const worst = severities.find((severity) => found.some((finding) => finding.severity === severity));
  const counted = found.filter(({ severity }) => severity === worst);
  if (counted.length === 0) return undefined;
  const first = (namesOf: (finding: (typeof found)[number]) => readonly string[]) => {
    const pairs = counted.flatMap((finding) => namesOf(finding).map((name) => ({ name, finding })));
    return [...Map.groupBy(pairs, ({ name }) => name)]
      .map(
        ([name, own]) => [name, own.length, new Set(own.map(({ finding }) => finding.image)).size] as const,
      )
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, count)
      .map(([name, findings, images]) => ({ name, findingCount: `${findings}`, imageCount: `${images}` }));
  };
  return {
    ...(worst !== undefined && { severity: worst }),
    packages: first(({ packages }) => packages),
    notes: first(({ note }) => [note]),
  };
}

async function all(list: AsyncIterable<Totals>): Promise<Totals[]> {
  const found: Totals[] = [];
  for await (const row of list) found.push(row);
  return found;
}

/** Tests of a store, by its kind or the URL of a server. */
function inStore(store: string): void {
  const folder = temporaryFolder();
  const closing: (() => Promise<unknown>)[] = [];
  let client: GrafeasClient;
  beforeAll(async () => {
    const database = store.startsWith('postgres:')
      ? await createDatabase(store, templates.plain.name)
      : { url: store === 'memory' ? 'memory:' : `sqlite:${folder.path}/grafeas.db`, drop: async () => {} };
    const server = await startServer({ store: database.url });
    closing.push(server.close, database.drop);
    client = createClient({ server: server.url });
    await fill(client, 900);
  });
  afterAll(async () => {
    for (const close of closing) await close();
    folder.remove();
  });

  it.each([1, 3])('equals the count of all findings, %i of each', async (fixes) => {
    const rows = await all(client.occurrences.totals('projects/-', { fixes, pageSize: 2 }));
    expect(rows.map(({ parent }) => parent)).toEqual(projects.toSorted());
    for (const { parent = '', fixes: found } of rows)
      expect([parent, found]).toEqual([parent, await expected(client, parent, fixes)]);
    expect(rows.filter(({ fixes: found }) => found === undefined).map(({ parent }) => parent)).toEqual([
      'projects/epsilon',
    ]);
    const [one] = await all(client.occurrences.totals('projects/gamma', { fixes }));
    expect(one).toEqual(rows.find(({ parent }) => parent === 'projects/gamma'));
  });

  it('is read only on request, and only for the named projects', async () => {
    const some = ['projects/gamma', 'projects/none', 'projects/alpha', 'projects/gamma'];
    const rows = await all(client.occurrences.totals('projects/-', { projects: some, pageSize: 1 }));
    expect(rows.map(({ parent, fixes }) => [parent, fixes])).toEqual([
      ['projects/alpha', undefined],
      ['projects/gamma', undefined],
    ]);
  });
}

describe.each(['memory', 'sqlite'])('what to fix first, in %s', inStore);
describePostgres('what to fix first, in postgres', inStore);

describe('what to fix first', () => {
  let server: TestServer;
  let client: GrafeasClient;
  beforeAll(async () => {
    server = await startServer();
    client = createClient({ server: server.url });
    await fill(client, 90);
  });
  afterAll(() => server.close());

  it.each([
    [{ fixes: 11 }, 'fixes: must be between 0 and 10, not 11'],
    [{ fixes: -1 }, 'fixes: must be between 0 and 10, not -1'],
    [{ projects: ['projects/a', 'b'] }, 'projects[1]: '],
    [{ projects: ['projects/-'] }, 'projects[0]: '],
    [{ projects: Array(101).fill('projects/a') }, 'projects: may be at most 100, not 101'],
  ])('%j is refused', async (query, message) => {
    const call = client.call('ListVulnerabilityTotals', { path: { project: '-' }, query });
    await expect(call).rejects.toMatchObject({ status: 400, message: expect.stringContaining(message) });
  });

  it('for named projects needs all projects as parent', async () => {
    const query = { projects: ['projects/alpha'] };
    const call = client.call('ListVulnerabilityTotals', { path: { project: 'alpha' }, query });
    await expect(call).rejects.toMatchObject({ status: 400, message: expect.stringContaining('projects: ') });
  });

  it('reports that there are too many findings instead of counting some of them', async () => {
    const finding = (index: number): Occurrence => ({
      resource: { uri: `https://r.example/many@sha256:${index % 50}` },
      noteName: 'projects/scanner/notes/HIGH-0',
      vulnerability: { packageIssue: [issueOf('a', 'known')] },
    });
    const add = (count: number) =>
      client.occurrences.batchCreate(
        'projects/many',
        Array.from({ length: count }, (_, index) => finding(index)),
      );
    for (let batch = 0; batch < 5; batch += 1) await add(1000);
    const [most] = await all(client.occurrences.totals('projects/many', { fixes: 1 }));
    const count = { findingCount: '5000', imageCount: '50' };
    expect(most?.fixes).toEqual({
      severity: 'HIGH',
      packages: [{ name: 'a', ...count }],
      notes: [{ name: 'projects/scanner/notes/HIGH-0', ...count }],
    });
    await add(1);
    const [more] = await all(client.occurrences.totals('projects/many', { fixes: 1 }));
    expect(more?.fixes).toEqual({ tooMany: true });
  });

  it('is printed by the command line', async () => {
    const { out, err, code } = await grafeas(
      [
        'totals',
        '--fixes',
        '1',
        '--project',
        'projects/alpha',
        '--project',
        'projects/epsilon',
        '-o',
        'csv',
      ].concat(['--server', server.url]),
    );
    expect([err, code]).toEqual(['', 0]);
    const fixes = await expected(client, 'projects/alpha', 1);
    const [name, note] = [fixes?.packages?.[0], fixes?.notes?.[0]];
    const [head, alpha, epsilon] = out.trim().split('\r\n');
    expect(head).toMatch(/,FIXABLE,UPDATE FIRST,FIX FIRST$/);
    expect(alpha).toMatch(
      new RegExp(`,${name?.name} \\(${name?.findingCount}\\),CRITICAL-. \\(${note?.findingCount}\\)$`),
    );
    expect(epsilon).toMatch(/^epsilon,.*,0,,$/);
  });
});

describe('what to fix first, with access control', () => {
  let server: GuardedServer;
  beforeAll(async () => {
    server = await startGuardedServer();
    await fill(createClient({ server: server.url, token: server.token('admin@*') }), 90);
  });
  afterAll(() => server.close());

  it('covers only projects that the caller may read, whatever is named', async () => {
    const token = server.token('viewer@projects/beta', 'viewer@projects/gamma');
    const client = createClient({ server: server.url, token });
    const some = ['projects/alpha', 'projects/beta', 'projects/none'];
    const rows = await all(client.occurrences.totals('projects/-', { projects: some, fixes: 1 }));
    expect(rows.map(({ parent }) => parent)).toEqual(['projects/beta']);
    const alone = ['projects/alpha'];
    expect(await all(client.occurrences.totals('projects/-', { projects: alone, fixes: 1 }))).toEqual([]);
  });
});
