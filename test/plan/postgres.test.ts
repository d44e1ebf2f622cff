import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { numberPlaceholders } from '../../src/storage/postgres/connections.js';
import { postgresDialect } from '../../src/storage/postgres/dialect.js';
import { openPostgres, plannerSettings, setPlanner } from '../../src/storage/postgres/open-postgres.js';
import { together } from '../../src/storage/postgres/shared-reads.js';
import type { Statement } from '../../src/storage/sql/statement.js';
import { templates } from '../setup/administer.js';
import { createDatabase, describePostgres, type TestDatabase } from '../setup/databases.js';
import { connectPostgres } from '../setup/postgres-client.js';
import { plannedQueries } from './queries.js';
import { seedRepository } from './seed.js';

const modes = ['force_custom_plan', 'force_generic_plan'];

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Node[];
}

for (const [kind, template] of Object.entries(templates)) {
  describePostgres(`query plans of PostgreSQL, ${kind}`, (server) => {
    let database: TestDatabase | undefined;
    /** Of both kinds: for the values at hand, and for whatever values a prepared statement may get. */
    const plans = new Map<string, Node[]>();

    beforeAll(async () => {
      database = await createDatabase(server, template.name);
      const repository = await openPostgres({ url: database.url, migrate: false });
      const made = await seedRepository(repository);
      await repository.close();
      const client = await connectPostgres(database.url);
      await client.query(setPlanner);
      for (const [name, value] of Object.entries(plannerSettings)) {
        expect((await client.query(`SHOW ${name}`)).rows).toEqual([{ [name]: value }]);
      }
      await client.query('VACUUM (ANALYZE) occurrences');
      await client.query('VACUUM (ANALYZE) notes');
      await client.query('VACUUM (ANALYZE) packages');
      // Of projects with more images than the seed has, so that a planner has a choice here too.
      await client.query(
        `INSERT INTO severity_counts (scope, resource_uri, total)
         SELECT 'images-' || n % 50, 'https://example.com/app-' || n, 1 FROM generate_series(1, 50000) AS n`,
      );
      await client.query('VACUUM (ANALYZE) severity_counts');
      const read = async ({ sql, bindings }: Statement): Promise<readonly unknown[]> =>
        (await client.query(numberPlaceholders(sql), [...bindings])).rows;
      const statements = await plannedQueries(made, { dialect: postgresDialect, sliceRows: 200, read });
      let prepared = 0;
      const explain = async (name: string, { sql, plan }: Statement, values: readonly string[]) => {
        prepared += 1;
        await client.query(`PREPARE q${prepared} AS ${numberPlaceholders(sql)}`);
        for (const mode of plan === undefined ? modes : modes.slice(0, 1)) {
          await client.query(`SET plan_cache_mode = ${mode}`);
          const { rows } = await client.query(
            `EXPLAIN (FORMAT JSON) EXECUTE q${prepared}(${values.join(', ')})`,
          );
          plans.set(`${name}, ${mode}`, nodesOf(rows[0]['QUERY PLAN'][0].Plan));
        }
      };
      for (const [name, statement] of statements) {
        const values = statement.bindings.map((value) =>
          typeof value === 'number' ? String(value) : pg.escapeLiteral(String(value)),
        );
        await explain(name, statement, values);
        const shared = statement.small === true ? together([statement, statement]) : undefined;
        if (shared === undefined) continue;
        const pairs = values.map((value, index) => {
          const type = typeof statement.bindings[index] === 'number' ? 'bigint' : 'text';
          return `ARRAY[${value}, ${value}]::${type}[]`;
        });
        await explain(`${name}, shared`, shared, pairs);
      }
      await client.end();
    }, 180_000);

    afterAll(() => database?.drop());

    it('read an index, without scan or sort, except for the ids of several resources', () => {
      expect(plans.size).toBeGreaterThan(1000);
      expect([...plans.keys()].filter((name) => name.includes(', shared, ')).length).toBeGreaterThan(50);
      const bad = [...plans].flatMap(([name, nodes]) => {
        const types = nodes.map((node) => node['Node Type']);
        // What is found of several resources: ids to choose a page from, then that page.
        const ofResources =
          types.includes('CTE Scan') && / OR resourceUrl=|has_prefix\(resourceUrl/.test(name);
        // Notes of any scope: partitions without notes are read as they are, and few rows are left to sort.
        if (kind === 'partitioned' && name.startsWith('what assesses')) return [];
        const isBad = types.some((type) => /Seq Scan|Bitmap/.test(type) || (type === 'Sort' && !ofResources));
        return isBad ? [`${name}: ${types.join(' < ')}`] : [];
      });
      expect(bad).toEqual([]);
    });

    it('find the next location of a project within its range of an index', () => {
      const steps = [...plans].filter(([name]) => name.startsWith('locations of a project,'));
      expect(steps.length).toBeGreaterThan(2);
      for (const [name, nodes] of steps) {
        const reads = nodes.filter((node) => 'Index Name' in node);
        expect(reads.length, name).toBeGreaterThan(0);
        for (const { 'Index Cond': range } of reads)
          expect(range, name).toMatch(/scope >= .* AND .*scope < /);
      }
    });

    it('find packages in their table, and then rows by their keys', () => {
      const found = [...plans].filter(([name]) =>
        /hasPackage|affectedLocation\.package="|installation\.name="/.test(name),
      );
      expect(found.length).toBeGreaterThan(20);
      for (const [name, nodes] of found) {
        const indexes = new Set(nodes.flatMap((node) => node['Index Name'] ?? []));
        expect([...indexes].join(), name).toMatch(
          /^(?:settings_pkey|(?:packages_pkey)?,?(?:occurrences_pkey|(?:occurrences_\d+_pkey,?)+)?)$/,
        );
      }
    });

    it('find the scopes of a prefix by the indexes of resources', () => {
      const found = [...plans].filter(([name]) => name.startsWith('scopes of resources'));
      expect(found.length).toBeGreaterThan(3);
      for (const [name, nodes] of found) {
        const reads = nodes.filter((node) => 'Index Name' in node);
        expect(reads.length, name).toBeGreaterThan(0);
        for (const { 'Index Name': index, 'Index Cond': range } of reads) {
          expect(index, name).toMatch(/^severity_counts_by_resource$|resource_uri_scope_kind_idx$|uncounted/);
          expect(range, name).toMatch(/resource_uri (?:>=|, )|ROW\(resource_uri, scope\) >/);
        }
      }
    });

    it('find assessments by their index', () => {
      const found = [...plans].filter(([name]) => name.startsWith('what assesses'));
      expect(found.length).toBeGreaterThan(3);
      for (const [name, nodes] of found)
        expect(nodes.flatMap((node) => node['Index Name'] ?? []).join(), name).toMatch(/assess/);
    });

    it('read a kind of notes from its index', () => {
      const ofKind = [...plans].filter(([name]) => /^notes kind=BUILD,/.test(name));
      expect(ofKind.length).toBeGreaterThan(0);
      for (const [name, nodes] of ofKind) {
        const indexes = nodes.flatMap((node) => node['Index Name'] ?? []);
        expect(indexes.length, name).toBeGreaterThan(0);
        for (const index of indexes) expect(index, name).toMatch(/kind/);
      }
    });

    it('read a resource from its index', () => {
      for (const [name, nodes] of plans) {
        if (!/^(occurrences|of a note|summary) resourceUrl="/.test(name)) continue;
        const read = nodes.filter((node) => node['Node Type'] === 'Index Scan');
        const other = read.filter((node) => !/resource|severity_counts_pkey/.test(node['Index Name'] ?? ''));
        expect(other, name).toEqual([]);
      }
    });
  });
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
