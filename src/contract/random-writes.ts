import { expect } from 'vitest';
import { ApiError } from '../domain/errors.js';
import type { Repository } from '../storage/repository.js';
import type { ImportPart, OccurrenceRow } from '../storage/repository-rows.js';
import { generator } from './paging.js';
import { column, compare } from './predicates.js';
import { kindA, kindB, type Rows } from './rows.js';

export interface RandomWrites {
  /** Repositories of one database. Writers take turns in using them. */
  readonly repositories: readonly [Repository, ...Repository[]];
  readonly rows: Rows;
  readonly scopes: readonly [string, ...string[]];
  readonly seed: number;
  /** Number of concurrent writers. Each performs one write after the other. */
  readonly writers: number;
  /** Writes per writer. */
  readonly writes: number;
}

const resources = 3;
const revision = 7;

/**
 * Creates, replaces, deletes, imports and carries over the same few occurrences at random, many concurrently. Some writes
 * may be refused, or fail because another came first.
 */
export async function writeAtRandom(options: RandomWrites): Promise<void> {
  const { repositories, rows, scopes, seed, writers, writes } = options;
  const random = generator(seed);
  const note = rows.note({ scope: scopes[0], id: 'n' }, { revision });
  const other = rows.note({ scope: scopes[0], id: 'b' }, { kind: kindB, revision });
  await repositories[0].createNotes([note, other]);
  /** The newest text of each that any writer knows of. */
  const known = new Map<string, OccurrenceRow>();
  let texts = 0;

  const pick = <T>(all: readonly T[]): T | undefined => all[random(all.length)];
  const look = () => ({
    resourceUri: `r${random(resources)}`,
    severity: random(8),
    fixable: random(2) === 0,
  });
  const changed = (row: OccurrenceRow): OccurrenceRow => ({
    ...row,
    ...look(),
    document: `{"v":${++texts}}`,
  });
  const made = (scope: string): OccurrenceRow => {
    const of = random(5) === 0 ? other : note;
    return rows.occurrence(scope, of, { kind: of.kind, imported: true, ...look() });
  };
  const some = (most: number, from = [...known.values()]): OccurrenceRow[] => {
    const found = new Set(Array.from({ length: random(most + 1) }, () => pick(from)));
    return [...found].filter((row) => row !== undefined);
  };
  const learn = (written: readonly OccurrenceRow[]): void => {
    for (const row of written) known.set(row.id, row);
  };

  async function create(repository: Repository): Promise<void> {
    const all = Array.from({ length: 1 + random(4) }, () => made(pick(scopes) ?? ''));
    const isRefused = random(4) === 0;
    const bad = rows.occurrence(scopes[0], { scope: scopes[0], id: 'missing' });
    const request = { caller: 'c', id: `${++texts}`, digest: '', result: '', time: rows.tick() * 1000 };
    await repository.createOccurrences(
      isRefused ? [...all, bad] : all,
      random(3) === 0 ? { scope: scopes[0], ...request } : undefined,
    );
    learn(all);
  }
  async function replace(repository: Repository): Promise<void> {
    for (const row of some(1)) {
      const next = { ...changed(row), ...pick([{}, { noteRevision: revision }, { noteRevision: 1 }]) };
      if (await repository.replaceOccurrence(row.document, next)) learn([next]);
    }
  }
  async function remove(repository: Repository): Promise<void> {
    for (const row of some(1))
      await repository.deleteOccurrence(row, random(2) === 0 ? row.document : undefined);
  }
  async function importSome(repository: Repository): Promise<void> {
    const scope = pick(scopes) ?? '';
    const mine = [...known.values()].filter((row) => row.scope === scope);
    const updated = some(2, mine).map((row) => ({ expected: row.document, row: changed(row) }));
    const deleted = some(2, mine).filter(({ id }) => updated.every(({ row }) => row.id !== id));
    const part: ImportPart = {
      createNotes: [],
      updateNotes: [],
      createOccurrences: Array.from({ length: random(3) }, () => made(scope)),
      updateOccurrences: updated,
      deleteOccurrences: deleted.map(({ id, document }) => ({ id, expected: document })),
    };
    if (await repository.importInto({ scope }, (session) => session.apply(part)))
      learn([...part.createOccurrences, ...updated.map(({ row }) => row)]);
  }
  async function carryOver(repository: Repository): Promise<void> {
    const of = [...known.values()].filter((row) => row.note.id === note.id);
    const changes = some(4, of).map((row) => ({ expected: row.document, row: changed(row) }));
    if (await repository.carryOver(note, pick([revision, revision, 1]) ?? 0, changes))
      learn(changes.map(({ row }) => row));
  }

  const acts = [create, create, replace, replace, remove, importSome, carryOver];
  const act = async (writer: number): Promise<void> => {
    const repository = repositories[writer % repositories.length] ?? repositories[0];
    for (let left = writes; left > 0; left -= 1) {
      await pick(acts)?.(repository).catch((error: unknown) => {
        if (!(error instanceof ApiError && mayHappen.has(error.reason))) throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => act(writer)));
}

const mayHappen: ReadonlySet<string> = new Set(['NOTE_NOT_FOUND', 'CONFLICT']);

/** Expects that the stored counts of a scope equal a fresh count. */
export async function expectCounted(repository: Repository, scopes: readonly string[]): Promise<void> {
  for (const scope of scopes) {
    for (const kind of [kindA, kindB]) {
      const counted = await repository.summarize({ scope, kind, where: compare(column('id'), '>', '') });
      expect(await repository.summarize({ scope, kind }), `${scope}, kind ${kind}`).toEqual(counted);
    }
  }
}
