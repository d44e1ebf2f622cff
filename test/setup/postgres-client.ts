import pg from 'pg';

/**
 * A connection for a test or benchmark. If the server ends an idle connection, the driver emits an `error`, which would end
 * the process without a listener. The next use of the connection fails in any case.
 */
export async function connectPostgres(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** How many statements in the database of this connection wait for a lock. It may be within a transaction. */
export async function lockWaits(client: pg.Client): Promise<number> {
  // A transaction otherwise sees the connections that there were at its first look, and none that came later.
  await client.query('SELECT pg_stat_clear_snapshot()');
  const { rowCount } = await client.query(
    "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
  );
  return rowCount ?? 0;
}
