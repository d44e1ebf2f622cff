import Database from 'better-sqlite3';
import { connectPostgres } from '../../test/setup/postgres-client.js';

/** Runs one statement and returns its rows. */
type Run = (sql: string) => Promise<readonly Record<string, unknown>[]>;

/**
 * Copies all rows of the project `team-0` to `team-1` up to `team-(count - 1)`, in the database, since writing millions of rows by
 * requests takes hours. Names, ids and images of the copies are their own. No server may use the store meanwhile.
 *
 * @param store `sqlite:FILE` or the URL of a PostgreSQL database
 */
export async function cloneProject(store: string, count: number): Promise<void> {
  if (store.startsWith('sqlite:')) return cloneInSqlite(store.slice('sqlite:'.length), count);
  const client = await connectPostgres(store);
  const run: Run = async (sql) => (await client.query(sql)).rows;
  try {
    await run('SET synchronous_commit = off');
    await clone(
      run,
      count,
      (table) => `SELECT column_name AS name FROM information_schema.columns WHERE table_name = '${table}'`,
    );
    await run('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
}

async function cloneInSqlite(file: string, count: number): Promise<void> {
  const database = new Database(file);
  try {
    database.pragma('synchronous = off');
    database.pragma('cache_size = -500000');
    const run: Run = async (sql) => {
      const statement = database.prepare(sql);
      if (statement.reader) return statement.all() as Record<string, unknown>[];
      statement.run();
      return [];
    };
    await clone(run, count, (table) => `SELECT name FROM pragma_table_info('${table}')`);
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

async function clone(run: Run, count: number, columnsOf: (table: string) => string): Promise<void> {
  const tables: (readonly [table: string, columns: readonly string[]])[] = [];
  for (const table of ['occurrences', 'packages', 'severity_counts', 'severity_days'])
    tables.push([table, (await run(columnsOf(table))).map(({ name }) => String(name))]);
  for (let project = 1; project < count; project += 1) {
    await run('BEGIN');
    await run(`INSERT INTO projects (id) VALUES ('team-${project}') ON CONFLICT DO NOTHING`);
    for (const [table, columns] of tables) {
      const values = columns.map((column) => columnValue(column, project));
      await run(
        `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} WHERE scope = 'team-0'`,
      );
    }
    await run('COMMIT');
  }
}

/** The SQL of a column's value in the copy. The last four digits of an id are the project's. */
function columnValue(column: string, project: number): string {
  const id = `substr(id, 1, 32) || '${project.toString(16).padStart(4, '0')}'`;
  const own = (value: string): string => `replace(${value}, 'team-0/', 'team-${project}/')`;
  if (column === 'scope') return `'team-${project}'`;
  if (column === 'id') return id;
  if (column === 'resource_uri') return own(column);
  if (column === 'document') return `replace(${own(column)}, id, ${id})`;
  return column;
}
