import { caseGroup } from '../case.js';
import { expectEqual, expectInvalid, expectOk } from '../expect.js';
import { givenNote, givenNotes, namesAt } from '../fixtures.js';

const { cases, add } = caseGroup('query');

/** Query parameters. */
export const query = cases;

add(
  'both-spellings',
  'page_size and pageSize',
  'gateway clients send the one, Google’s the other',
  async (s) => {
    const project = s.newProject();
    await givenNotes(s, project, ['a', 'b', 'c']);
    for (const key of ['page_size', 'pageSize'])
      expectEqual(
        (await namesAt(s, `/projects/${project}/notes?${key}=2`, 'notes')).length,
        2,
        `notes with ${key}=2`,
      );
  },
);

add('given-twice', 'a parameter given twice is 400', 'it is unknown which one is meant', async (s) => {
  expectInvalid(await s.get(`/projects/${s.newProject()}/notes?page_size=1&page_size=2`));
  expectInvalid(await s.get(`/projects/${s.newProject()}/notes?filter=&filter=`));
});

add('unknown-ignored', 'unknown parameters are ignored', 'clients add keys of their own', async (s) => {
  expectOk(await s.get(`/projects/${s.newProject()}/notes?foo=1&foo=2&key=abc&prettyPrint=false&x-goog-y=1`));
});

add(
  'bound-ignored',
  'parameters that the path binds are ignored',
  'a query must not move a request elsewhere',
  async (s) => {
    const name = await givenNote(s);
    const project = name.split('/')[1] ?? '';
    const names = await namesAt(s, `/projects/${project}/notes?parent=projects/other&name=x`, 'notes');
    expectEqual(names, [name], 'the notes');
    const path = `/projects/${s.newProject()}/notes?noteId=n&parent=projects/other&note.short_description=x`;
    const note = expectOk(await s.post(path, { vulnerability: {} }));
    expectEqual(note.shortDescription, undefined, 'shortDescription');
  },
);

add('int32', 'page_size is a decimal 32-bit integer', 'nothing is guessed', async (s) => {
  const project = s.newProject();
  for (const good of ['5', '%2B5', '007'])
    expectOk(await s.get(`/projects/${project}/notes?page_size=${good}`));
  for (const bad of ['', 'abc', '1.5', '0x10', '%205', '1e2', '2147483648', '99999999999999999999'])
    expectInvalid(await s.get(`/projects/${project}/notes?page_size=${bad}`));
});

add('bool', 'return_partial_success is a Go bool', 'true and 1, not yes', async (s) => {
  const project = s.newProject();
  for (const good of ['1', 't', 'T', 'true', 'True', 'TRUE', '0', 'f', 'false'])
    expectOk(await s.get(`/projects/${project}/notes?return_partial_success=${good}`));
  for (const bad of ['yes', '', 'tRUE', '2'])
    expectInvalid(await s.get(`/projects/${project}/occurrences?returnPartialSuccess=${bad}`));
});

add('dotted-mask', 'update_mask.paths= is the mask too', 'dotted keys descend into messages', async (s) => {
  const name = await givenNote(s);
  const body = { shortDescription: 'short', longDescription: 'long' };
  const note = expectOk(await s.patch(`/${name}?update_mask.paths=short_description`, body));
  expectEqual([note.shortDescription, note.longDescription], ['short', undefined], 'the descriptions');
});

add('bad-escape', 'a broken percent-escape is 400', 'where the query is read', async (s) => {
  expectEqual((await s.get(`/projects/${s.newProject()}/notes?filter=%zz`)).status, 400, 'the status');
});

add('plus-is-space', '+ is a space', 'as forms encode it', async (s) => {
  const name = await givenNote(s);
  const project = name.split('/')[1] ?? '';
  const names = await namesAt(s, `/projects/${project}/notes?filter=kind+%3D+%22VULNERABILITY%22`, 'notes');
  expectEqual(names, [name], 'the notes');
});
