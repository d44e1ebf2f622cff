import { afterAll, expect, it } from 'vitest';
import { expectCounted, writeAtRandom } from '../../src/contract/random-writes.js';
import { repositoryContract } from '../../src/contract/repository-contract.js';
import { Rows } from '../../src/contract/rows.js';
import { openPostgres } from '../../src/storage/postgres/open-postgres.js';
import { requestBounds } from '../../src/storage/repository-bounds.js';
import { createDistributed, describePostgres, openTestDistributed } from '../setup/databases.js';
import { connectPostgres } from '../setup/postgres-client.js';
import { recordStatements } from '../setup/recorded-statements.js';
import { type Route, routeOf } from '../setup/routing.js';

/** Statements that ask every node, and why they may: each only reads, one table, without a lock. */
const fanOuts: readonly (readonly [why: string, form: RegExp])[] = [
  ['all projects are listed by id', /^SELECT id FROM projects WHERE id > /],
  [
    'a note is found in any project',
    /^SELECT scope, id(?:, .*)? FROM occurrences WHERE note_id = \$1 AND note_scope = \$2 AND /,
  ],
  [
    'whose occurrences a note assesses is of any project, and so is the note',
    /^SELECT scope, id(?:, .*)? FROM occurrences WHERE note_id = \$1 AND \(scope, id\) > \(\$2, \$3\) /,
  ],
  ['notes of an id are of any provider', /^SELECT scope FROM notes WHERE id = \$1 ORDER BY scope$/],
  [
    'notes that assess are of any project',
    /^SELECT (?:DISTINCT assessed_id AS id|assessed_id, assessed_product, assessment) FROM (?:notes|\(SELECT .* FROM notes) WHERE assessed_id = /,
  ],
  [
    'a note id is found in any project, of any provider',
    /^SELECT scope, id(?:, .*)? FROM occurrences WHERE \(scope, id\) > \(\$1, \$2\) AND (?:\(scope, id\) <= \(\$3, \$4\) AND )?\(note_id = \$\d\) /,
  ],
  [
    'a package is found in any project',
    /^SELECT scope, id, type, version FROM packages WHERE name = \$1 AND \(scope, id\) > /,
  ],
  [
    'what a deleted note left behind is in any project',
    /^SELECT note_scope AS scope, note_id AS id, min\(kind\) AS kind FROM occurrences WHERE note_scope = \$1 AND /,
  ],
  [
    'notes whose text is on its way are of any project',
    /^SELECT scope, id FROM notes WHERE pending IS NOT NULL AND /,
  ],
  [
    'old requests of projects that nobody writes to are looked for',
    /^SELECT scope FROM requests WHERE time < \$1 ORDER BY time LIMIT \$2$/,
  ],
  [
    'days that are too old are of any project',
    /^SELECT scope FROM severity_days WHERE day < \$1 ORDER BY day LIMIT \$2$/,
  ],
  [
    'the next scope of a range is looked for',
    /^SELECT scope FROM (?:occurrences|notes) WHERE scope >= \$1 (?:AND scope < \$2 )?ORDER BY scope LIMIT \$\d$/,
  ],
];
/** Of the coordinator, or of no table. */
const elsewhere =
  /^(?:BEGIN|COMMIT|ROLLBACK|SET |SELECT to_regclass)|\b(?:settings|knex_migrations\w*|pg_\w+|information_schema\.tables)\b/;

describePostgres('PostgreSQL with the statements of several nodes', (server) => {
  const asked = new Map<string, Route>();
  const unknown = new Set<string>();
  let stop: (() => void) | undefined;
  const record = (): void => {
    stop = recordStatements(({ sql, values }) => {
      const route = routeOf(sql, values);
      // One that is wrong with some values is wrong.
      if (route !== undefined && asked.get(sql)?.to !== 'all') asked.set(sql, route);
      if (route === undefined && !elsewhere.test(sql)) unknown.add(sql);
    });
  };
  afterAll(() => stop?.());

  repositoryContract({
    name: 'postgres, each statement about one scope',
    async open() {
      const repository = await openTestDistributed(server);
      record();
      return repository;
    },
    skip: { reopen: 'the server of the database keeps its files; test/faults ends it' },
  });

  it('sends each statement to one node, except for the listed ones', () => {
    const all = [...asked].filter(([, { to }]) => to === 'all');
    const unlisted = all.filter(([sql]) => !fanOuts.some(([, form]) => form.test(sql)));
    expect(unlisted.map(([sql, { why }]) => `${why}: ${sql}`)).toEqual([]);
    expect([...unknown], 'statements nobody knows a node for').toEqual([]);
    for (const [sql] of all)
      expect(sql).not.toMatch(
        /^WITH|\bFOR (?:KEY )?(?:SHARE|UPDATE)\b|\bJOIN\b|\b(?:INSERT|UPDATE|DELETE)\b/,
      );
    for (const [why, form] of fanOuts)
      expect(
        all.some(([sql]) => form.test(sql)),
        why,
      ).toBe(true);
    expect(asked.size - all.length).toBeGreaterThan(30);
  });
  it('counts correctly while two servers write concurrently', async () => {
    const { url, drop } = await createDistributed(server);
    const open = () => openPostgres({ url, migrate: false });
    const [first, second] = [await open(), await open()];
    const scopes = ['p', 'q'] as const;
    const repositories = [first, second] as const;
    await writeAtRandom({ repositories, rows: new Rows(), scopes, seed: 1, writers: 12, writes: 40 });
    await expectCounted(second, scopes);
    await Promise.all([first.close(), second.close()]);
    await drop();
  });

  it('removes the old requests of a project without further writes', async () => {
    const { url, drop } = await createDistributed(server);
    const repository = await openPostgres({ url, migrate: false });
    const rows = new Rows();
    const ask = (scope: string, number: number, time: number) =>
      repository.createNotes([rows.note({ scope, id: `n${number}` })], {
        scope,
        caller: 'a caller',
        id: `${number}`,
        digest: 'asked',
        time,
        result: 'made',
      });
    await ask('left', 0, 1);
    await ask('left-later', 0, 2 + requestBounds.micros);
    for (let number = 3; number < requestBounds.sweepEvery; number += 1)
      await ask('used', number, 2 + requestBounds.micros);
    const client = await connectPostgres(url);
    const scopes = async () =>
      (await client.query('SELECT DISTINCT scope FROM requests ORDER BY scope')).rows.map(
        (row: { scope: string }) => row.scope,
      );
    expect(await scopes()).toEqual(['left', 'left-later', 'used']);
    await ask('used', 1, 2 + requestBounds.micros);
    // It waits for what is under way.
    await repository.close();
    expect(await scopes()).toEqual(['left-later', 'used']);
    await client.end();
    await drop();
  });
});
