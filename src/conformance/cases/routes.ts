import { caseGroup } from '../case.js';
import { at, expectEqual, expectNotFound, expectOk, expectThat, listOf } from '../expect.js';
import { givenNote, givenNotes, givenOccurrence, namesAt, noteBody, occurrenceBody } from '../fixtures.js';

const group = caseGroup({ id: 'routes', section: '1.1' });
const { add } = group;

/** One case an RPC: its path, its body, its answer. */
export const routes = group.cases;

add('create-project', 'POST /projects creates', 'installers create projects before they write', async (s) => {
  const name = `projects/${s.fresh()}`;
  expectEqual(expectOk(await s.post('/projects', { name })), { name }, 'the project');
});

add('list-projects', 'GET /projects lists', 'consoles show what there is', async (s) => {
  const name = `projects/${s.fresh()}`;
  expectOk(await s.post('/projects', { name }));
  for (let token = ''; ; ) {
    const page = expectOk(await s.get(`/projects?pageSize=1000&pageToken=${encodeURIComponent(token)}`));
    if (listOf(page, 'projects').some((project) => project.name === name)) return;
    token = String(page.nextPageToken ?? '');
    expectThat(token !== '', `${name} is not listed`);
  }
});

add('get-project', 'GET /projects/P reads', 'clients look before they create', async (s) => {
  const name = `projects/${s.fresh()}`;
  expectNotFound(await s.get(`/${name}`));
  expectOk(await s.post('/projects', { name }));
  expectEqual(expectOk(await s.get(`/${name}`)), { name }, 'the project');
});

add('delete-project', 'DELETE /projects/P answers {}', 'clean-up scripts expect an object', async (s) => {
  const name = `projects/${s.fresh()}`;
  expectOk(await s.post('/projects', { name }));
  expectEqual(expectOk(await s.remove(`/${name}`)), {}, 'the answer');
  expectNotFound(await s.get(`/${name}`));
});

add('create-note', 'POST …/notes?noteId= creates', 'every provider starts here', async (s) => {
  const project = s.fresh();
  const note = expectOk(await s.post(`/projects/${project}/notes?noteId=n`, noteBody()));
  expectEqual(note.name, `projects/${project}/notes/n`, 'name');
  expectEqual(note.kind, 'VULNERABILITY', 'kind');
  expectEqual(note.shortDescription, 'a finding', 'shortDescription');
});

add('batch-create-notes', 'POST …/notes:batchCreate creates', 'feeds bring thousands of notes', async (s) => {
  const project = s.fresh();
  const body = { notes: { a: noteBody(), b: noteBody() } };
  const notes = listOf(expectOk(await s.post(`/projects/${project}/notes:batchCreate`, body)), 'notes');
  expectEqual(notes.length, 2, 'the number of notes answered');
  expectOk(await s.get(`/projects/${project}/notes/a`));
  expectOk(await s.get(`/projects/${project}/notes/b`));
});

add('list-notes', 'GET …/notes lists', 'providers look for what they wrote', async (s) => {
  const project = s.fresh();
  await givenNotes(s, project, ['a', 'b']);
  expectEqual((await namesAt(s, `/projects/${project}/notes`, 'notes')).length, 2, 'the number of notes');
});

add(
  'get-note',
  'GET …/notes/N answers what create answered',
  'policies read the note of a finding',
  async (s) => {
    const project = s.fresh();
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

add('delete-note', 'DELETE …/notes/N answers {}', 'providers withdraw notes', async (s) => {
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
      (await givenOccurrence(s, s.fresh(), note)).name,
      (await givenOccurrence(s, s.fresh(), note)).name,
    ];
    expectEqual(
      [...(await namesAt(s, `/${note}/occurrences`, 'occurrences'))].sort(),
      names.sort(),
      'the occurrences',
    );
  },
);

add('create-occurrence', 'POST …/occurrences creates', 'every scanner starts here', async (s) => {
  const project = s.fresh();
  const noteName = await givenNote(s);
  const created = await givenOccurrence(s, project, noteName);
  expectThat(created.name.startsWith(`projects/${project}/occurrences/`), `name is ${created.name}`);
  expectEqual(created.kind, 'VULNERABILITY', 'kind');
  expectEqual(created.noteName, noteName, 'noteName');
});

add(
  'batch-create-occurrences',
  'POST …/occurrences:batchCreate creates',
  'one scan brings hundreds of findings',
  async (s) => {
    const project = s.fresh();
    const body = occurrenceBody(await givenNote(s));
    const answer = await s.post(`/projects/${project}/occurrences:batchCreate`, {
      occurrences: [body, body],
    });
    const names = listOf(expectOk(answer), 'occurrences').map(({ name }) => name);
    expectEqual(new Set(names).size, 2, 'the number of names answered');
  },
);

add('list-occurrences', 'GET …/occurrences lists', 'deploy gates decide on the list', async (s) => {
  const project = s.fresh();
  const created = await givenOccurrence(s, project, await givenNote(s));
  expectEqual(
    listOf(expectOk(await s.get(`/projects/${project}/occurrences`)), 'occurrences'),
    [created],
    'the list',
  );
});

add('summary', 'GET …/occurrences:vulnerabilitySummary counts', 'dashboards show the counts', async (s) => {
  const project = s.fresh();
  await givenOccurrence(s, project, await givenNote(s));
  const body = expectOk(await s.get(`/projects/${project}/occurrences:vulnerabilitySummary`));
  expectThat(listOf(body, 'counts').length > 0, 'no counts in the answer');
});

add(
  'get-occurrence',
  'GET …/occurrences/O answers what create answered',
  'clients keep the name and come back',
  async (s) => {
    const created = await givenOccurrence(s, s.fresh(), await givenNote(s));
    expectEqual(expectOk(await s.get(`/${created.name}`)), created, 'the occurrence');
  },
);

add('update-occurrence', 'PATCH …/occurrences/O changes', 'scanners update what they found', async (s) => {
  const { name } = await givenOccurrence(s, s.fresh(), await givenNote(s));
  const changed = expectOk(await s.patch(`/${name}`, { remediation: 'upgrade' }));
  expectEqual(changed.remediation, 'upgrade', 'remediation');
  expectEqual(expectOk(await s.get(`/${name}`)), changed, 'the occurrence read back');
});

add('delete-occurrence', 'DELETE …/occurrences/O answers {}', 'scanners withdraw findings', async (s) => {
  const { name } = await givenOccurrence(s, s.fresh(), await givenNote(s));
  expectEqual(expectOk(await s.remove(`/${name}`)), {}, 'the answer');
  expectNotFound(await s.get(`/${name}`));
});

add(
  'get-occurrence-note',
  'GET …/occurrences/O/notes answers the note',
  'policies need severity and fix from the note',
  async (s) => {
    const note = await givenNote(s);
    const { name } = await givenOccurrence(s, s.fresh(), note);
    expectEqual(expectOk(await s.get(`/${name}/notes`)), expectOk(await s.get(`/${note}`)), 'the note');
  },
);

add(
  'locations',
  'located parents are collections of their own',
  'the HTTP rules of the API name them',
  async (s) => {
    const project = s.fresh();
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
    const path = `/projects/${s.fresh()}/notes:batchCreate?noteId=x&parent=projects/other&page_size=zz`;
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
  const project = s.fresh();
  expectEqual(expectOk(await s.get(`/projects/${project}/notes`)), {}, 'the list of notes');
  expectEqual(expectOk(await s.get(`/projects/${project}/occurrences`)), {}, 'the list of occurrences');
  const summary = await s.get(`/projects/${project}/occurrences:vulnerabilitySummary`);
  expectEqual(expectOk(summary), {}, 'the summary');
});

add('status-200', 'creating answers 200, never 201', 'clients compare the status', async (s) => {
  const answer = await s.post(`/projects/${s.fresh()}/notes?noteId=n`, noteBody());
  expectEqual(answer.status, 200, 'the status');
  expectThat(
    at(answer.headers, 'content-type') === 'application/json',
    `Content-Type is ${answer.headers['content-type']}`,
  );
});
