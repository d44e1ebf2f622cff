import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { compare, equal, inDocument } from '../../src/contract/predicates.js';
import { Rows } from '../../src/contract/rows.js';
import type { Predicate } from '../../src/domain/filter/predicate.js';
import { limits } from '../../src/domain/limits.js';
import { PostgresDriver } from '../../src/storage/postgres/driver.js';
import type { Repository } from '../../src/storage/repository.js';
import type { OccurrenceRow } from '../../src/storage/repository-rows.js';
import { SqliteDriver, sliceRows } from '../../src/storage/sqlite/driver.js';
import { ReaderThread } from '../../src/storage/sqlite/reader-thread.js';
import { describePostgres, openTestPostgres } from '../setup/databases.js';
import { openTemporarySqlite } from '../setup/temporary.js';

const resourceUri = 'https://example.com/image@sha256:1';
const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

/** Lists of long documents: pages end early, and no statement brings back more than makes a page. */
function longDocuments(
  open: () => Promise<Repository>,
  readers: readonly { prototype: SqliteDriver | PostgresDriver | ReaderThread }[],
  sliceRows: number,
): void {
  const rows = new Rows();
  let repository: Repository;
  let scope = '';
  let made: OccurrenceRow[];
  /** Characters of documents that each statement brought back. */
  let read: number[];
  /** Statements that read long documents, now and at most. */
  let running: number;
  let maxRunning: number;
  /** Done between the sizes and the documents. */
  let between: () => Promise<unknown>;

  beforeAll(async () => {
    repository = await open();
  });
  afterAll(() => repository.close());

  beforeEach(() => {
    read = [];
    [running, maxRunning] = [0, 0];
    between = async () => {};
    for (const { prototype } of readers) {
      const original = prototype.read as (...asked: unknown[]) => Promise<readonly unknown[]>;
      vi.spyOn(prototype as SqliteDriver, 'read').mockImplementation(async function (
        this: never,
        statement,
        ...how
      ) {
        const readsAll = statement.sql.includes(', document FROM ') ? 1 : 0;
        running += readsAll;
        maxRunning = Math.max(maxRunning, running);
        const found = await original.call(this, statement, ...how);
        running -= readsAll;
        const documents = (found as { document?: string | null }[]).map(({ document }) => document ?? '');
        read.push(documents.reduce((sum, text) => sum + text.length, 0));
        if (statement.sql.includes(' AS size ')) await between();
        return found;
      });
    }
  });
  afterEach(() => vi.restoreAllMocks());

  /** Stores documents of so many characters each. */
  async function given(...lengths: readonly number[]): Promise<void> {
    scope = `long${rows.tick()}`;
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    made = lengths.map((length) =>
      rows.occurrence(scope, note, { document: JSON.stringify({ kept: true, text: 'x'.repeat(length) }) }),
    );
    for (let from = 0; from < made.length; from += 10)
      await repository.createOccurrences(made.slice(from, from + 10));
    read = [];
  }

  const list = async (limit: number, after?: string, where?: Predicate) => {
    let stop: string | undefined;
    const onStop = (id: string): void => {
      stop = id;
    };
    const found = await repository.listOccurrences({ scope, where, after, limit, onStop });
    return { found, stop };
  };

  /** The pages of a walk, as ids. */
  async function walk(limit: number, where?: Predicate): Promise<string[][]> {
    const pages: string[][] = [];
    for (let after: string | undefined; ; ) {
      const { found, stop } = await list(limit, after, where);
      pages.push(found.map(({ id }) => id));
      for (const { id, document } of found)
        expect(document).toBe(made.find((row) => row.id === id)?.document);
      if (stop === undefined && found.length < limit) return pages;
      after = stop ?? found.at(-1)?.id;
    }
  }
  const ids = (): string[] => made.map(({ id }) => id);

  const filters = {
    'without a filter': undefined,
    'of an image': equal('resourceUri', resourceUri),
    'of some images': { op: 'or', terms: [equal('resourceUri', resourceUri), equal('resourceUri', 'b')] },
    'by a path': compare(inDocument('kept', 'bool'), '=', true),
  } satisfies Record<string, Predicate | undefined>;

  describe.each(Object.entries(filters))('%s', (_name, where) => {
    it('very long ones are listed completely in pages, and each is read once', async () => {
      const length = 1024 * 1024;
      await given(...Array.from({ length: 30 }, () => length));
      const pages = await walk(1001, where);
      expect(pages.flat()).toEqual(ids());
      expect(pages.map((page) => page.length)).toEqual(Array.from({ length: 10 }, () => 3));
      expect(Math.max(...read)).toBeLessThanOrEqual(limits.pageBytes);
      expect(sum(read)).toBe(sum(made.map(({ document }) => document.length)));
    });

    it.each([59, 60, 61, 118, 119])('%d of which 59 fill a page are all listed', async (count) => {
      await given(...Array.from({ length: count }, () => 71_000));
      const pages = await walk(1001, where);
      expect(pages.flat()).toEqual(ids());
      expect(pages.length).toBe(Math.ceil(count / 59));
    });

    it('many medium ones do not exceed a page together either', async () => {
      await given(...Array.from({ length: 300 }, () => 20_000));
      const pages = await walk(1001, where);
      expect(pages.flat()).toEqual(ids());
      expect(Math.max(...read)).toBeLessThanOrEqual(limits.pageBytes);
      expect(pages.length).toBe(2);
    });

    it('a page does not exceed its limit, however many parts it consists of', async () => {
      const lengths = [4_000, 4_000, 4_000, 8_000, 16_000].flatMap((length) =>
        Array.from({ length: sliceRows === 200 ? 200 : 100 }, () => length),
      );
      await given(...lengths);
      const { found } = await list(1001, undefined, where);
      expect(found.length).toBeGreaterThan(lengths.length / 2);
      expect(sum(found.map(({ document }) => document.length))).toBeLessThanOrEqual(limits.pageBytes);
    });

    it('a long one among short ones costs two more statements', async () => {
      await given(...Array.from({ length: 300 }, (_, n) => (n === 3 ? 40_000 : 100)));
      expect(await walk(1000, where)).toEqual([ids()]);
      const parts = where === filters['by a path'] ? Math.ceil(300 / sliceRows) : 1;
      const edges = where === filters['by a path'] ? parts : 0;
      expect(read.length).toBe(edges + parts + 2);
    });

    it('a row that is deleted between two statements makes room for the next ones', async () => {
      await given(100, 40_000, 100, 40_000, 100, 100, 100);
      const gone = made[1] as OccurrenceRow;
      between = () => repository.deleteOccurrence({ scope, id: gone.id });
      const { found, stop } = await list(5, undefined, where);
      const left = ids().filter((id) => id !== gone.id);
      expect(found.map(({ id }) => id)).toEqual(left.slice(0, 5));
      expect(stop).toBeUndefined();
    });

    it('a row that is deleted between two statements of a shortened page is missing there, and no other one', async () => {
      await given(...Array.from({ length: 7 }, () => 1024 * 1024));
      const gone = made[1] as OccurrenceRow;
      between = () => repository.deleteOccurrence({ scope, id: gone.id });
      const { found, stop } = await list(7, undefined, where);
      expect(found.map(({ id }) => id)).toEqual([ids()[0], ids()[2]]);
      expect(stop).toBe(ids()[2]);
    });
  });

  it('one that no longer matches when it is read is omitted', async () => {
    await given(100, 40_000, 100);
    const [, changed] = made;
    if (changed === undefined) throw new Error('nothing made');
    const document = changed.document.replace('true', 'false');
    between = () => repository.replaceOccurrence(changed.document, { ...changed, document });
    const { found } = await list(10, undefined, filters['by a path']);
    expect(found.map(({ id }) => id)).toEqual(ids().filter((id) => id !== changed.id));
  });

  it('few are read at the same time, however many callers there are', async () => {
    await given(...Array.from({ length: 20 }, () => 100_000));
    const pages = await Promise.all(Array.from({ length: 12 }, () => list(101)));
    for (const { found } of pages) expect(found.map(({ id }) => id)).toEqual(ids());
    expect(maxRunning).toBeGreaterThan(0);
    expect(maxRunning).toBeLessThanOrEqual(4);
  });

  it('are read to the end although the store is closed meanwhile', async () => {
    const closing = await open();
    const note = rows.note({ scope: 'closing', id: 'n' });
    await closing.createNotes([note]);
    const document = JSON.stringify({ kept: true, text: 'x'.repeat(40_000) });
    const stored = Array.from({ length: 30 }, () => rows.occurrence('closing', note, { document }));
    await closing.createOccurrences(stored);
    const onStop = (): void => {};
    const lists = [filters['without a filter'], filters['by a path']].map((where) =>
      closing.listOccurrences({ scope: 'closing', where, limit: 101, onStop }),
    );
    await new Promise((resolve) => setImmediate(resolve));
    const closed = Promise.all([closing.close(), closing.close()]);
    const late = closing.listOccurrences({ scope: 'closing', limit: 101, onStop });
    await expect(late).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    await closed;
    for (const found of await Promise.all(lists)) expect(found).toHaveLength(stored.length);
  });

  it('are returned completely if the caller cannot continue', async () => {
    await given(...Array.from({ length: 6 }, () => 1024 * 1024));
    const found = await repository.listOccurrences({ scope, limit: 100 });
    expect(found.map(({ document }) => document)).toEqual(made.map(({ document }) => document));
  });
}

describe('long documents, SQLite', () =>
  longDocuments(openTemporarySqlite, [SqliteDriver, ReaderThread], sliceRows));
describePostgres('long documents, PostgreSQL', (server) =>
  longDocuments(() => openTestPostgres(server), [PostgresDriver], 1000),
);

it('a caller that waits too long to read long documents is refused with OVERLOADED', async () => {
  const repository = await openTemporarySqlite();
  const rows = new Rows();
  const note = rows.note({ scope: 'p', id: 'n' }, { document: JSON.stringify({ text: 'x'.repeat(40_000) }) });
  await repository.createNotes([note]);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const original = SqliteDriver.prototype.read;
  const held: ((rows: readonly unknown[]) => void)[] = [];
  vi.spyOn(SqliteDriver.prototype, 'read').mockImplementation(function (this: SqliteDriver, statement) {
    if (!statement.sql.startsWith('SELECT id, document FROM notes')) return original.call(this, statement);
    return new Promise((resolve) => held.push(resolve));
  });
  onTestFinished(async () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    for (const resolve of held) resolve([]);
    await repository.close();
  });
  const lists = Array.from({ length: 5 }, () =>
    repository.listNotes({ scope: 'p', limit: 10, onStop: () => {} }),
  );
  const last = lists.at(-1);
  const refused = expect(last).rejects.toMatchObject({ reason: 'OVERLOADED', retryAfter: 1 });
  while (held.length < 4) await new Promise((resolve) => setImmediate(resolve));
  vi.advanceTimersByTime(10_000);
  await refused;
  expect(held).toHaveLength(4);
});
