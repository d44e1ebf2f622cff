import { expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.js';
import { buildRegistry } from '../../../src/kinds/registry.js';
import { NoteSources } from '../../../src/services/note-sources.js';

const registry = buildRegistry(kinds);

const said = { product: '', text: JSON.stringify({ time: 1, gives: { noteName: 'projects/p/notes/vex' } }) };

/** Sources over notes with this short description, of which some are assessed so often; counts how often which was read. */
function sourcesOf(shortDescription: string, assessed: Readonly<Record<string, number>> = {}) {
  const document = JSON.stringify({
    shortDescription,
    longDescription: 'x'.repeat(10_000),
    vulnerability: { severity: 'HIGH', cvssScore: 7.5 },
  });
  const counted = { reads: 0, together: 0, lookUps: 0 };
  const sources = new NoteSources(registry, {
    listAssessments: async ({ noteIds, limit }) => {
      counted.lookUps += 1;
      const own = (noteId: string) =>
        Array.from({ length: assessed[noteId] ?? 0 }, () => ({ noteId, ...said }));
      return noteIds.flatMap(own).slice(0, limit);
    },
    // Leaves a long one out, as a store may.
    getNotes: async (keys) => {
      counted.together += 1;
      const found = keys.filter(({ id }) => id !== 'long' && id !== 'gone');
      return found.map((key) => ({ ...key, kind: 1, document, revision: 8 }));
    },
    getNote: async ({ id }) => {
      counted.reads += 1;
      if (id === 'gone') return undefined;
      return { kind: 1, document, pending: null, revision: 7 } as never;
    },
  });
  return { sources, counted };
}

it('keeps the values of a note that its occurrences derive, however long the note is', async () => {
  const { sources, counted } = sourcesOf('CVE-2024-1');
  const first = await sources.of('projects/p/notes/n', false);
  expect(first).toEqual({
    note: {
      severity: 'HIGH',
      effectiveSeverity: 'HIGH',
      cvssScore: 7.5,
      cvssVersion: undefined,
      shortDescription: 'CVE-2024-1',
    },
    noteRevision: 7,
    assessments: [],
  });
  expect(await sources.of('projects/p/notes/n', false)).toBe(first);
  expect(counted.reads).toBe(1);
  await sources.of('projects/p/notes/n', true);
  expect(counted.reads).toBe(2);
});

it('reads a note each time if it gives more than a thousand characters', async () => {
  const { sources, counted } = sourcesOf('x'.repeat(2_000));
  await sources.of('projects/p/notes/n', false);
  await sources.of('projects/p/notes/n', false);
  expect(counted.reads).toBe(2);
});

it('drops the oldest, so that some thousand notes are kept', async () => {
  const { sources, counted } = sourcesOf('CVE-2024-1');
  const count = 5_001;
  for (let index = 0; index < count; index += 1) await sources.of(`projects/p/notes/n${index}`, false);
  await sources.of('projects/p/notes/n1', false);
  expect(counted.reads).toBe(count);
  await sources.of('projects/p/notes/n0', false);
  expect(counted.reads).toBe(count + 1);
});

const named = (ids: readonly string[]) => ids.map((id) => `projects/p/notes/${id}`);

it('reads several notes together, and alone only those that the store omits or that have many assessments', async () => {
  const { sources, counted } = sourcesOf('CVE-2024-1', { b: 5, often: 6 });
  await sources.of('projects/p/notes/kept', false);
  const names = named(['a', 'b', 'long', 'gone', 'often', 'kept']);
  const found = await sources.ofAll(new Set(names), false);
  expect(names.map((name) => found.get(name)?.noteRevision)).toEqual([8, 8, 7, undefined, 7, 7]);
  expect(names.map((name) => found.get(name)?.assessments?.length)).toEqual([0, 5, 0, 0, undefined, 0]);
  expect(counted).toEqual({ reads: 4, together: 1, lookUps: 4 });
  expect(await sources.ofAll(new Set(named(['a', 'long', 'kept'])), false)).toEqual(
    new Map(named(['a', 'long', 'kept']).map((name) => [name, found.get(name)])),
  );
  expect(counted).toEqual({ reads: 4, together: 1, lookUps: 4 });
});

it('replaces kept values by those that were read again together', async () => {
  const { sources, counted } = sourcesOf('CVE-2024-1');
  const names = named(['a', 'b']);
  for (const name of names) await sources.of(name, false);
  const found = await sources.ofAll(new Set(names), true);
  expect(names.map((name) => found.get(name)?.noteRevision)).toEqual([8, 8]);
  expect(await sources.of('projects/p/notes/a', false)).toBe(found.get('projects/p/notes/a'));
  expect(counted).toMatchObject({ reads: 2, together: 1 });
});

it('reads a single note alone, and a thousand in groups of two hundred', async () => {
  const { sources, counted } = sourcesOf('CVE-2024-1');
  await sources.ofAll(new Set(named(['a'])), false);
  expect(counted).toMatchObject({ reads: 1, together: 0 });
  await sources.ofAll(new Set(named(Array.from({ length: 1_000 }, (_, n) => `n${n}`))), false);
  expect(counted).toMatchObject({ reads: 1, together: 5 });
});

it('reads each note alone if all have more assessments than can be read together', async () => {
  const ids = Array.from({ length: 200 }, (_, n) => `n${n}`);
  const { sources, counted } = sourcesOf('CVE-2024-1', Object.fromEntries(ids.map((id) => [id, 3])));
  const found = await sources.ofAll(new Set(named(ids)), false);
  expect([...found.values()].map(({ assessments }) => assessments?.length)).toEqual(ids.map(() => 3));
  expect(counted).toMatchObject({ reads: 200, together: 1 });
});
