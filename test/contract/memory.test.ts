import { repositoryContract } from '../../src/contract/repository-contract.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';

repositoryContract({
  name: 'memory',
  open: async () => openMemory(),
  skip: { reopen: 'keeps nothing, as it says' },
});
