import { afterAll, describe } from 'vitest';
import { createDistributed, describePostgres } from '../setup/databases.js';
import { temporaryFolder } from '../setup/temporary.js';
import { conformsTo } from './conformance-kit.js';

const folder = temporaryFolder();
afterAll(folder.remove);

describe('conformance of v1 over memory', () => conformsTo('v1', async () => ({ store: 'memory:' })));
describe('conformance of v1beta1 over SQLite', () =>
  conformsTo('v1beta1', async () => ({ store: `sqlite:${folder.path}/grafeas.db` })));
describePostgres('conformance of v1beta1 over PostgreSQL with the statements of several nodes', (server) =>
  conformsTo('v1beta1', async () => {
    const { url, drop } = await createDistributed(server);
    return { store: url, drop };
  }),
);
