import { caseGroup } from '../case.js';
import {
  at,
  expectEqual,
  expectError,
  expectInvalid,
  expectNotFound,
  expectOk,
  expectThat,
} from '../expect.js';
import { givenNote, givenOccurrence, namesAt, noteBody, occurrenceBody } from '../fixtures.js';

const { cases, add } = caseGroup('gaps');

/** What the upstream server does not check or gets wrong, and what a server should do. */
export const gaps = cases;

const resource = { uri: 'https://example.com/a' };

add(
  'project-not-required',
  'projects need not be created',
  'clients write to projects without creating them',
  async (s) => {
    await givenOccurrence(s, s.newProject(), await givenNote(s));
  },
);

add(
  'note-must-exist',
  'an occurrence of an absent note is 404',
  'upstream’s Postgres store fails with 500',
  async (s) => {
    const project = s.newProject();
    expectNotFound(
      await s.post(`/projects/${project}/occurrences`, occurrenceBody(`projects/${project}/notes/none`)),
    );
    expectEqual(await namesAt(s, `/projects/${project}/occurrences`, 'occurrences'), [], 'what was stored');
  },
);

add(
  'kind-mismatch',
  'an occurrence of another kind than its note is 400',
  'policies trust the kind',
  async (s) => {
    const noteName = await givenNote(s);
    const body = { resource, noteName, discovered: { discovered: {} } };
    expectInvalid(await s.post(`/projects/${s.newProject()}/occurrences`, body));
  },
);

add(
  'kind-derived',
  'kind follows from the member that is set',
  'what the client says is ignored',
  async (s) => {
    const note = expectOk(
      await s.post(`/projects/${s.newProject()}/notes?noteId=n`, noteBody({ kind: 'BUILD' })),
    );
    expectEqual(note.kind, 'VULNERABILITY', 'kind of the note');
    const occurrence = await givenOccurrence(s, s.newProject(), String(note.name), { kind: 'DISCOVERY' });
    expectEqual(occurrence.kind, 'VULNERABILITY', 'kind of the occurrence');
  },
);

add(
  'times',
  'createTime and updateTime are the server’s',
  'equal at creation, whatever the client sends',
  async (s) => {
    const created = '0001-01-01T00:00:00Z';
    const note = expectOk(
      await s.post(
        `/projects/${s.newProject()}/notes?noteId=n`,
        noteBody({ createTime: created, updateTime: created }),
      ),
    );
    const occurrence = await givenOccurrence(s, s.newProject(), String(note.name), { createTime: created });
    for (const { createTime, updateTime } of [note, occurrence]) {
      expectEqual(updateTime, createTime, 'updateTime');
      expectThat(
        Date.parse(String(createTime)) > Date.parse('2020-01-01'),
        `createTime is ${String(createTime)}`,
      );
    }
  },
);

add(
  'update-keeps',
  'an update keeps name, kind and createTime',
  'and an occurrence stays in its list',
  async (s) => {
    const project = s.newProject();
    const before = await givenOccurrence(s, project, await givenNote(s));
    const body = {
      name: 'projects/x/occurrences/y',
      kind: 'BUILD',
      createTime: '2000-01-01T00:00:00Z',
      remediation: 'upgrade',
    };
    const after = expectOk(await s.patch(`/${before.name}`, body));
    expectEqual(
      [after.name, after.kind, after.createTime],
      [before.name, before.kind, before.createTime],
      'name, kind and createTime',
    );
    expectThat(
      Date.parse(String(after.updateTime)) >= Date.parse(String(before.updateTime)),
      `updateTime is ${String(after.updateTime)}`,
    );
    expectEqual(
      await namesAt(s, `/projects/${project}/occurrences`, 'occurrences'),
      [before.name],
      'the list',
    );
  },
);

add(
  'foreign-project',
  'an occurrence is not found under another project',
  'projects are isolated',
  async (s) => {
    const { name } = await givenOccurrence(s, s.newProject(), await givenNote(s));
    const foreign = `/projects/${s.newProject()}/occurrences/${name.split('/').at(-1)}`;
    expectNotFound(await s.get(foreign));
    expectNotFound(await s.patch(foreign, { remediation: 'x' }));
    expectNotFound(await s.remove(foreign));
    expectNotFound(await s.get(`${foreign}/notes`));
    expectOk(await s.get(`/${name}`));
  },
);

add('exact-project', 'a list holds its own project only', 'foo does not list foobar', async (s) => {
  const foo = s.newProject();
  const note = await givenNote(s, `${foo}bar`);
  await givenOccurrence(s, `${foo}bar`, note);
  expectEqual(await namesAt(s, `/projects/${foo}/notes`, 'notes'), [], 'the notes');
  expectEqual(await namesAt(s, `/projects/${foo}/occurrences`, 'occurrences'), [], 'the occurrences');
});

add(
  'delete-note',
  'deleting a note keeps its occurrences',
  'the note behind them is then 404, never 500',
  async (s) => {
    const note = await givenNote(s);
    const { name } = await givenOccurrence(s, s.newProject(), note);
    expectOk(await s.remove(`/${note}`));
    expectOk(await s.get(`/${name}`));
    expectNotFound(await s.get(`/${name}/notes`));
    expectOk(await s.remove(`/${name}`));
  },
);

add('delete-project', 'deleting a project keeps what is in it', 'as upstream does', async (s) => {
  const project = s.newProject();
  const note = await givenNote(s, project);
  expectOk(await s.post('/projects', { name: `projects/${project}` }));
  expectOk(await s.remove(`/projects/${project}`));
  expectOk(await s.get(`/${note}`));
});

add(
  'slsa-only-build',
  'a build with SLSA provenance alone is accepted',
  'upstream’s validator asks for a provenance nobody sent',
  async (s) => {
    const noteName = await givenNote(s, s.newProject(), 'builder', { build: { builderVersion: '1' } });
    const body = {
      resource,
      noteName,
      build: { inTotoSlsaProvenanceV1: { predicateType: 'https://slsa.dev/provenance/v1' } },
    };
    expectOk(await s.post(`/projects/${s.newProject()}/occurrences`, body));
  },
);

add(
  'lenient',
  'what upstream does not validate is accepted',
  'windowsDetails, kind of a secret, generic attestations',
  async (s) => {
    expectOk(
      await s.post(`/projects/${s.newProject()}/notes?noteId=n`, { vulnerability: { windowsDetails: [{}] } }),
    );
    const secret = await givenNote(s, s.newProject(), 'secret', { secret: {} });
    expectOk(
      await s.post(`/projects/${s.newProject()}/occurrences`, { resource, noteName: secret, secret: {} }),
    );
    const noteName = await givenNote(s, s.newProject(), 'qa', { attestationAuthority: {} });
    const attestation = { attestation: { genericSignedAttestation: {} } };
    expectOk(await s.post(`/projects/${s.newProject()}/occurrences`, { resource, noteName, attestation }));
  },
);

add(
  'conflict-names-note',
  'the message of a conflict names the note',
  'upstream prints the name from the body',
  async (s) => {
    const name = await givenNote(s);
    const answer = await s.post(`/${name.replace(/\/finding$/, '')}?noteId=finding`, noteBody());
    expectError(answer, 409, 6, name);
  },
);

add(
  'attach-across-projects',
  'an occurrence may refer to a note of any project',
  'providers and consumers have separate projects',
  async (s) => {
    const note = await givenNote(s);
    const occurrence = await givenOccurrence(s, s.newProject(), note);
    expectEqual(at(expectOk(await s.get(`/${occurrence.name}/notes`)), 'name'), note, 'the note behind it');
  },
);
