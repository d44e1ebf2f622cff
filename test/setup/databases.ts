import { describe, inject, it } from 'vitest';
import { openPostgres, openPostgresMigrations } from '../../src/storage/postgres/open-postgres.js';
import type { Repository } from '../../src/storage/repository.js';
import { administer, databaseUrl, templates } from './administer.js';
import { standInForEngine } from './stand-in-engine.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The shared test server, without a database; undefined where there is none. */
    postgresUrl: string | undefined;
  }
}

/** Declares tests that need PostgreSQL. Without it they are reported as skipped, with the reason. */
export function describePostgres(name: string, declare: (serverUrl: string) => void): void {
  const url = inject('postgresUrl');
  if (url !== undefined) describe(name, () => declare(url));
  // Node alone must be enough to run the tests, so these are skipped without PostgreSQL.
  else describe(name, () => it.skip('no PostgreSQL: set TEST_POSTGRES_URL or install its server', () => {}));
}

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Creates a database; an empty one without `template`. */
export async function createDatabase(serverUrl: string, template?: string): Promise<TestDatabase> {
  const name = `grafeas_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const source = template === undefined ? '' : ` TEMPLATE ${template}`;
  await administer(serverUrl, `CREATE DATABASE ${name}${source}`);
  return {
    url: databaseUrl(serverUrl, name),
    drop: () => administer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Creates a database whose catalogue declares its tables distributed, so that servers send the statements for several nodes. */
export async function createDistributed(serverUrl: string): Promise<TestDatabase> {
  const database = await createDatabase(serverUrl, templates.plain.name);
  await standInForEngine(database.url);
  const migrations = openPostgresMigrations({ url: database.url, shards: 8 });
  await migrations.up();
  await migrations.close();
  return database;
}

/** The two layouts that servers may find: tables of one node, or tables that they treat as distributed. */
export const testDatabases: readonly (readonly [
  name: string,
  create: (serverUrl: string) => Promise<TestDatabase>,
])[] = [
  ['tables of one node', (serverUrl) => createDatabase(serverUrl, templates.plain.name)],
  ['statements for several nodes', createDistributed],
];

/** An empty store in a database of its own with the statements for several nodes. */
export async function openTestDistributed(serverUrl: string): Promise<Repository> {
  return openOwn(await createDistributed(serverUrl));
}

/** An empty store in a new database, which is dropped when the store is closed. */
export async function openTestPostgres(
  serverUrl: string,
  template: string = templates.plain.name,
): Promise<Repository> {
  return openOwn(await createDatabase(serverUrl, template));
}

async function openOwn(database: TestDatabase): Promise<Repository> {
  const repository = await openPostgres({ url: database.url, migrate: false });
  const close = repository.close.bind(repository);
  repository.close = () => close().finally(database.drop);
  return repository;
}
