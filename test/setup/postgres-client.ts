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
