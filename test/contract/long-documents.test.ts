import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compare, equal, inDocument } from '../../src/contract/predicates.js';
import { Rows } from '../../src/contract/rows.js';
import { limits } from '../../src/domain/limits.js';
import { PostgresDriver } from '../../src/storage/postgres/driver.js';
import type { OccurrenceRow, Repository } from '../../src/storage/repository.js';
import { SqliteDriver } from '../../src/storage/sqlite/driver.js';
import { describePostgres, openTestPostgres } from '../setup/databases.js';
import { openTemporarySqlite } from '../setup/temporary.js';

const scope = 'long';
const length = 1024 * 1024;

/** Lists of long documents: pages end early, and no statement brings back more than a few of them. */
function longDocuments(
  open: () => Promise<Repository>,
  driver: typeof SqliteDriver | typeof PostgresDriver,
): void {
  const rows = new Rows();
  const note = rows.note({ scope, id: 'n' });
  let repository: Repository;
  let made: OccurrenceRow[];
  /** Characters of documents that each statement brought back. */
  const read: number[] = [];

  beforeAll(async () => {
    repository = await open();
    await repository.createNotes([note]);
    const document = JSON.stringify({ kept: true, text: 'x'.repeat(length) });
    made = Array.from({ length: 70 }, () => rows.occurrence(scope, note, { document }));
    for (let from = 0; from < made.length; from += 10) {
      await repository.createOccurrences(made.slice(from, from + 10));
    }
    const original = driver.prototype.read;
    vi.spyOn(driver.prototype, 'read').mockImplementation(async function (this: never, statement) {
      const found = await original.call(this, statement);
      const documents = (found as { document?: string | null }[]).map(({ document }) => document ?? '');
      read.push(documents.reduce((sum, text) => sum + text.length, 0));
      return found;
    });
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await repository.close();
  });

  const uri = 'https://example.com/image@sha256:1';
  const filters = {
    'without a filter': undefined,
    'of an image': equal('resourceUri', uri),
    'by a path': compare(inDocument('kept', 'bool'), '=', true),
  };

  it.each(Object.entries(filters))('are walked whole, page by page: %s', async (_name, where) => {
    read.length = 0;
    const pages: string[][] = [];
    let after: string | undefined;
    do {
      let stop: string | undefined;
      const onStop = (id: string): void => {
        stop = id;
      };
      const found = await repository.listOccurrences({ scope, where, after, limit: 1001, onStop });
      expect(found.every(({ document }) => document.length > length)).toBe(true);
      pages.push(found.map(({ id }) => id));
      after = stop;
    } while (after !== undefined);
    expect(pages.flat()).toEqual(made.map(({ id }) => id));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect((page.length - 1) * length).toBeLessThan(limits.pageText);
    expect(Math.max(...read)).toBeLessThan(9 * length);
  });
}

describe('long documents, SQLite', () => longDocuments(openTemporarySqlite, SqliteDriver));
describePostgres('long documents, PostgreSQL', (server) =>
  longDocuments(() => openTestPostgres(server), PostgresDriver),
);
