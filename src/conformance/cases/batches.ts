import { caseGroup, type Json } from '../case.js';
import { expectEqual, expectInvalid, expectNotFound, expectOk, listOf } from '../expect.js';
import { artifactOf, givenNote, namesAt, noteBody, occurrenceBody } from '../fixtures.js';

const { cases, add } = caseGroup('batches');

/** Batches are created completely or not at all. */
export const batches = cases;

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `n${index}`);
const notes = (ids: readonly string[]): Json => ({
  notes: Object.fromEntries(ids.map((id) => [id, noteBody()])),
});

add('note-bounds', '1 to 1000 notes', 'none or too many is 400', async (s) => {
  const path = `/projects/${s.newProject()}/notes:batchCreate`;
  expectInvalid(await s.post(path, { notes: {} }));
  expectInvalid(await s.post(path, notes(many(1001))));
  expectEqual(
    listOf(expectOk(await s.post(path, notes(many(1000)))), 'notes').length,
    1000,
    'the number of notes',
  );
});

add('occurrence-bounds', '1 to 1000 occurrences', 'none or too many is 400', async (s) => {
  const path = `/projects/${s.newProject()}/occurrences:batchCreate`;
  const body = occurrenceBody(await givenNote(s));
  const occurrences = (count: number): Json => ({ occurrences: Array.from({ length: count }, () => body) });
  expectInvalid(await s.post(path, { occurrences: [] }));
  expectInvalid(await s.post(path, occurrences(1001)));
  expectEqual(
    listOf(expectOk(await s.post(path, occurrences(1000))), 'occurrences').length,
    1000,
    'the number of occurrences',
  );
});

add('note-invalid', 'one invalid note, and none is created', 'all are checked first', async (s) => {
  const project = s.newProject();
  expectInvalid(
    await s.post(`/projects/${project}/notes:batchCreate`, { notes: { good: noteBody(), bad: {} } }),
  );
  expectEqual(await namesAt(s, `/projects/${project}/notes`, 'notes'), [], 'what was stored');
});

add(
  'note-ids',
  'ids of a batch follow the rule of single notes',
  'upstream stores notes nobody can read',
  async (s) => {
    const project = s.newProject();
    for (const id of ['', 'a/b', '/'])
      expectInvalid(await s.post(`/projects/${project}/notes:batchCreate`, notes(['good', id])));
    expectEqual(await namesAt(s, `/projects/${project}/notes`, 'notes'), [], 'what was stored');
  },
);

add(
  'note-exists',
  'one existing note: 400, and none is created',
  'upstream skips it in silence',
  async (s) => {
    const project = s.newProject();
    await givenNote(s, project, 'old');
    expectInvalid(await s.post(`/projects/${project}/notes:batchCreate`, notes(['new', 'old'])), 'old');
    expectNotFound(await s.get(`/projects/${project}/notes/new`));
  },
);

add(
  'occurrence-invalid',
  'one invalid occurrence, and none is created',
  'a scan is stored whole or not at all',
  async (s) => {
    const project = s.newProject();
    const note = await givenNote(s);
    for (const bad of [
      occurrenceBody(note, { resource: {} }),
      occurrenceBody('nothing'),
      occurrenceBody(note, { vulnerability: {} }),
    ])
      expectInvalid(
        await s.post(`/projects/${project}/occurrences:batchCreate`, {
          occurrences: [occurrenceBody(note), bad],
        }),
      );
    expectEqual(await namesAt(s, `/projects/${project}/occurrences`, 'occurrences'), [], 'what was stored');
  },
);

add(
  'occurrence-note-absent',
  'one absent note: 400, and none is created',
  'storage errors of a batch are INVALID_ARGUMENT',
  async (s) => {
    const project = s.newProject();
    const occurrences = [
      occurrenceBody(await givenNote(s)),
      occurrenceBody(`projects/${project}/notes/none`),
    ];
    expectInvalid(await s.post(`/projects/${project}/occurrences:batchCreate`, { occurrences }));
    expectEqual(await namesAt(s, `/projects/${project}/occurrences`, 'occurrences'), [], 'what was stored');
  },
);

add('order', 'occurrences are answered in the order of the request', 'clients pair them up', async (s) => {
  const note = await givenNote(s);
  const wanted = many(20).map((id) => `https://example.com/${id}`);
  const occurrences = wanted.map((uri) => occurrenceBody(note, { resource: { uri } }));
  const created = expectOk(
    await s.post(`/projects/${s.newProject()}/occurrences:batchCreate`, { occurrences }),
  );
  expectEqual(listOf(created, 'occurrences').map(artifactOf), wanted, 'the resources');
});

add('unknown-field', 'an unknown field in an item is 400', 'decoding is strict in batches too', async (s) => {
  const note = await givenNote(s);
  const path = `/projects/${s.newProject()}/occurrences:batchCreate`;
  expectInvalid(await s.post(path, { occurrences: [occurrenceBody(note, { nonsense: 1 })] }), 'nonsense');
  expectInvalid(await s.post(path, { occurrences: [occurrenceBody(note)], nonsense: 1 }), 'nonsense');
});
