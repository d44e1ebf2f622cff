import type { TestProject } from 'vitest/node';
import { openPostgresMigrations } from '../../src/storage/postgres/open-postgres.js';
import { administer, databaseUrl, templates } from './administer.js';
import { buildConsole } from './console-build.js';
import { useFastFolder } from './fast-folder.js';
import { postgresBinaries, startPostgres } from './postgres-server.js';
import { transpileProgram } from './program.js';

/**
 * Runs once before all tests. Starts one PostgreSQL for the whole run, with migrated templates from which databases are
 * copied; TEST_POSTGRES_URL names a server to use instead. Builds the console if its
 * sources are newer, and the program that tests run in processes of their own.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const removeFolder = useFastFolder();
  const [server] = await Promise.all([findServer(), buildConsole(), transpileProgram()]);
  project.provide('postgresUrl', server?.url);
  if (server === undefined) return async () => removeFolder();
  await Promise.all(Object.values(templates).map((template) => createTemplate(server.url, template)));
  return () => server.remove().finally(removeFolder);
}

async function createTemplate(
  serverUrl: string,
  { name, partitions }: (typeof templates)[keyof typeof templates],
): Promise<void> {
  await administer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await administer(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const migrations = openPostgresMigrations({ url: databaseUrl(serverUrl, name), partitions });
  await migrations.up();
  await migrations.close();
}

interface Server {
  readonly url: string;
  remove(): Promise<void>;
}

async function findServer(): Promise<Server | undefined> {
  const url = process.env.TEST_POSTGRES_URL;
  if (url !== undefined && url !== '') return { url, remove: async () => {} };
  const failures: unknown[] = [];
  for (const binaries of postgresBinaries()) {
    try {
      return await startPostgres(binaries);
    } catch (error) {
      failures.push(error);
    }
  }
  if (process.env.CI === 'true') throw new AggregateError(failures, 'no PostgreSQL could be started');
  console.warn(
    '\nWARNING: no PostgreSQL found, its tests are skipped (set TEST_POSTGRES_URL)\n',
    ...failures,
  );
  return undefined;
}
