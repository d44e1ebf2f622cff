import { afterAll, beforeAll, describe, it } from 'vitest';
import { repositoryContract } from '../../src/contract/repository-contract.js';
import { openPostgres } from '../../src/storage/postgres/open-postgres.js';
import { databaseUrl } from '../setup/administer.js';
import { createDatabase } from '../setup/databases.js';
import { type PostgresServer, postgresBinaries, startPostgres } from '../setup/postgres-server.js';
import { type Standby, startStandby } from '../setup/postgres-standby.js';

const [binaries] = postgresBinaries();

describe('PostgreSQL with a read replica', () => {
  if (binaries === undefined) {
    // A streaming replica is a second server on copied files: a URL of somebody's server cannot give one.
    it.skip('no server binaries of PostgreSQL to make a replica with', () => {});
    return;
  }
  let primary: PostgresServer;
  let standby: Standby;
  beforeAll(async () => {
    primary = await startPostgres(binaries);
    standby = await startStandby(binaries, primary);
  });
  afterAll(async () => {
    await standby.remove();
    await primary.remove();
  });

  repositoryContract({
    name: 'postgres with a read replica',
    async open() {
      const { url } = await createDatabase(primary.url);
      const replica = databaseUrl(standby.url, new URL(url).pathname.slice(1));
      return openPostgres({ url, migrate: true, replica });
    },
    skip: { reopen: 'the server of the database keeps its files; test/faults ends it' },
  });
});
