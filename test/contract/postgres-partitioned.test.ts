import { repositoryContract } from '../../src/contract/repository-contract.js';
import { templates } from '../setup/administer.js';
import { describePostgres, openTestPostgres } from '../setup/databases.js';

describePostgres('PostgreSQL, partitioned', (server) => {
  const open = () => openTestPostgres(server, templates.partitioned.name);
  repositoryContract({
    name: 'postgres with 4 partitions',
    open,
    skip: { reopen: 'the server of the database keeps its files; test/faults ends it' },
  });
});
