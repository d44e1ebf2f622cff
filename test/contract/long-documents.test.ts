import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { compare, equal, inDocument } from '../../src/contract/predicates.js';
import { Rows } from '../../src/contract/rows.js';
import type { Predicate } from '../../src/domain/filter/predicate.js';
import { limits } from '../../src/domain/limits.js';
import { PostgresDriver } from '../../src/storage/postgres/driver.js';
import type { OccurrenceRow, Repository } from '../../src/storage/repository.js';
import { SqliteDriver } from '../../src/storage/sqlite/driver.js';
import { SideReader } from '../../src/storage/sqlite/side-reader.js';
import { describePostgres, openTestPostgres } from '../setup/databases.js';
import { openTemporarySqlite } from '../setup/temporary.js';

const resourceUri = 'https://example.com/image@sha256:1';

/** Lists of long documents: pages end early, and no statement brings back more than a few of them. */
function longDocuments(
  open: () => Promise<Repository>,
  readers: readonly { prototype: SqliteDriver | PostgresDriver | SideReader }[],
): void {
  const rows = new Rows();
  let repository: Repository;
  let scope = '';
  let made: OccurrenceRow[];
  /** Characters of documents that each statement brought back. */
  let read: number[];
  /** Statements that read one long document, now and at most. */
  let running: number;
  let mostRunning: number;
  let withoutSome: number;
  /** Done before long documents are read. */
  let between: () => Promise<unknown>;

  beforeAll(async () => {
    repository = await open();
  });
  afterAll(() => repository.close());

  beforeEach(() => {
    read = [];
    [running, mostRunning, withoutSome] = [0, 0, 0];
    between = async () => {};
    for (const { prototype } of readers) {
      const original = prototype.read as SqliteDriver['read'];
      vi.spyOn(prototype as SqliteDriver, 'read').mockImplementation(async function (this: never, statement) {
        const isWhole = statement.sql.includes(', document FROM ') ? 1 : 0;
        running += isWhole;
        mostRunning = Math.max(mostRunning, running);
        const found = await original.call(this, statement);
        running -= isWhole;
        const documents = (found as { document?: string | null }[]).map(({ document }) => document ?? '');
        read.push(documents.reduce((sum, text) => sum + text.length, 0));
        if (documents.length < 2 || !documents.includes('')) return found;
        // Read once to learn that some are long, and again in turn: then the long ones are read.
        withoutSome += 1;
        if (withoutSome === 2) await between();
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
    it('very long ones are walked whole, page by page', async () => {
      const length = 1024 * 1024;
      await given(...Array.from({ length: 30 }, () => length));
      const pages = await walk(1001, where);
      expect(pages.flat()).toEqual(ids());
      for (const page of pages) expect((page.length - 1) * length).toBeLessThan(limits.pageBytes);
      expect(Math.max(...read)).toBeGreaterThan(length);
      expect(Math.max(...read)).toBeLessThan(9 * length);
    });

    it.each([60, 61, 64])('%d that are a little more than a page lose none', async (count) => {
      await given(...Array.from({ length: count }, () => 71_000));
      const pages = await walk(1001, where);
      expect(pages.flat()).toEqual(ids());
      expect(pages.length).toBe(count === 60 ? 1 : 2);
    });

    it('a long one among short ones costs two statements more', async () => {
      await given(...Array.from({ length: 300 }, (_, n) => (n === 3 ? 40_000 : 100)));
      expect(await walk(1000, where)).toEqual([ids()]);
      const edges = where === filters['by a path'] ? Math.ceil(300 / 200) : 0;
      expect(read.length - edges).toBeLessThanOrEqual(5);
    });

    it('what goes between two statements leaves the end of the list to the next page', async () => {
      await given(100, 40_000, 100, 40_000, 100, 100, 100);
      const gone = made[1] as OccurrenceRow;
      between = () => repository.deleteOccurrence({ scope, id: gone.id });
      const first = await list(5, undefined, where);
      const seen = first.found.map(({ id }) => id);
      expect(seen).not.toContain(gone.id);
      const rest = await list(10, first.stop ?? seen.at(-1), where);
      expect([...seen, ...rest.found.map(({ id }) => id)]).toEqual(ids().filter((id) => id !== gone.id));
      if (seen.length < 5) expect(first.stop).toBeDefined();
    });
  });

  it('what no longer matches when it is read is left out', async () => {
    await given(100, 40_000, 100);
    const [, changed] = made;
    if (changed === undefined) throw new Error('nothing made');
    const document = changed.document.replace('true', 'false');
    between = () => repository.replaceOccurrence(changed.document, { ...changed, document });
    const { found } = await list(10, undefined, filters['by a path']);
    expect(found.map(({ id }) => id)).toEqual(ids().filter((id) => id !== changed.id));
  });

  it('few are read at once, however many ask', async () => {
    await given(...Array.from({ length: 20 }, () => 100_000));
    const pages = await Promise.all(Array.from({ length: 12 }, () => list(101)));
    for (const { found } of pages) expect(found.map(({ id }) => id)).toEqual(ids());
    expect(mostRunning).toBeGreaterThanOrEqual(8);
    expect(mostRunning).toBeLessThanOrEqual(4 * 8);
  });

  it('are read to the end though the store is closed meanwhile', async () => {
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
    await Promise.all([closing.close(), closing.close()]);
    for (const found of await Promise.all(lists)) expect(found).toHaveLength(stored.length);
  });

  it('come whole where nobody can go on', async () => {
    await given(...Array.from({ length: 6 }, () => 1024 * 1024));
    const found = await repository.listOccurrences({ scope, limit: 100 });
    expect(found.map(({ document }) => document)).toEqual(made.map(({ document }) => document));
  });
}

describe('long documents, SQLite', () => longDocuments(openTemporarySqlite, [SqliteDriver, SideReader]));
describePostgres('long documents, PostgreSQL', (server) =>
  longDocuments(() => openTestPostgres(server), [PostgresDriver]),
);

it('who waits too long for a turn to read long documents is told to come again', async () => {
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
