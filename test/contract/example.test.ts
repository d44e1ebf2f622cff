import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryContract } from '../../src/contract/repository-contract.js';
import { Rows } from '../../src/contract/rows.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import type { Repository } from '../../src/storage/repository.js';
import { temporaryFolder } from '../setup/temporary.js';

const example = new URL('../../docs/examples/journal-store.js', import.meta.url).href;
const { openJournal } = (await import(example)) as {
  openJournal(memory: Repository, file: string): Promise<Repository>;
};
const folder = temporaryFolder();

repositoryContract({
  name: 'the example of the documentation',
  open: () => openJournal(openMemory(), join(folder.path, 'contract')),
  reopen: { open: (path) => openJournal(openMemory(), join(path, 'journal')) },
});

describe('the example of the documentation', () => {
  it('replays its journal', async () => {
    const file = join(folder.path, 'replay');
    const first = await openJournal(openMemory(), file);
    const rows = new Rows();
    const note = rows.note({ scope: 'p', id: 'n' });
    await first.createNotes([note]);
    const [kept, gone] = [rows.occurrence('p', note), rows.occurrence('p', note)];
    await first.createOccurrences([kept, gone]);
    await first.deleteOccurrence(gone);
    await first.close();
    const second = await openJournal(openMemory(), file);
    expect(await second.listOccurrences({ scope: 'p', limit: 9 })).toEqual([
      { id: kept.id, document: kept.document },
    ]);
    await second.close();
    folder.remove();
  });
});
