import { describe, inject, it } from 'vitest';
import { dropTriggers } from '../../src/storage/postgres/distribute.js';
import { openPostgres, type PostgresOptions } from '../../src/storage/postgres/open-postgres.js';
import type { Repository } from '../../src/storage/repository.js';
import { administer, databaseUrl, templates } from './administer.js';
import { connectPostgres } from './postgres-client.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The shared test server, without a database; undefined where there is none. */
    postgresUrl: string | undefined;
  }
}

/** Declares tests that need PostgreSQL; where there is none they are shown as skipped, with the reason. */
export function describePostgres(name: string, declare: (serverUrl: string) => void): void {
  const url = inject('postgresUrl');
  if (url !== undefined) describe(name, () => declare(url));
  // Node alone must be enough to run the tests: a machine without PostgreSQL leaves these out, and says so.
  else describe(name, () => it.skip('no PostgreSQL: set TEST_POSTGRES_URL or install its server', () => {}));
}

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A new database; `template` undefined gives an empty one. */
export async function createDatabase(serverUrl: string, template?: string): Promise<TestDatabase> {
  const name = `grafeas_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const source = template === undefined ? '' : ` TEMPLATE ${template}`;
  await administer(serverUrl, `CREATE DATABASE ${name}${source}`);
  return {
    url: databaseUrl(serverUrl, name),
    drop: () => administer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** An empty store in a database of its own with the statements for several nodes, and without the triggers, which no engine of them has. */
export async function openTestDistributed(serverUrl: string): Promise<Repository> {
  const database = await createDatabase(serverUrl, templates.plain.name);
  const client = await connectPostgres(database.url);
  for (const sql of dropTriggers) await client.query(sql);
  await client.end();
  return openOwn(database, { distributed: true });
}

/** An empty store in a database of its own, which goes when it is closed. */
export async function openTestPostgres(
  serverUrl: string,
  template: string = templates.plain.name,
): Promise<Repository> {
  return openOwn(await createDatabase(serverUrl, template));
}

async function openOwn(database: TestDatabase, options: Partial<PostgresOptions> = {}): Promise<Repository> {
  const repository = await openPostgres({ url: database.url, migrate: false, ...options });
  const close = repository.close.bind(repository);
  repository.close = () => close().finally(database.drop);
  return repository;
}
