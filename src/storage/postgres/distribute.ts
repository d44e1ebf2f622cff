import type { Knex } from 'knex';
import { ApiError } from '../../domain/errors.js';

/**
 * Distributes the tables over nodes, with Citus: rows of a scope are on one node, by the hash of the scope
 * (docs/adr/0010). All statements here run on the coordinator while no server writes.
 */

/** Tables and their distribution column, in the order of distribution. Servers check for the last one. */
export const distributedTables: Readonly<Record<string, string>> = {
  notes: 'scope',
  projects: 'id',
  severity_counts: 'scope',
  requests: 'scope',
  attestors: 'scope',
  policies: 'scope',
  demands: 'scope',
  packages: 'scope',
  severity_days: 'scope',
  occurrences: 'scope',
};

/** Tables on the coordinator only; other nodes query them there. */
export const localTables = ['settings', 'knex_migrations', 'knex_migrations_lock'] as const;

/** The cost of a query of all shards grows with their number. */
export const defaultShards = 8;

export interface Table {
  readonly name: string;
  /** The distribution column; null for a table of the coordinator. */
  readonly column: string | null;
  readonly shards: number;
}

export interface Layout {
  readonly tables: readonly Table[];
  readonly nodes: number;
}

/** Runs a statement without values and returns its rows. */
export type Ask = <R>(sql: string) => Promise<R[]>;

/** Whether the tables are distributed: then each statement names one scope. `occurrences` is distributed last, so it shows that all are. */
export async function areDistributed(ask: Ask): Promise<boolean> {
  if (!(await hasEngine(ask))) return false;
  const [found] = await ask<{ distributed: boolean }>(
    "SELECT EXISTS (SELECT 1 FROM pg_dist_partition WHERE logicalrelid = to_regclass('occurrences') AND partmethod = 'h') AS distributed",
  );
  return found?.distributed === true;
}

/** The distribution of the tables; undefined in a database without Citus. */
export async function layoutOf(knex: Knex): Promise<Layout | undefined> {
  const ask = askOf(knex);
  if (!(await hasEngine(ask))) return undefined;
  const tables = await ask<Table>(
    `SELECT p.logicalrelid::text AS name,
  CASE WHEN p.partmethod = 'h' THEN column_to_column_name(p.logicalrelid, p.partkey) END AS "column",
  (SELECT count(*) FROM pg_dist_shard s WHERE s.logicalrelid = p.logicalrelid) AS shards
FROM pg_dist_partition p ORDER BY 1`,
  );
  const [found] = await ask<{ nodes: number }>(
    'SELECT count(*) AS nodes FROM pg_dist_node WHERE isactive AND shouldhaveshards',
  );
  return { tables, nodes: found?.nodes ?? 0 };
}

/** The lines of `grafeas migrate status`. */
export function formatLayout({ tables, nodes }: Layout): string[] {
  return [
    `${nodes} nodes hold shards`,
    ...tables.map(({ name, column, shards }) =>
      column === null ? `${name}: on the coordinator` : `${name}: by ${column}, ${shards} shards`,
    ),
  ];
}

/** Distributes the tables over the nodes. Tables that are distributed already stay. @throws INVALID_PARAMETER naming what is missing */
export async function distribute(knex: Knex, shards = defaultShards): Promise<readonly string[]> {
  const layout = await checkReady(knex);
  const done = new Set(layout.tables.map(({ name }) => name));
  await checkAlone(knex, '--distribute');
  const [database] = await askOf(knex)<{ name: string }>('SELECT quote_ident(current_database()) AS name');
  for (const sql of distributeSteps(done, shards)) await knex.raw(sql);
  // Settings of a session do not apply to the connections between nodes.
  for (const setting of ['enable_bitmapscan = off', 'random_page_cost = 1.1'])
    await onEveryNode(knex, `ALTER DATABASE ${database?.name} SET ${setting}`);
  await endServers(knex);
  return Object.keys(distributedTables)
    .filter((name) => !done.has(name))
    .map((name) => `${name} distributed by ${distributedTables[name]}, ${shards} shards`);
}

/** Moves all rows back to the coordinator. The settings of the planner stay, since each server sets them anyway. */
export async function undistribute(knex: Knex): Promise<void> {
  const known = new Set((await layoutOf(knex))?.tables.map(({ name }) => name));
  await checkAlone(knex, 'migrate down');
  for (const name of [...Object.keys(distributedTables).toReversed(), ...localTables])
    if (known.has(name)) await knex.raw(`SELECT undistribute_table('${name}')`);
  await endServers(knex);
}

/** The application name of connections of servers. */
export const serverName = 'grafeas-ts';
const servers = `FROM pg_stat_activity WHERE datname = current_database() AND application_name = '${serverName}'`;

/** Checks that no server runs, since it would continue with the statements of the previous layout. @throws INVALID_PARAMETER */
async function checkAlone(knex: Knex, what: string): Promise<void> {
  const counts = await onEveryNode(knex, `SELECT count(*) ${servers}`);
  const connections = counts.reduce((sum, count) => sum + Number(count), 0);
  if (connections > 0)
    throw new ApiError(
      'INVALID_PARAMETER',
      `${what}: servers are connected to this database (${connections} connections): stop them first`,
    );
}

/** Ends connections of servers that started in the meantime. When they reconnect, they detect the new layout. */
async function endServers(knex: Knex): Promise<void> {
  await onEveryNode(knex, `SELECT count(pg_terminate_backend(pid)) ${servers}`);
}

/** Distributed engines lack triggers with transition tables; this release needs none (docs/adr/0015). */
export const dropTriggers = ['severity_counts_changed', 'severity_counts_deleted'].flatMap((name) => [
  `DROP TRIGGER IF EXISTS ${name} ON occurrences`,
  `DROP FUNCTION IF EXISTS ${name}()`,
]);

/** The remaining statements; `done` are the tables that are distributed already. */
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
        // Colocated, so that all rows of a scope are on one node.
        const beside = name === first ? `'none', shard_count => ${shards}` : `'${first}'`;
        return `SELECT create_distributed_table('${name}', '${column}', colocate_with => ${beside})`;
      }),
    // The rows were copied to the shards; the original ones only take space on the coordinator.
    ...tables.map(([name]) => `SELECT truncate_local_data_after_distributing_table('${name}')`),
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
  const ask = askOf(knex);
  const [coordinator] = await ask<{ isKnown: boolean; isHere: boolean }>(
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
  const [partitions] = await ask<{ n: number }>(
    "SELECT count(*) AS n FROM pg_inherits WHERE inhparent = to_regclass('occurrences')",
  );
  if ((partitions?.n ?? 0) > 0)
    refuse('the tables were made with --partitions: distribute a database without, shards take their place');
  return layout;
}

/** What each node returned. */
async function onEveryNode(knex: Knex, command: string): Promise<string[]> {
  const results = await askOf(knex)<{ success: boolean; result: string }>(
    `SELECT success, result FROM run_command_on_all_nodes($command$${command}$command$)`,
  );
  const failed = results.find(({ success }) => !success);
  if (failed !== undefined)
    throw new ApiError('STORE_UNAVAILABLE', `a node refused ${command}: ${failed.result}`);
  return results.map(({ result }) => result);
}

async function hasEngine(ask: Ask): Promise<boolean> {
  const [found] = await ask<{ has: boolean }>("SELECT to_regclass('pg_dist_partition') IS NOT NULL AS has");
  return found?.has === true;
}

export function askOf(knex: Knex): Ask {
  return async <R>(sql: string) => {
    const { rows }: { rows: R[] } = await knex.raw(sql);
    return rows;
  };
}
