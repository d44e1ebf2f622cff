import { caseGroup } from '../case.js';
import { expectEqual, expectInvalid, expectNotFound, expectOk, expectThat } from '../expect.js';
import { givenNote, givenOccurrence, noteBody, occurrenceBody } from '../fixtures.js';

const { cases, add } = caseGroup('names');

/** Names and ids. */
export const names = cases;

add('project', 'a project is named projects/P', 'anything else is 400', async (s) => {
  for (const name of ['', 'p', 'projects/', 'projects/a/b', 'project/a', 'v1beta1/projects/a', '/projects/a'])
    expectInvalid(await s.post('/projects', { name }));
  expectInvalid(await s.post('/projects'));
});

add('note-name', 'noteName is projects/P/notes/N', 'anything else is 400', async (s) => {
  const path = `/projects/${s.newProject()}/occurrences`;
  for (const noteName of [
    '',
    'n',
    'notes/n',
    'projects/p/notes',
    'projects/p/notes/',
    'projects//notes/n',
    'projects/p/occurrences/n',
    'projects/p/notes/n/x',
    '/projects/p/notes/n',
    'v1beta1/projects/p/notes/n',
  ])
    expectInvalid(await s.post(path, occurrenceBody(noteName)));
});

add('note-id-required', 'noteId must be given', 'the server does not generate one', async (s) => {
  const path = `/projects/${s.newProject()}/notes`;
  expectInvalid(await s.post(path, noteBody()), 'note');
  expectInvalid(await s.post(`${path}?noteId=`, noteBody()));
  expectInvalid(await s.post(path, noteBody({ name: 'projects/p/notes/n' })));
});

add('note-id-slash', 'noteId holds no slash', 'the note could never be read', async (s) => {
  expectInvalid(await s.post(`/projects/${s.newProject()}/notes?noteId=a%2Fb`, noteBody()));
});

add('any-text', 'ids are any text without a slash', 'spaces, unicode, colons, dots', async (s) => {
  for (const id of [
    'two words',
    'größe',
    '漢字',
    'CVE:2020:1',
    '..a',
    'a=b&c',
    '100%',
    '"quoted"',
    'UPPER',
    'tilde~',
    'a+b',
  ]) {
    const project = s.newProject();
    await givenNote(s, project, id);
    const note = expectOk(await s.get(`/projects/${project}/notes/${encodeURIComponent(id)}`));
    expectEqual(note.name, `projects/${project}/notes/${id}`, 'name');
  }
});

add('case-sensitive', 'ids are case-sensitive', 'CVE-1 and cve-1 are two notes', async (s) => {
  const project = s.newProject();
  await givenNote(s, project, 'CVE-1');
  expectNotFound(await s.get(`/projects/${project}/notes/cve-1`));
  await givenNote(s, project, 'cve-1');
});

add(
  'note-name-overwritten',
  'name in the body of a note is overwritten',
  'upstream’s samples send another',
  async (s) => {
    const project = s.newProject();
    const note = expectOk(
      await s.post(`/projects/${project}/notes?noteId=n`, noteBody({ name: 'projects/other/notes/x' })),
    );
    expectEqual(note.name, `projects/${project}/notes/n`, 'name');
  },
);

add(
  'occurrence-id',
  'occurrence ids are lower-case UUIDs of the server',
  'a name in the body is ignored',
  async (s) => {
    const project = s.newProject();
    const { name } = await givenOccurrence(s, project, await givenNote(s), {
      name: `projects/${project}/occurrences/mine`,
    });
    const id = name.split('/').at(-1) ?? '';
    expectThat(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id), `the id is ${id}`);
  },
);

add('occurrence-equal', 'equal occurrences get names of their own', 'create is no upsert', async (s) => {
  const project = s.newProject();
  const note = await givenNote(s);
  const first = await givenOccurrence(s, project, note);
  const second = await givenOccurrence(s, project, note);
  expectThat(first.name !== second.name, `both are ${first.name}`);
});

add('absent', 'absent objects are 404', 'for every call that names one', async (s) => {
  const project = s.newProject();
  const note = `/projects/${project}/notes/none`;
  const occurrence = `/projects/${project}/occurrences/01890a5d-ac96-774b-bcce-b302099a8057`;
  expectNotFound(await s.get(note));
  expectNotFound(await s.patch(note, { shortDescription: 'x' }));
  expectNotFound(await s.remove(note));
  expectNotFound(await s.get(`${note}/occurrences`));
  expectNotFound(await s.get(occurrence));
  expectNotFound(await s.get(`/projects/${project}/occurrences/not-a-uuid`));
  expectNotFound(await s.get(`${occurrence}/notes`));
  expectNotFound(await s.patch(occurrence, { remediation: 'x' }));
  expectNotFound(await s.remove(occurrence));
  expectNotFound(await s.remove(`/projects/${project}`));
});
