import { repositoryContract } from '../../src/contract/repository-contract.js';
import { describePostgres, openTestPostgres } from '../setup/databases.js';

describePostgres('PostgreSQL', (server) => {
  repositoryContract({
    name: 'postgres',
    open: () => openTestPostgres(server),
    skip: { reopen: 'the server of the database keeps its files; test/faults ends it' },
  });
});
