import { afterAll, beforeAll, expect, it } from 'vitest';
import { repositoryContract } from '../../src/contract/repository-contract.js';
import { describePostgres, openTestDistributed } from '../setup/databases.js';
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
    'what a deleted note left behind is in any project',
    /^SELECT note_scope AS scope, note_id AS id, min\(kind\) AS kind FROM occurrences WHERE note_scope = \$1 AND /,
  ],
  [
    'notes whose text is on its way are of any project',
    /^SELECT scope, id FROM notes WHERE pending IS NOT NULL AND /,
  ],
  [
    'the next location of a project is a scope that is looked for',
    /^SELECT scope FROM occurrences WHERE scope > \$1 AND scope < \$2 ORDER BY scope LIMIT 1$/,
  ],
];
/** Of the coordinator, or of no table. */
const elsewhere =
  /^(?:BEGIN|COMMIT|ROLLBACK|SET )|\b(?:settings|knex_migrations\w*|pg_\w+|information_schema\.tables)\b/;

describePostgres('PostgreSQL with the statements of several nodes', (server) => {
  const asked = new Map<string, Route>();
  const unknown = new Set<string>();
  let stop: () => void;
  beforeAll(() => {
    stop = recordStatements(({ sql, values }) => {
      const route = routeOf(sql, values);
      // One that is wrong with some values is wrong.
      if (route !== undefined && asked.get(sql)?.to !== 'all') asked.set(sql, route);
      if (route === undefined && !elsewhere.test(sql)) unknown.add(sql);
    });
  });
  afterAll(() => stop());

  repositoryContract({
    name: 'postgres, each statement about one scope',
    open: () => openTestDistributed(server),
    skip: { reopen: 'the server of the database keeps its files; test/faults ends it' },
  });

  it('asks one node, but for what is listed', () => {
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
});
