import { repositoryContract } from '../../src/contract/repository-contract.js';
import { describePostgres, openTestPostgres } from '../setup/databases.js';

describePostgres('PostgreSQL', (server) => {
  repositoryContract({ name: 'postgres', open: () => openTestPostgres(server) });
});
