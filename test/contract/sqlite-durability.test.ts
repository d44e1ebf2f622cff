import { expect, it } from 'vitest';
import type { SqlDriver } from '../../src/storage/sql/driver.js';
import { openTemporarySqlite } from '../setup/temporary.js';

it('SQLite has every commit wait for its fsync, in a write-ahead log', async () => {
  const repository = await openTemporarySqlite();
  const { driver } = repository as unknown as { readonly driver: SqlDriver };
  const full = 2;
  expect(await driver.read({ sql: 'PRAGMA synchronous', bindings: [] })).toEqual([{ synchronous: full }]);
  expect(await driver.read({ sql: 'PRAGMA journal_mode', bindings: [] })).toEqual([{ journal_mode: 'wal' }]);
  await repository.close();
});
