import { connectPostgres } from './postgres-client.js';

/** Template databases of the shared server, migrated once per run. Test databases are copied from them. */
export const templates = {
  plain: { name: 'grafeas_template', partitions: 0 },
  partitioned: { name: 'grafeas_template_partitioned', partitions: 4 },
} as const;

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function administer(serverUrl: string, sql: string): Promise<void> {
  const client = await connectPostgres(databaseUrl(serverUrl, 'postgres'));
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
