/** Scenes that need a process of their own, with limits or an account that its parent chose. */

import { Rows } from '../../src/contract/rows.js';
import { ApiError } from '../../src/domain/errors.js';
import type { Repository } from '../../src/storage/repository.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';

const [scene, file = ''] = process.argv.slice(2);

function say(error: unknown): void {
  console.log(
    error instanceof ApiError ? `${error.reason}: ${error.message}` : `unexpected: ${String(error)}`,
  );
}

/** The limit on file sizes stands for a full disk. */
async function fillDisk(repository: Repository): Promise<void> {
  const rows = new Rows();
  const document = JSON.stringify({ text: 'x'.repeat(100_000) });
  let written = 0;
  try {
    for (; written < 200; written += 1) {
      await repository.createNotes([rows.note({ scope: 'p', id: `n${written}` }, { document })]);
    }
  } catch (error) {
    say(error);
  }
  const listed = await repository.listNotes({ scope: 'p', limit: 1000 });
  console.log(`still reads ${listed.length} of ${written}`);
}

try {
  const repository = await openSqlite({ file, migrate: true });
  if (scene === 'full') await fillDisk(repository);
  else await repository.ping();
} catch (error) {
  say(error);
}
process.exit(0);
