import { caseGroup } from '../case.js';
import { expectError, expectInvalid, expectNotFound } from '../expect.js';
import { givenNote, givenOccurrence, noteBody, occurrenceBody } from '../fixtures.js';

const { cases, add } = caseGroup('order');

/** Which error is returned if two things are wrong, as far as it can be seen without access control. */
export const order = cases;

const absent = 'projects/nobody/notes/none';

add('create-note', 'an invalid note beats an existing one', 'checks come before the store', async (s) => {
  const project = (await givenNote(s)).split('/')[1];
  expectInvalid(await s.post(`/projects/${project}/notes?noteId=finding`, {}));
  expectError(await s.post(`/projects/${project}/notes?noteId=finding`, noteBody()), 409, 6);
});

add('create-note-id', 'a missing noteId beats an invalid note', 'the id is checked first', async (s) => {
  expectInvalid(await s.post(`/projects/${s.newProject()}/notes`, {}), 'note');
});

add(
  'create-occurrence',
  'an invalid occurrence beats an absent note',
  'the validator comes before the store',
  async (s) => {
    const path = `/projects/${s.newProject()}/occurrences`;
    expectInvalid(await s.post(path, occurrenceBody(absent, { resource: undefined })));
    expectNotFound(await s.post(path, occurrenceBody(absent)));
  },
);

add(
  'create-occurrence-name',
  'a malformed noteName beats an invalid occurrence',
  'names are parsed before the validator runs',
  async (s) => {
    expectInvalid(
      await s.post(`/projects/${s.newProject()}/occurrences`, { noteName: 'nothing' }),
      'nothing',
    );
  },
);

add(
  'list-note-occurrences',
  'a bad page size or filter beats an absent note',
  'the request is checked before the store',
  async (s) => {
    expectInvalid(await s.get(`/${absent}/occurrences?pageSize=-1`));
    expectInvalid(await s.get(`/${absent}/occurrences?filter=%28`));
    expectNotFound(await s.get(`/${absent}/occurrences`));
  },
);

add(
  'page-size-before-filter',
  'a bad page size beats a bad filter',
  'in the order of the API layer',
  async (s) => {
    for (const list of ['notes', 'occurrences'])
      expectInvalid(await s.get(`/projects/${s.newProject()}/${list}?pageSize=-1&filter=%28`), 'page');
  },
);

add(
  'update-occurrence',
  'an absent occurrence beats an invalid body',
  'it is loaded before the body is checked',
  async (s) => {
    const path = `/projects/${s.newProject()}/occurrences/01890a5d-ac96-774b-bcce-b302099a8057`;
    expectNotFound(await s.patch(path, { noteName: 'nothing' }));
    expectNotFound(await s.patch(path, { vulnerability: {} }));
    const { name } = await givenOccurrence(s, s.newProject(), await givenNote(s));
    expectInvalid(await s.patch(`/${name}`, { noteName: 'nothing' }), 'nothing');
  },
);

add(
  'decode-first',
  'an unreadable body beats everything',
  'it is decoded before the request is checked',
  async (s) => {
    expectInvalid(await s.patch(`/${absent}`, '{'));
    expectInvalid(await s.patch(`/${absent}`, { nonsense: 1 }), 'nonsense');
  },
);

add('batch-size', 'an empty batch beats everything about its items', 'there are none', async (s) => {
  expectInvalid(await s.post(`/projects/${s.newProject()}/notes:batchCreate`, {}));
  expectInvalid(await s.post(`/projects/${s.newProject()}/occurrences:batchCreate`, {}));
});

add(
  'batch-invalid',
  'an invalid item beats an absent note',
  'all items are checked before the store',
  async (s) => {
    const occurrences = [occurrenceBody(absent), occurrenceBody(absent, { resource: undefined })];
    expectInvalid(await s.post(`/projects/${s.newProject()}/occurrences:batchCreate`, { occurrences }));
  },
);
