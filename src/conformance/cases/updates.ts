import { caseGroup, type Json, type Session } from '../case.js';
import { at, expectEqual, expectInvalid, expectOk, expectThat } from '../expect.js';
import { finding, fix, givenNote, givenOccurrence, image, location, noteBody } from '../fixtures.js';

const { cases, add } = caseGroup('updates');

/** Updates and their masks. */
export const updates = cases;

const updated = '2024-05-01T12:00:00Z';
const full = noteBody({
  longDescription: 'long',
  relatedUrl: [{ url: 'https://a.example.com', label: 'a' }],
  vulnerability: { severity: 'HIGH', cvssScore: 7.5, sourceUpdateTime: updated },
});

/** Details of the note, in the version of the session. */
function detailsIn(s: Session, details: Json): unknown {
  return s.toVersion('/notes', { vulnerability: { ...details, sourceUpdateTime: updated } }).vulnerability;
}

/** Patches a complete note and returns the result. */
async function patched(s: Session, query: string, body: Json): Promise<Json> {
  const name = await givenNote(s, s.newProject(), 'n', full);
  const after = expectOk(await s.patch(`/${name}${query}`, body));
  expectEqual(expectOk(await s.get(`/${name}`)), after, 'the note read back');
  return after;
}

add(
  'derived-mask',
  'without a mask only what the body sets is changed',
  'PATCH is a partial update',
  async (s) => {
    const after = await patched(s, '', { shortDescription: 'new', vulnerability: { severity: 'LOW' } });
    expectEqual(after.shortDescription, 'new', 'shortDescription');
    expectEqual(after.longDescription, 'long', 'longDescription');
    expectEqual(after.vulnerability, detailsIn(s, { cvssScore: 7.5, severity: 'LOW' }), 'vulnerability');
  },
);

add('null-clears', 'null clears a field', 'the derived mask names it', async (s) => {
  const after = await patched(s, '', { longDescription: null, vulnerability: { cvssScore: null } });
  expectEqual(after.longDescription, undefined, 'longDescription');
  expectEqual(after.vulnerability, detailsIn(s, { severity: 'HIGH' }), 'vulnerability');
  expectEqual(after.shortDescription, 'a finding', 'shortDescription');
});

add('lists-replaced', 'lists are replaced, not merged', 'their path is the list itself', async (s) => {
  const after = await patched(s, '', { relatedUrl: [{ url: 'https://b.example.com' }] });
  expectEqual(after.relatedUrl, [{ url: 'https://b.example.com' }], 'relatedUrl');
});

add('empty-body', 'an empty body changes nothing', 'the derived mask is empty', async (s) => {
  const after = await patched(s, '', {});
  for (const member of ['shortDescription', 'longDescription', 'relatedUrl', 'vulnerability'])
    expectEqual(after[member], s.toVersion('/notes', full)[member], member);
});

add('not-an-object', 'a body that is no object is 400', 'null is not an empty body', async (s) => {
  const name = await givenNote(s, s.newProject(), 'n', full);
  for (const body of ['null', '[]', '1']) expectInvalid(await s.patch(`/${name}`, body));
});

add('explicit-mask', 'an explicit mask replaces the derived one', 'what it leaves out stays', async (s) => {
  const body = { shortDescription: 'new', longDescription: 'new' };
  const after = await patched(s, '?updateMask=short_description', body);
  expectEqual([after.shortDescription, after.longDescription], ['new', 'long'], 'the descriptions');
});

add('mask-clears', 'a masked field the body lacks is cleared', 'this is how one unsets', async (s) => {
  const after = await patched(s, '?updateMask=longDescription,relatedUrl', { shortDescription: 'ignored' });
  expectEqual(
    [after.shortDescription, after.longDescription, after.relatedUrl],
    ['a finding', undefined, undefined],
    'the fields',
  );
});

add('mask-star', '* replaces everything that can change', 'name, kind and createTime stay', async (s) => {
  const after = await patched(s, '?updateMask=*', { shortDescription: 'new', vulnerability: {} });
  expectEqual(
    [after.shortDescription, after.longDescription, after.vulnerability],
    ['new', undefined, s.toVersion('/notes', { vulnerability: {} }).vulnerability],
    'the fields',
  );
  expectEqual(after.kind, 'VULNERABILITY', 'kind');
  expectThat(typeof after.createTime === 'string', 'createTime is absent');
});

add(
  'mask-spellings',
  'masks in camelCase and snake_case',
  'Voucher sends short_description, Google’s clients shortDescription',
  async (s) => {
    for (const mask of [
      'short_description',
      'shortDescription',
      'update_mask.paths=',
      'short_description,vulnerability.cvss_score',
      'vulnerability.cvssScore,shortDescription',
    ]) {
      const query = mask.endsWith('=') ? '?update_mask.paths=short_description' : `?update_mask=${mask}`;
      expectEqual(
        (await patched(s, query, { shortDescription: 'new' })).shortDescription,
        'new',
        `shortDescription with ${mask}`,
      );
    }
  },
);

add('nested-mask', 'a path into a message changes only that', 'the rest of the details stays', async (s) => {
  const after = await patched(s, '?updateMask=vulnerability.severity', {
    vulnerability: { severity: 'LOW', cvssScore: 1 },
  });
  expectEqual(after.vulnerability, detailsIn(s, { cvssScore: 7.5, severity: 'LOW' }), 'vulnerability');
});

add('unknown-path', 'a path that does not exist is 400', 'a misspelt mask must not be a no-op', async (s) => {
  const name = await givenNote(s);
  for (const mask of [
    'nonsense',
    'vulnerability.nonsense',
    'short_description.x',
    'shortDescription,nonsense',
    ',',
  ])
    expectInvalid(await s.patch(`/${name}?updateMask=${mask}`, { shortDescription: 'x' }), 'mask');
});

add(
  'output-only',
  'output-only fields in masks and bodies are ignored',
  'read-modify-write bodies hold them',
  async (s) => {
    const name = await givenNote(s, s.newProject(), 'n', full);
    const before = expectOk(await s.get(`/${name}`));
    const changed = {
      ...before,
      shortDescription: 'new',
      updateTime: '2000-01-01T00:00:00Z',
      createTime: '2000-01-01T00:00:00Z',
    };
    const after = expectOk(await s.patch(`/${name}`, changed));
    expectEqual(
      { ...after, updateTime: '' },
      { ...before, shortDescription: 'new', updateTime: '' },
      'the note',
    );
    const masked = expectOk(
      await s.patch(`/${name}?updateMask=name,kind,create_time,update_time`, { name: 'x', kind: 'BUILD' }),
    );
    expectEqual(
      [masked.name, masked.kind, masked.createTime],
      [before.name, before.kind, before.createTime],
      'name, kind and createTime',
    );
  },
);

async function occurrence(s: Session): Promise<Json & { readonly name: string }> {
  return givenOccurrence(s, s.newProject(), await givenNote(s), { remediation: 'upgrade' });
}

add(
  'without-note-name',
  'an occurrence is changed without repeating noteName',
  'upstream returns 400',
  async (s) => {
    const { name, noteName } = await occurrence(s);
    const after = expectOk(await s.patch(`/${name}`, { remediation: 'wait' }));
    expectEqual([after.remediation, after.noteName], ['wait', noteName], 'remediation and noteName');
  },
);

add(
  'immutable-unchanged',
  'immutable fields may be repeated',
  'read-modify-write bodies hold them',
  async (s) => {
    const before = await occurrence(s);
    const after = expectOk(await s.patch(`/${before.name}`, { ...before, remediation: 'wait' }));
    expectEqual(
      { ...after, updateTime: '' },
      { ...before, remediation: 'wait', updateTime: '' },
      'the occurrence',
    );
  },
);

add(
  'immutable-changed',
  'changing resource, noteName or kind is 400',
  'an occurrence stays about its artifact',
  async (s) => {
    const before = await occurrence(s);
    const other = await givenNote(s);
    const discovered = { discovered: { discovered: {} } };
    for (const [query, body] of [
      ['', { resource: { uri: `${image}x` } }],
      ['?updateMask=resource', { resource: { uri: `${image}x` } }],
      ['?updateMask=resource.uri', { resource: { uri: `${image}x` } }],
      ['', { noteName: other }],
      ['?updateMask=noteName', { noteName: other }],
      ['', discovered],
      ['?updateMask=discovered', discovered],
      ['?updateMask=*', { resource: { uri: image }, noteName: other, vulnerability: finding() }],
    ] as const)
      expectInvalid(await s.patch(`/${before.name}${query}`, body));
    expectEqual(expectOk(await s.get(`/${before.name}`)).updateTime, before.updateTime, 'updateTime');
    const name = await givenNote(s);
    expectInvalid(await s.patch(`/${name}`, { discovery: { analysisKind: 'VULNERABILITY' } }));
  },
);

add('validated', 'the merged result is validated', 'and nothing is stored when it is invalid', async (s) => {
  const before = await occurrence(s);
  expectInvalid(await s.patch(`/${before.name}`, { vulnerability: { packageIssue: [] } }));
  expectInvalid(
    await s.patch(`/${before.name}`, { vulnerability: { packageIssue: [{ fixedLocation: fix }] } }),
  );
  expectEqual(expectOk(await s.get(`/${before.name}`)), before, 'the occurrence');
  const packageIssue = [{ affectedLocation: location, fixedLocation: fix }];
  const after = expectOk(await s.patch(`/${before.name}`, { vulnerability: { packageIssue } }));
  const fixed = at(
    s.toVersion('/occurrences', { vulnerability: { packageIssue } }),
    'vulnerability',
    'packageIssue',
    0,
  );
  for (const member of ['fixedLocation', 'fixedPackage', 'fixedVersion'])
    expectEqual(at(after, 'vulnerability', 'packageIssue', 0, member), at(fixed, member), member);
});

add('update-time', 'updateTime changes, createTime stays', 'incremental readers filter on it', async (s) => {
  const before = await occurrence(s);
  await new Promise((resolve) => setTimeout(resolve, 10));
  const after = expectOk(await s.patch(`/${before.name}`, { remediation: 'wait' }));
  expectThat(
    Date.parse(String(after.updateTime)) > Date.parse(String(before.updateTime)),
    `updateTime is ${String(after.updateTime)}`,
  );
  expectEqual(after.createTime, before.createTime, 'createTime');
});
