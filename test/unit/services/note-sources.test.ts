import { expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.js';
import { buildRegistry } from '../../../src/kinds/registry.js';
import { NoteSources } from '../../../src/services/note-sources.js';

const registry = buildRegistry(kinds);

/** Sources over notes with this short description; `reads` counts how often one was read. */
function sourcesOf(shortDescription: string) {
  const document = JSON.stringify({
    shortDescription,
    longDescription: 'x'.repeat(10_000),
    vulnerability: { severity: 'HIGH', cvssScore: 7.5 },
  });
  const counted = { reads: 0 };
  const sources = new NoteSources(registry, {
    listAssessments: async () => [],
    getNote: async () => {
      counted.reads += 1;
      return { kind: 1, document, pending: null, revision: 7 } as never;
    },
  });
  return { sources, counted };
}

it('of a note is kept what it gives to its occurrences, however long it is', async () => {
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

it('what gives more than a thousand characters is read each time', async () => {
  const { sources, counted } = sourcesOf('x'.repeat(2_000));
  await sources.of('projects/p/notes/n', false);
  await sources.of('projects/p/notes/n', false);
  expect(counted.reads).toBe(2);
});

it('the oldest makes room, so that some thousand notes are kept', async () => {
  const { sources, counted } = sourcesOf('CVE-2024-1');
  const count = 5_001;
  for (let index = 0; index < count; index += 1) await sources.of(`projects/p/notes/n${index}`, false);
  await sources.of('projects/p/notes/n1', false);
  expect(counted.reads).toBe(count);
  await sources.of('projects/p/notes/n0', false);
  expect(counted.reads).toBe(count + 1);
});
