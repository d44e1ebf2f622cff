import { caseGroup } from '../case.js';
import { at, expectEqual, expectInvalid, expectNotFound, expectOk } from '../expect.js';
import {
  filtered,
  finding,
  fix,
  givenNote,
  givenOccurrence,
  givenOccurrences,
  image,
  location,
  nameOf,
  noteBody,
  occurrenceBody,
} from '../fixtures.js';

const { cases, add } = caseGroup('clients');

/** Requests that real clients send, and what they need. */
export const clients = cases;

const old = { severity: 'HIGH', packageIssue: [{ affectedLocation: location }] };

add(
  'v1alpha1-kinds',
  'filters know the kinds of v1alpha1',
  'Kritis asks for kind="PACKAGE_VULNERABILITY"',
  async (s) => {
    const project = s.newProject();
    const provider = s.newProject();
    const { name } = await givenOccurrence(s, project, await givenNote(s, provider, 'PACKAGE_VULNERABILITY'));
    for (const filter of [
      `resource_url="${image}" AND kind="PACKAGE_VULNERABILITY"`,
      `resourceUrl="${image}" AND noteProjectId="${provider}" AND noteId="PACKAGE_VULNERABILITY"`,
    ])
      expectEqual(await filtered(s, project, filter), [name], `what ${filter} finds`);
    for (const kind of [
      'BUILD_DETAILS',
      'IMAGE_BASIS',
      'PACKAGE_MANAGER',
      'DEPLOYABLE',
      'ATTESTATION_AUTHORITY',
    ])
      expectEqual(await filtered(s, project, `kind="${kind}"`), [], `what kind ${kind} finds`);
  },
);

add(
  'effective-severity',
  'effectiveSeverity is always filled',
  'Kritis reads only this, and unset passes every policy',
  async (s) => {
    const note = await givenNote(s);
    const severity = async (vulnerability: object) =>
      at(
        await givenOccurrence(s, s.newProject(), note, { vulnerability }),
        'vulnerability',
        'effectiveSeverity',
      );
    expectEqual(await severity({ ...old, effectiveSeverity: 'LOW' }), 'LOW', 'effectiveSeverity as sent');
    expectEqual(
      await severity({ ...old, severity: 'CRITICAL' }),
      'CRITICAL',
      'effectiveSeverity from severity',
    );
    expectEqual(await severity(finding()), 'HIGH', 'effectiveSeverity from the note');
  },
);

add('fixed-location', 'a fixedLocation without version is 400', 'Kritis dereferences it', async (s) => {
  const noteName = await givenNote(s);
  const post = (fixedLocation: object) =>
    s.post(
      `/projects/${s.newProject()}/occurrences`,
      occurrenceBody(noteName, {
        vulnerability: { packageIssue: [{ affectedLocation: location, fixedLocation }] },
      }),
    );
  expectInvalid(await post({ cpeUri: fix.cpeUri, package: fix.package }), 'version');
  expectOk(await post(fix));
});

add(
  'attestations-only',
  'a list of attestations holds nothing else',
  'Kritis decides on the whole list',
  async (s) => {
    const project = s.newProject();
    await givenOccurrence(s, project, await givenNote(s));
    const noteName = await givenNote(s, s.newProject(), 'qa', {
      attestationAuthority: { hint: { humanReadableName: 'qa' } },
    });
    const attestation = { attestation: { pgpSignedAttestation: { signature: 'x', pgpKeyId: 'AB12' } } };
    const created = expectOk(
      await s.post(`/projects/${project}/occurrences`, { resource: { uri: image }, noteName, attestation }),
    );
    for (const kind of ['ATTESTATION', 'ATTESTATION_AUTHORITY'])
      expectEqual(await filtered(s, project, `kind="${kind}"`), [nameOf(created)], `what kind ${kind} finds`);
  },
);

add('thousand', '1,000 occurrences of an image come in one page', 'ordinary for an old image', async (s) => {
  const project = s.newProject();
  const names = await givenOccurrences(
    s,
    project,
    await givenNote(s),
    Array.from({ length: 1000 }, () => ({})),
  );
  const path = `/projects/${project}/occurrences?pageSize=1000&filter=${encodeURIComponent(`resourceUrl="${image}"`)}`;
  const page = expectOk(await s.get(path));
  expectEqual(
    (page.occurrences as { name: string }[]).map(({ name }) => name),
    [...names].sort(),
    'the page',
  );
  expectEqual(page.nextPageToken, undefined, 'nextPageToken');
});

add(
  'read-your-writes',
  'what was written is listed at once',
  'a gate asks right after the scan',
  async (s) => {
    const project = s.newProject();
    const note = await givenNote(s);
    for (let round = 0; round < 5; round += 1) {
      const { name } = await givenOccurrence(s, project, note, { resource: { uri: `${image}${round}` } });
      expectEqual(
        await filtered(s, project, `resourceUrl="${image}${round}"`),
        [name],
        'the list after the write',
      );
      expectOk(await s.remove(`/${name}`));
      expectEqual(
        await filtered(s, project, `resourceUrl="${image}${round}"`),
        [],
        'the list after the delete',
      );
    }
  },
);

add('numeric-enums', 'enums by number anywhere', 'Google’s REST transports send numbers', async (s) => {
  const note = expectOk(
    await s.post(`/projects/${s.newProject()}/notes?noteId=n`, { kind: 1, vulnerability: { severity: 4 } }),
  );
  expectEqual(
    [note.kind, at(note, 'vulnerability', 'severity')],
    ['VULNERABILITY', 'HIGH'],
    'kind and severity',
  );
});

add('output-fields', 'output-only fields in a body are ignored', 'Voucher sends year 1', async (s) => {
  const body = noteBody({
    name: '',
    kind: 'NOTE_KIND_UNSPECIFIED',
    createTime: '0001-01-01T00:00:00Z',
    updateTime: '0001-01-01T00:00:00Z',
  });
  expectOk(await s.post(`/projects/${s.newProject()}/notes?noteId=n`, body));
});

add(
  'alt',
  '$alt=json;enum-encoding=int is honoured',
  'Google’s REST transports ask for numbers',
  async (s) => {
    const name = await givenNote(s);
    for (const query of [
      '$alt=json;enum-encoding=int',
      '%24alt=json%3Benum-encoding%3Dint',
      '$alt=json%3Benum-encoding=int',
    ]) {
      const note = expectOk(await s.get(`/${name}?${query}`));
      expectEqual(
        [note.kind, at(note, 'vulnerability', 'severity')],
        [1, 4],
        `kind and severity with ${query}`,
      );
    }
    expectEqual(expectOk(await s.get(`/${name}?$alt=json`)).kind, 'VULNERABILITY', 'kind with $alt=json');
    expectOk(await s.get(`/${name}?$alt=media&$fields=name&$prettyPrint=true&x-goog-api-client=a`));
  },
);

add('alt-list', 'numeric enums in lists and after writes', 'the option is on every call', async (s) => {
  const project = s.newProject();
  const path = `/projects/${project}/notes`;
  const note = expectOk(await s.post(`${path}?noteId=n&$alt=json;enum-encoding=int`, noteBody()));
  expectEqual(note.kind, 1, 'kind after create');
  const list = expectOk(await s.get(`${path}?$alt=json;enum-encoding=int&pageSize=1`));
  expectEqual(at(list, 'notes', 0, 'kind'), 1, 'kind in the list');
});

add('masks', 'updateMask in every spelling', 'Voucher sends updateMask=short_description', async (s) => {
  for (const query of [
    'updateMask=short_description',
    'update_mask=shortDescription',
    'updateMask=shortDescription%2Clong_description',
  ]) {
    const name = await givenNote(s);
    const note = expectOk(await s.patch(`/${name}?${query}&$alt=json`, { shortDescription: 'new' }));
    expectEqual(note.shortDescription, 'new', `shortDescription with ${query}`);
  }
});

add('chunked', 'chunked bodies', 'Voucher and totoify-grafeas stream theirs', async (s) => {
  const text = JSON.stringify(s.toVersion('/notes', noteBody()));
  const body = [text.slice(0, 10), text.slice(10, 20), text.slice(20)];
  const path = `/v1beta1/projects/${s.newProject()}/notes?noteId=n`;
  expectOk(await s.send({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body }));
});

add(
  'get-with-content-type',
  'GET with a Content-Type and no body',
  'some clients set it on every call',
  async (s) => {
    const path = `/v1beta1/${await givenNote(s)}`;
    expectOk(await s.send({ method: 'GET', path, headers: { 'content-type': 'application/json' } }));
  },
);

add('post-without-content-type', 'POST without a Content-Type', 'curl scripts forget it', async (s) => {
  const path = `/v1beta1/projects/${s.newProject()}/notes?noteId=n`;
  expectOk(await s.send({ method: 'POST', path, body: JSON.stringify(s.toVersion('/notes', noteBody())) }));
});

add(
  'absent-note',
  'ListNoteOccurrences before the note exists is 404',
  'Kritis creates the note then',
  async (s) => {
    expectNotFound(await s.get(`/projects/${s.newProject()}/notes/qa/occurrences`));
  },
);

add('guide-name', 'names such as v1beta1/projects/x are refused', 'Kritis’ own guide has them', async (s) => {
  expectInvalid(
    await s.post(`/projects/${s.newProject()}/occurrences`, occurrenceBody('v1beta1/projects/x/notes/y')),
  );
  const { status } = await s.get('/v1beta1/projects/x');
  expectEqual(status, 404, 'the status of a doubled version');
});

add('api-key', 'API-key headers are ignored', 'all Google libraries send some', async (s) => {
  const headers = {
    'x-goog-api-key': 'abc',
    'x-goog-api-client': 'gl-node/20',
    'x-goog-request-params': 'name=x',
    'user-agent': 'x',
  };
  expectOk(await s.send({ method: 'GET', path: `/v1beta1/${await givenNote(s)}`, headers }));
});
