import { caseGroup } from '../case.js';
import { at, expectEqual, expectNotFound, expectOk, expectThat, listOf } from '../expect.js';
import { givenNote, givenNotes, givenOccurrence, namesAt, noteBody, occurrenceBody } from '../fixtures.js';

const group = caseGroup('routes');
const { add } = group;

/** One case for each RPC: its path, body and response. */
export const routes = group.cases;

add('create-project', 'POST /projects creates', 'installers create projects before they write', async (s) => {
  const name = `projects/${s.newProject()}`;
  expectEqual(expectOk(await s.post('/projects', { name })), { name }, 'the project');
});

add('list-projects', 'GET /projects lists', 'consoles list all projects', async (s) => {
  const name = `projects/${s.newProject()}`;
  expectOk(await s.post('/projects', { name }));
  for (let token = ''; ; ) {
    const page = expectOk(await s.get(`/projects?pageSize=1000&pageToken=${encodeURIComponent(token)}`));
    if (listOf(page, 'projects').some((project) => project.name === name)) return;
    token = String(page.nextPageToken ?? '');
    expectThat(token !== '', `${name} is not listed`);
  }
});

add('get-project', 'GET /projects/P reads', 'clients check before they create', async (s) => {
  const name = `projects/${s.newProject()}`;
  expectNotFound(await s.get(`/${name}`));
  expectOk(await s.post('/projects', { name }));
  expectEqual(expectOk(await s.get(`/${name}`)), { name }, 'the project');
});

add('delete-project', 'DELETE /projects/P returns {}', 'clean-up scripts expect an object', async (s) => {
  const name = `projects/${s.newProject()}`;
  expectOk(await s.post('/projects', { name }));
  expectEqual(expectOk(await s.remove(`/${name}`)), {}, 'the answer');
  expectNotFound(await s.get(`/${name}`));
});

add('create-note', 'POST …/notes?noteId= creates', 'every provider starts here', async (s) => {
  const project = s.newProject();
  const note = expectOk(await s.post(`/projects/${project}/notes?noteId=n`, noteBody()));
  expectEqual(note.name, `projects/${project}/notes/n`, 'name');
  expectEqual(note.kind, 'VULNERABILITY', 'kind');
  expectEqual(note.shortDescription, 'a finding', 'shortDescription');
});

add('batch-create-notes', 'POST …/notes:batchCreate creates', 'feeds have thousands of notes', async (s) => {
  const project = s.newProject();
  const body = { notes: { a: noteBody(), b: noteBody() } };
  const notes = listOf(expectOk(await s.post(`/projects/${project}/notes:batchCreate`, body)), 'notes');
  expectEqual(notes.length, 2, 'the number of notes answered');
  expectOk(await s.get(`/projects/${project}/notes/a`));
  expectOk(await s.get(`/projects/${project}/notes/b`));
});

add('list-notes', 'GET …/notes lists', 'providers look for what they wrote', async (s) => {
  const project = s.newProject();
  await givenNotes(s, project, ['a', 'b']);
  expectEqual((await namesAt(s, `/projects/${project}/notes`, 'notes')).length, 2, 'the number of notes');
});

add(
  'get-note',
  'GET …/notes/N returns what create returned',
  'policies read the note of a finding',
  async (s) => {
    const project = s.newProject();
    const created = expectOk(await s.post(`/projects/${project}/notes?noteId=n`, noteBody()));
    expectEqual(expectOk(await s.get(`/projects/${project}/notes/n`)), created, 'the note');
  },
);

add('update-note', 'PATCH …/notes/N changes', 'feeds correct their notes', async (s) => {
  const name = await givenNote(s);
  const note = expectOk(await s.patch(`/${name}`, { shortDescription: 'changed' }));
  expectEqual(note.shortDescription, 'changed', 'shortDescription');
  expectEqual(expectOk(await s.get(`/${name}`)), note, 'the note read back');
});

add('delete-note', 'DELETE …/notes/N returns {}', 'providers withdraw notes', async (s) => {
  const name = await givenNote(s);
  expectEqual(expectOk(await s.remove(`/${name}`)), {}, 'the answer');
  expectNotFound(await s.get(`/${name}`));
});

add(
  'list-note-occurrences',
  'GET …/notes/N/occurrences spans projects',
  'a provider asks who is affected',
  async (s) => {
    const note = await givenNote(s);
    const names = [
      (await givenOccurrence(s, s.newProject(), note)).name,
      (await givenOccurrence(s, s.newProject(), note)).name,
    ];
    expectEqual(
      [...(await namesAt(s, `/${note}/occurrences`, 'occurrences'))].sort(),
      names.sort(),
      'the occurrences',
    );
  },
);

add('create-occurrence', 'POST …/occurrences creates', 'every scanner starts here', async (s) => {
  const project = s.newProject();
  const noteName = await givenNote(s);
  const created = await givenOccurrence(s, project, noteName);
  expectThat(created.name.startsWith(`projects/${project}/occurrences/`), `name is ${created.name}`);
  expectEqual(created.kind, 'VULNERABILITY', 'kind');
  expectEqual(created.noteName, noteName, 'noteName');
});

add(
  'batch-create-occurrences',
  'POST …/occurrences:batchCreate creates',
  'one scan has hundreds of findings',
  async (s) => {
    const project = s.newProject();
    const body = occurrenceBody(await givenNote(s));
    const answer = await s.post(`/projects/${project}/occurrences:batchCreate`, {
      occurrences: [body, body],
    });
    const names = listOf(expectOk(answer), 'occurrences').map(({ name }) => name);
    expectEqual(new Set(names).size, 2, 'the number of names answered');
  },
);

add('list-occurrences', 'GET …/occurrences lists', 'deploy gates decide on the list', async (s) => {
  const project = s.newProject();
  const created = await givenOccurrence(s, project, await givenNote(s));
  expectEqual(
    listOf(expectOk(await s.get(`/projects/${project}/occurrences`)), 'occurrences'),
    [created],
    'the list',
  );
});

add('summary', 'GET …/occurrences:vulnerabilitySummary counts', 'dashboards show the counts', async (s) => {
  const project = s.newProject();
  await givenOccurrence(s, project, await givenNote(s));
  const body = expectOk(await s.get(`/projects/${project}/occurrences:vulnerabilitySummary`));
  expectThat(listOf(body, 'counts').length > 0, 'no counts in the answer');
});

add(
  'get-occurrence',
  'GET …/occurrences/O returns what create returned',
  'clients store the name and read it later',
  async (s) => {
    const created = await givenOccurrence(s, s.newProject(), await givenNote(s));
    expectEqual(expectOk(await s.get(`/${created.name}`)), created, 'the occurrence');
  },
);

add('update-occurrence', 'PATCH …/occurrences/O changes', 'scanners update what they found', async (s) => {
  const { name } = await givenOccurrence(s, s.newProject(), await givenNote(s));
  const changed = expectOk(await s.patch(`/${name}`, { remediation: 'upgrade' }));
  expectEqual(changed.remediation, 'upgrade', 'remediation');
  expectEqual(expectOk(await s.get(`/${name}`)), changed, 'the occurrence read back');
});

add('delete-occurrence', 'DELETE …/occurrences/O returns {}', 'scanners withdraw findings', async (s) => {
  const { name } = await givenOccurrence(s, s.newProject(), await givenNote(s));
  expectEqual(expectOk(await s.remove(`/${name}`)), {}, 'the answer');
  expectNotFound(await s.get(`/${name}`));
});

add(
  'get-occurrence-note',
  'GET …/occurrences/O/notes returns the note',
  'policies need severity and fix from the note',
  async (s) => {
    const note = await givenNote(s);
    const { name } = await givenOccurrence(s, s.newProject(), note);
    expectEqual(expectOk(await s.get(`/${name}/notes`)), expectOk(await s.get(`/${note}`)), 'the note');
  },
);

add(
  'locations',
  'located parents are collections of their own',
  'the HTTP rules of the API name them',
  async (s) => {
    const project = s.newProject();
    const located = `projects/${project}/locations/eu`;
    const note = expectOk(await s.post(`/${located}/notes?noteId=n`, noteBody()));
    expectEqual(note.name, `${located}/notes/n`, 'name');
    expectOk(await s.get(`/${located}/notes/n`));
    expectNotFound(await s.get(`/projects/${project}/notes/n`));
    const occurrence = expectOk(
      await s.post(`/${located}/occurrences`, occurrenceBody(`${located}/notes/n`)),
    );
    expectThat(
      String(occurrence.name).startsWith(`${located}/occurrences/`),
      `name is ${String(occurrence.name)}`,
    );
    expectEqual((await namesAt(s, `/${located}/occurrences`, 'occurrences')).length, 1, 'the located list');
    expectEqual(
      (await namesAt(s, `/projects/${project}/occurrences`, 'occurrences')).length,
      0,
      'the list of the project',
    );
    expectEqual(
      expectOk(await s.get(`/${String(occurrence.name)}/notes`)).name,
      note.name,
      'the note behind it',
    );
  },
);

add(
  'star-body-ignores-query',
  'query parameters of batch calls are ignored',
  'the body is the whole request',
  async (s) => {
    const path = `/projects/${s.newProject()}/notes:batchCreate?noteId=x&parent=projects/other&page_size=zz`;
    const notes = listOf(expectOk(await s.post(path, { notes: { a: noteBody() } })), 'notes');
    expectEqual(notes.length, 1, 'the number of notes');
  },
);

add(
  'query-not-parsed',
  'RPCs without parameters never read the query',
  'clients append keys of their own',
  async (s) => {
    expectOk(await s.get(`/${await givenNote(s)}?key=a&key=b&page_size=zz`));
  },
);

add('empty-list', 'an empty list is {}', 'unset fields are not printed in proto3 JSON', async (s) => {
  const project = s.newProject();
  expectEqual(expectOk(await s.get(`/projects/${project}/notes`)), {}, 'the list of notes');
  expectEqual(expectOk(await s.get(`/projects/${project}/occurrences`)), {}, 'the list of occurrences');
  const summary = await s.get(`/projects/${project}/occurrences:vulnerabilitySummary`);
  expectEqual(expectOk(summary), {}, 'the summary');
});

add('status-200', 'creating returns 200, never 201', 'clients compare the status', async (s) => {
  const answer = await s.post(`/projects/${s.newProject()}/notes?noteId=n`, noteBody());
  expectEqual(answer.status, 200, 'the status');
  expectThat(
    at(answer.headers, 'content-type') === 'application/json',
    `Content-Type is ${answer.headers['content-type']}`,
  );
});
