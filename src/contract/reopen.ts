import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Repository } from '../storage/repository.js';
import type { Reopen } from './harness.js';
import { watchSyncs } from './power-cut.js';
import { Rows } from './rows.js';
import { nothing } from './whole-import.js';

/** Durability: acknowledged writes are there when the store is opened again, however it ended. */
export function reopenContract({ open, syncs }: Reopen): void {
  let base = '';
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'grafeas-contract-'));
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));
  const folderFor = (name: string): string => {
    const folder = join(base, name);
    mkdirSync(folder);
    return folder;
  };

  it('keeps everything after it is closed', async () => {
    const folder = folderFor('closed');
    const first = await open(folder);
    const expected = await fill(first);
    await first.close();
    await check(await open(folder), expected);
  });

  it(`keeps everything after ${syncs === undefined ? 'a power cut' : 'its process is killed'}`, async () => {
    const folder = folderFor('running');
    const cut = syncs === undefined ? watchSyncs(folder) : undefined;
    const left = join(base, 'left');
    const first = await open(folder);
    try {
      const expected = await fill(first);
      if (cut === undefined) cpSync(folder, left, { recursive: true });
      else cut.leave(left);
      await check(await open(left), expected);
    } finally {
      cut?.stop();
      await first.close();
    }
  });
}

/** Everything that a reader can see of the store. */
async function stateOf(repository: Repository): Promise<unknown> {
  const where = { scope: 'p', limit: 100 };
  return {
    projects: await repository.listProjects({ limit: 100 }),
    notes: await repository.listNotes(where),
    occurrences: await repository.listOccurrences(where),
    summary: await repository.summarize({ scope: 'p', kind: 1 }),
    days: await repository.listDays({ scope: 'p', from: '', to: '~' }),
  };
}

/** Performs every kind of write and returns the state afterwards. */
async function fill(repository: Repository): Promise<Filled> {
  const rows = new Rows();
  const note = (id: string) => rows.note({ scope: 'p', id });
  const [kept, changed, gone] = [note('kept'), note('changed'), note('gone')];
  await repository.createProject('p');
  await repository.createProject('q');
  await repository.deleteProject('q');
  await repository.createNotes([kept, changed, gone], undefined);
  await repository.replaceNote(changed.document, { ...changed, document: '{"changed":true}' });
  await repository.deleteNote(gone, undefined);
  const [one, two, three] = [1, 2, 3].map((severity) => rows.occurrence('p', kept, { severity }));
  if (one === undefined || two === undefined || three === undefined) throw new Error('three rows');
  const asked = { scope: 'p', caller: 'c', id: 'r', digest: 'd', result: 'first', time: rows.tick() * 1000 };
  await repository.createOccurrences([one, two, three], asked);
  await repository.replaceOccurrence(two.document, { ...two, severity: 5, document: '{"two":true}' });
  await repository.deleteOccurrence(three, undefined);
  const rescored = { ...kept, document: '{"rescored":true}', rescored: true, revision: 7 };
  await repository.replaceNote(kept.document, rescored);
  await repository.carryOver(kept, 7, [
    { expected: one.document, row: { ...one, document: '{"one":true}' } },
  ]);
  await repository.publishNote(rescored);
  const part = {
    ...nothing,
    createNotes: [note('imported')],
    createOccurrences: [rows.occurrence('p', kept, { imported: true })],
  };
  await repository.importInto({ scope: 'p' }, (session) => session.apply(part));
  await repository.keepDay({ scope: 'p', kind: 1, day: '2026-11-28', time: 1 });
  const again = () => rows.occurrence('p', kept);
  return {
    state: await stateOf(repository),
    repeat: async (other) => await other.createOccurrences([again()], asked),
  };
}

interface Filled {
  readonly state: unknown;
  /** Repeats the write of a request id. */
  repeat(repository: Repository): Promise<unknown>;
}

async function check(repository: Repository, { state, repeat }: Filled): Promise<void> {
  try {
    expect(await stateOf(repository)).toEqual(state);
    expect(await repeat(repository)).toEqual({ digest: 'd', result: 'first' });
  } finally {
    await repository.close();
  }
}
