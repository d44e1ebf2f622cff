import { repositoryContract } from '../../src/contract/repository-contract.js';
import { describePostgres, openTestDistributed } from '../setup/databases.js';

describePostgres('PostgreSQL with the statements of several nodes', (server) => {
  repositoryContract({
    name: 'postgres, each statement about one scope',
    open: () => openTestDistributed(server),
    skip: { reopen: 'the server of the database keeps its files; test/faults ends it' },
  });
});
