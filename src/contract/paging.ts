import { expect, it } from 'vitest';
import type { Predicate } from '../domain/filter/predicate.js';
import type { OccurrenceKey } from '../domain/names.js';
import type { Repository } from '../storage/repository.js';
import type { Listed, OccurrenceRow } from '../storage/repository-rows.js';
import { type Bench, ids } from './harness.js';
import { column, compare, equal, inDocument } from './predicates.js';

type OnStop = (key: string) => void;

/** Reads all pages, of varying size. Returns every id in order. */
async function walk(
  list: (
    after: string | undefined,
    limit: number,
    onStop: OnStop,
  ) => Promise<readonly { readonly id: string }[]>,
  sizes: readonly number[],
): Promise<string[]> {
  const seen: string[] = [];
  for (let page = 0, after: string | undefined; ; page += 1) {
    const limit = sizes[page % sizes.length] ?? 1;
    let stop: string | undefined;
    const rows = await list(after, limit, (key) => {
      stop = key;
    });
    seen.push(...ids(rows));
    if (stop !== undefined) expect(rows.length, 'stops before it is full').toBeLessThan(limit);
    else if (rows.length < limit) return seen;
    after = stop ?? seen.at(-1);
  }
}

export function pagingContract(bench: Bench): void {
  it('returns the same list for every page size', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    const made = Array.from({ length: 23 }, (_, n) =>
      rows.occurrence(scope, note, { resourceUri: `r${n % 2}` }),
    );
    await repository.createOccurrences(made);
    const list = (after: string | undefined, limit: number, onStop: OnStop) =>
      repository.listOccurrences({ scope, after, limit, onStop });
    for (const sizes of [[1], [2], [22], [23], [24], [100], [3, 1, 7]]) {
      expect(await walk(list, sizes)).toEqual(ids(made));
    }
    const where = equal('resourceUri', 'r1');
    const filtered = (after: string | undefined, limit: number, onStop: OnStop) =>
      repository.listOccurrences({ scope, where, after, limit, onStop });
    expect(await walk(filtered, [2, 5])).toEqual(ids(made.filter((row) => row.resourceUri === 'r1')));
  });

  it('returns documents of any length completely', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    // Around the size above which the SQL stores read a document by itself, and more than one page in total.
    const sizes = [100, 4_096, 4_097, 70_000, 32_768, 32_769, 65_536, 300_000, 2_500_000];
    const document = (n: number): string => {
      const even = n % 2 === 0;
      const left = (sizes[n % sizes.length] ?? 0) - JSON.stringify({ text: '', even }).length;
      return JSON.stringify({
        text: even ? 'x'.repeat(left) : 'é'.repeat(left / 2) + 'x'.repeat(left % 2),
        even,
      });
    };
    const notes = Array.from({ length: 18 }, (_, n) =>
      rows.note({ scope, id: `n${String(n).padStart(2, '0')}` }, { document: document(n) }),
    );
    await repository.createNotes(notes);
    const [note] = notes;
    if (note === undefined) throw new Error('no note');
    const made = notes.map((_, n) => rows.occurrence(scope, note, { document: document(n) }));
    await repository.createOccurrences(made);
    const where = compare(inDocument('even', 'bool'), '=', true);
    type List = (after: string | undefined, limit: number, onStop?: OnStop) => Promise<readonly Listed[]>;
    const lists: readonly (readonly [List, readonly Listed[]])[] = [
      [(after, limit, onStop) => repository.listNotes({ scope, after, limit, onStop }), notes],
      [(after, limit, onStop) => repository.listOccurrences({ scope, after, limit, onStop }), made],
      [
        (id, limit, onStop) => {
          const after = id === undefined ? undefined : { scope, id };
          const stopped = onStop && ((key: OccurrenceKey) => onStop(key.id));
          return repository.listNoteOccurrences({ note, after, limit, onStop: stopped });
        },
        made,
      ],
      [
        (after, limit, onStop) => repository.listOccurrences({ scope, where, after, limit, onStop }),
        made.filter((_, n) => n % 2 === 0),
      ],
    ];
    for (const [list, all] of lists) {
      const documents = new Map(all.map((row) => [row.id, row.document]));
      for (const limit of [1, 4, 17, 1001]) {
        const whole = await list(undefined, limit);
        expect(ids(whole)).toEqual(ids(all.slice(0, limit)));
        const walked: Listed[] = [];
        const seen = await walk(
          async (...page) => {
            const found = await list(...page);
            walked.push(...found);
            return found;
          },
          [limit],
        );
        expect(seen).toEqual(ids(all));
        for (const row of [...whole, ...walked])
          expect(row.document === documents.get(row.id), row.id).toBe(true);
      }
    }
  });

  it('continues after a cursor whose row is deleted', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    await repository.createNotes(['a', 'b', 'c'].map((id) => rows.note({ scope, id })));
    await repository.deleteNote({ scope, id: 'b' });
    expect(ids(await repository.listNotes({ scope, after: 'b', limit: 9 }))).toEqual(['c']);
  });

  for (const [name, collect] of Object.entries(collections)) {
    it.each([1, 2, 3])(
      `${name}: a row that exists throughout is returned exactly once, whatever else changes (seed %i)`,
      async (seed) => {
        const random = generator(seed);
        const collection = collect(bench, random);
        const made = await Promise.all(Array.from({ length: 60 }, collection.make));
        const standing = new Set(made);
        const everMade = new Set(standing);

        const change = async (): Promise<void> => {
          const victim = made[random(made.length)] ?? '';
          const kind = random(3);
          if (kind === 0) everMade.add(await collection.make());
          else if (kind === 1) {
            standing.delete(victim);
            await collection.remove(victim);
          } else await collection.touch(victim);
        };
        const list = async (after: string | undefined, limit: number, onStop: OnStop) => {
          const before = [change(), change()];
          const page = await collection.list(after, limit, onStop);
          await Promise.all([...before, change(), change()]);
          return page.map((id) => ({ id }));
        };
        const seen = await walk(list, [3, 1, 5]);
        expect(new Set(seen).size, 'nothing twice').toBe(seen.length);
        expect(seen).toEqual(seen.toSorted());
        expect([...standing].filter((key) => !seen.includes(key))).toEqual([]);
        expect(seen.filter((key) => !everMade.has(key))).toEqual([]);
        expect(standing.size).toBeGreaterThan(20);
      },
    );
  }
}

/** A collection that is paged while it changes. Its keys sort in the order of the pages. */
interface Collection {
  /** Creates one more, at a random position if the key allows it. Returns its key. */
  readonly make: () => Promise<string>;
  remove(key: string): Promise<unknown>;
  /** Changes a row without changing its place in the list. */
  touch(key: string): Promise<unknown>;
  list(after: string | undefined, limit: number, onStop: OnStop): Promise<readonly string[]>;
}

const collections: Readonly<Record<string, (bench: Bench, random: (below: number) => number) => Collection>> =
  {
    occurrences: (bench, random) => ofOneScope(bench, random, undefined),
    'occurrences that match a filter': (bench, random) => ofOneScope(bench, random, equal('fixable', true)),
    'occurrences of a note': ofNote,
    notes(bench, random) {
      const { repository, rows } = bench;
      const scope = bench.scope();
      return {
        async make() {
          const note = rows.note({ scope, id: randomId(random) }, longOrShort(random));
          await repository.createNotes([note]);
          return note.id;
        },
        remove: (id) => repository.deleteNote({ scope, id }),
        async touch(id) {
          const stored = await repository.getNote({ scope, id });
          if (stored === undefined) return;
          const document = JSON.stringify({ changed: random(1_000_000) });
          await repository.replaceNote(stored.document, rows.note({ scope, id }, { document }));
        },
        list: async (after, limit, onStop) =>
          ids(await repository.listNotes({ scope, after, limit, onStop })),
      };
    },
    projects(bench, random) {
      const { repository } = bench;
      const prefix = `${bench.scope()}-`;
      const where: Predicate = { op: 'prefix', field: column('id'), value: prefix };
      return {
        async make() {
          const id = `${prefix}${randomId(random)}`;
          await repository.createProject(id);
          return id;
        },
        remove: (id) => repository.deleteProject(id),
        touch: (id) => repository.hasProject(id),
        list: (after, limit, onStop) => repository.listProjects({ where, after, limit, onStop }),
      };
    },
  };

function ofOneScope(
  bench: Bench,
  random: (below: number) => number,
  where: Predicate | undefined,
): Collection {
  const { repository, rows } = bench;
  const scope = bench.scope();
  const note = rows.note({ scope, id: 'n' });
  const ready = repository.createNotes([note]);
  return {
    async make() {
      await ready;
      const row = rows.occurrence(scope, note, { fixable: true, ...longOrShort(random) });
      await repository.createOccurrences(
        [row, rows.occurrence(scope, note)].slice(0, where === undefined ? 1 : 2),
      );
      return row.id;
    },
    remove: (id) => repository.deleteOccurrence({ scope, id }),
    touch: (id) =>
      touch(repository, { ...rows.occurrence(scope, note, { fixable: true, severity: random(6) }), id }),
    list: async (after, limit, onStop) =>
      ids(await repository.listOccurrences({ scope, where, after, limit, onStop })),
  };
}

/** The occurrences of a note, in several projects. */
function ofNote(bench: Bench, random: (below: number) => number): Collection {
  const { repository, rows } = bench;
  const note = rows.note({ scope: bench.scope(), id: 'n' });
  const scopes = [bench.scope(), bench.scope(), bench.scope()];
  const ready = repository.createNotes([note]);
  const keyOf = (row: { readonly scope: string; readonly id: string }) => `${row.scope}/${row.id}`;
  const toKey = (key: string) => ({ scope: key.split('/')[0] ?? '', id: key.split('/')[1] ?? '' });
  return {
    async make() {
      await ready;
      const row = rows.occurrence(scopes[random(3)] ?? '', note, longOrShort(random));
      await repository.createOccurrences([row]);
      return keyOf(row);
    },
    remove: (key) => repository.deleteOccurrence(toKey(key)),
    touch(key) {
      const { scope, id } = toKey(key);
      return touch(repository, { ...rows.occurrence(scope, note, { severity: random(6) }), id });
    },
    async list(key, limit, onStop) {
      const after = key === undefined ? undefined : toKey(key);
      const stopped = (stop: OccurrenceKey): void => onStop(keyOf(stop));
      return (await repository.listNoteOccurrences({ note, after, limit, onStop: stopped })).map(keyOf);
    },
  };
}

async function touch(repository: Repository, row: OccurrenceRow): Promise<void> {
  const stored = await repository.getOccurrence(row);
  if (stored !== undefined) await repository.replaceOccurrence(stored.document, row);
}

/** Sometimes a document so long that the SQL stores read it by itself. */
function longOrShort(random: (below: number) => number): { document?: string } {
  return random(4) === 0 ? { document: JSON.stringify({ text: 'x'.repeat(40_000) }) } : {};
}

function randomId(random: (below: number) => number): string {
  return `${random(1_000_000).toString(36)}-${random(1_000_000).toString(36)}`;
}

/** A generator of numbers below a bound (mulberry32), seeded so that a failure can be reproduced. */
export function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
