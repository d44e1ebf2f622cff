import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Repository } from '../../src/storage/repository.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';

/** Creates a folder. `remove` deletes it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'grafeas-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Opens an empty SQLite store. Closing it deletes its file. */
export async function openTemporarySqlite(): Promise<Repository> {
  const folder = temporaryFolder();
  const repository = await openSqlite({ file: join(folder.path, 'grafeas.db'), migrate: true });
  const close = repository.close.bind(repository);
  repository.close = () => close().finally(folder.remove);
  return repository;
}
