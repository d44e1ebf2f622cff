import pg from 'pg';

/**
 * A connection of a test or benchmark. Where the server ends one that nobody waits for, the driver emits an `error`, and
 * without a listener that ends the process; whoever uses the connection next gets the error all the same.
 */
export async function connectPostgres(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}
