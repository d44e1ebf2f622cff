import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { connectPostgres } from '../setup/postgres-client.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

const takenBack = "UPDATE knex_migrations SET name = 'gone-' || name WHERE name = '0001-tables.js'";
const applied = "UPDATE knex_migrations SET name = '0001-tables.js' WHERE name = 'gone-0001-tables.js'";
const later = "INSERT INTO knex_migrations (name, batch) VALUES ('9999-later.js', 9)";

/** A server is ready only while its database has the migrations of its release; its life does not depend on it. */
async function checkReadiness(server: TestServer, run: (sql: string) => unknown): Promise<void> {
  const statusOf = async (path: string): Promise<number> => (await fetch(`${server.url}${path}`)).status;
  expect(await statusOf('/readyz')).toBe(200);
  await run(takenBack);
  const answer = await fetch(`${server.url}/readyz`);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('the database lacks 0001-tables.js');
  expect(await statusOf('/livez')).toBe(200);
  await run(applied);
  await run(later);
  expect(await statusOf('/readyz'), 'a later release has migrated').toBe(200);
}

describe('readiness', () => {
  const folder = temporaryFolder();
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.close();
    folder.remove();
  });

  it('needs the migrations of a SQLite store', async () => {
    const file = `${folder.path}/grafeas.db`;
    server = await startServer({ store: `sqlite:${file}` });
    const database = new Database(file);
    await checkReadiness(server, (sql) => database.exec(sql));
    database.close();
  });
});

describePostgres('readiness', (postgres) => {
  it('needs the migrations of a PostgreSQL store', async () => {
    const database = await createDatabase(postgres);
    const server = await startServer({ store: database.url });
    const client = await connectPostgres(database.url);
    await checkReadiness(server, (sql) => client.query(sql));
    await client.end();
    await server.close();
    await database.drop();
  });
});
