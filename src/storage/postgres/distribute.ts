import type { Knex } from 'knex';
import { ApiError } from '../../domain/errors.js';

/**
 * The tables on several nodes, with Citus: what belongs to a scope is stored together, by the hash of the scope
 * (docs/adr/0010). Everything here is asked of the coordinator while no server writes.
 */

/** In the order they are distributed; the last one tells servers that all are. */
export const distributedTables: Readonly<Record<string, string>> = {
  notes: 'scope',
  projects: 'id',
  severity_counts: 'scope',
  requests: 'scope',
  attestors: 'scope',
  occurrences: 'scope',
};

/** On the coordinator alone; other nodes know them and ask there. */
export const localTables = ['settings', 'knex_migrations', 'knex_migrations_lock'] as const;

/** A query of every shard costs by their number. */
export const defaultShards = 8;

export interface Table {
  readonly name: string;
  /** By which it is distributed; null for a table of the coordinator. */
  readonly column: string | null;
  readonly shards: number;
}

export interface Layout {
  readonly tables: readonly Table[];
  readonly nodes: number;
}

/** How the tables lie; undefined in a database without the extension. */
export async function layoutOf(knex: Knex): Promise<Layout | undefined> {
  if ((await citusVersion(knex)) === undefined) return undefined;
  const tables = await rowsOf<Table>(
    knex,
    `SELECT p.logicalrel::text AS name,
  CASE WHEN p.partmethod = 'h' THEN column_to_column_name(p.logicalrel, p.partkey) END AS "column",
  (SELECT count(*) FROM pg_dist_shard s WHERE s.logicalrel = p.logicalrel) AS shards
FROM pg_dist_partition p ORDER BY 1`,
  );
  const [found] = await rowsOf<{ nodes: number }>(
    knex,
    'SELECT count(*) AS nodes FROM pg_dist_node WHERE isactive AND shouldhaveshards',
  );
  return { tables, nodes: found?.nodes ?? 0 };
}

export function isDistributed(layout: Layout | undefined): boolean {
  return layout?.tables.some(({ name, column }) => name === 'occurrences' && column !== null) === true;
}

/** What `grafeas migrate status` tells. */
export function formatLayout({ tables, nodes }: Layout): string[] {
  return [
    `${nodes} nodes hold shards`,
    ...tables.map(({ name, column, shards }) =>
      column === null ? `${name}: on the coordinator` : `${name}: by ${column}, ${shards} shards`,
    ),
  ];
}

/** Puts the tables on the nodes that there are. What is done already stays. @throws INVALID_PARAMETER saying what is missing */
export async function distribute(knex: Knex, shards = defaultShards): Promise<readonly string[]> {
  const layout = await checkReady(knex);
  const done = new Set(layout.tables.map(({ name }) => name));
  const [database] = await rowsOf<{ name: string }>(knex, 'SELECT quote_ident(current_database()) AS name');
  for (const sql of distributeSteps(done, shards)) await knex.raw(sql);
  // Settings of a session do not reach the connections between nodes.
  for (const setting of ['enable_bitmapscan = off', 'random_page_cost = 1.1'])
    await onEveryNode(knex, `ALTER DATABASE ${database?.name} SET ${setting}`);
  return Object.keys(distributedTables)
    .filter((name) => !done.has(name))
    .map((name) => `${name} distributed by ${distributedTables[name]}, ${shards} shards`);
}

/** Brings all rows back to one node, the coordinator. The planner's settings stay: each server sets them anyway. */
export async function undistribute(knex: Knex): Promise<void> {
  const known = new Set((await layoutOf(knex))?.tables.map(({ name }) => name));
  for (const name of [...Object.keys(distributedTables).toReversed(), ...localTables])
    if (known.has(name)) await knex.raw(`SELECT undistribute_table('${name}')`);
}

/** No engine that distributes has triggers that see all rows of a statement; this release needs none (docs/adr/0015). */
export const dropTriggers = ['severity_counts_changed', 'severity_counts_deleted'].flatMap((name) => [
  `DROP TRIGGER IF EXISTS ${name} ON occurrences`,
  `DROP FUNCTION IF EXISTS ${name}()`,
]);

/** `done` are the tables that the engine knows. */
export function distributeSteps(done: ReadonlySet<string>, shards: number): readonly string[] {
  const tables = Object.entries(distributedTables);
  const [[first] = ['']] = tables;
  return [
    ...dropTriggers,
    ...localTables
      .filter((name) => !done.has(name))
      .map((name) => `SELECT citus_add_local_table_to_metadata('${name}')`),
    ...tables
      .filter(([name]) => !done.has(name))
      .map(([name, column]) => {
        // Of one scope, all lie on one node.
        const beside = name === first ? `'none', shard_count => ${shards}` : `'${first}'`;
        return `SELECT create_distributed_table('${name}', '${column}', colocate_with => ${beside})`;
      }),
  ];
}

async function checkReady(knex: Knex): Promise<Layout> {
  const refuse = (problem: string): never => {
    throw new ApiError('INVALID_PARAMETER', `--distribute: ${problem}`);
  };
  const layout = await layoutOf(knex);
  if (layout === undefined)
    return refuse(
      'this database has no extension citus: install Citus 12 or newer on every node, add citus to ' +
        'shared_preload_libraries, restart, and run CREATE EXTENSION citus in this database on every node',
    );
  const [coordinator] = await rowsOf<{ isKnown: boolean; isHere: boolean }>(
    knex,
    `SELECT bool_or(groupid = 0) AS "isKnown", bool_or(groupid = 0 AND (SELECT groupid FROM pg_dist_local_group) = 0) AS "isHere" FROM pg_dist_node`,
  );
  if (coordinator?.isKnown !== true)
    refuse(
      "the coordinator has no name for other nodes: run SELECT citus_set_coordinator_host('HOST', PORT) on it",
    );
  if (coordinator?.isHere !== true) refuse('name the coordinator in --store: only it can distribute tables');
  if (layout.nodes === 0)
    refuse(
      "no node may hold shards: run SELECT citus_add_node('HOST', PORT) on the coordinator for each worker",
    );
  const [partitions] = await rowsOf<{ n: number }>(
    knex,
    "SELECT count(*) AS n FROM pg_inherits WHERE inhparent = to_regclass('occurrences')",
  );
  if ((partitions?.n ?? 0) > 0)
    refuse('the tables were made with --partitions: distribute a database without, shards take their place');
  return layout;
}

async function onEveryNode(knex: Knex, command: string): Promise<void> {
  const results = await rowsOf<{ success: boolean; result: string }>(
    knex,
    `SELECT success, result FROM run_command_on_all_nodes($command$${command}$command$)`,
  );
  const failed = results.find(({ success }) => !success);
  if (failed !== undefined)
    throw new ApiError('STORE_UNAVAILABLE', `a node refused ${command}: ${failed.result}`);
}

async function citusVersion(knex: Knex): Promise<string | undefined> {
  const [found] = await rowsOf<{ version: string }>(
    knex,
    "SELECT extversion AS version FROM pg_extension WHERE extname = 'citus'",
  );
  return found?.version;
}

async function rowsOf<R>(knex: Knex, sql: string): Promise<R[]> {
  const { rows }: { rows: R[] } = await knex.raw(sql);
  return rows;
}
