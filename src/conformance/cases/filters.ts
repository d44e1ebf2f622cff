import { caseGroup, type Json, type Session, type Version } from '../case.js';
import { expectEqual, expectInvalid, expectOk, listOf } from '../expect.js';
import { filtered, finding, givenNote, givenNotes, givenOccurrences, image, namesAt } from '../fixtures.js';

const { cases, add } = caseGroup('filters');

/** The filter language on lists. */
export const filters = cases;

interface Scene {
  readonly project: string;
  readonly provider: string;
  /** Names of occurrences: a HIGH and a LOW finding on one image, a CRITICAL one on another, and a discovery. */
  readonly high: string;
  readonly low: string;
  readonly elsewhere: string;
  readonly scan: string;
}

async function scene(s: Session): Promise<Scene> {
  const project = s.newProject();
  const provider = s.newProject();
  const note = await givenNote(s, provider, 'CVE-1');
  const [high = '', low = '', elsewhere = ''] = await givenOccurrences(s, project, note, [
    { remediation: 'upgrade it', vulnerability: finding({ effectiveSeverity: 'HIGH', cvssScore: 7.5 }) },
    { vulnerability: finding({ effectiveSeverity: 'LOW' }) },
    { resource: { uri: `${image}x` }, vulnerability: finding({ effectiveSeverity: 'CRITICAL' }) },
  ]);
  const scanner = await givenNote(s, provider, 'scan', { discovery: { analysisKind: 'VULNERABILITY' } });
  const body: Json = {
    resource: { uri: image },
    noteName: scanner,
    discovered: { discovered: { analysisStatus: 'FINISHED_SUCCESS' } },
  };
  const scan = String(expectOk(await s.post(`/projects/${project}/occurrences`, body)).name);
  return { project, provider, high, low, elsewhere, scan };
}

type Expected = (scene: Scene, version: Version) => readonly (readonly [string, readonly string[]])[];

/** Adds a case: filters over the scene, each with the occurrences that it must find. */
function finds(name: string, title: string, why: string, expected: Expected): void {
  add(name, title, why, async (s) => {
    const given = await scene(s);
    for (const [filter, names] of expected(given, s.version))
      expectEqual(
        [...(await filtered(s, given.project, filter))].sort(),
        [...names].sort(),
        `what ${filter} finds`,
      );
  });
}

finds('resource', 'by resource URL under every name', 'every gate filters by it', ({ high, low, scan }) =>
  ['resourceUrl', 'resource_url', 'resourceUri', 'resource_uri', 'resource.uri'].map(
    (field) => [`${field}="${image}"`, [high, low, scan]] as const,
  ),
);

finds(
  'kind',
  'by kind, quoted or bare',
  'kind is the most common filter',
  ({ high, low, elsewhere, scan }) => [
    ['kind="VULNERABILITY"', [high, low, elsewhere]],
    ['kind = VULNERABILITY', [high, low, elsewhere]],
    ['kind="DISCOVERY"', [scan]],
    ['kind!="VULNERABILITY"', [scan]],
    ['kind="BUILD"', []],
  ],
);

finds(
  'note',
  'by name, id and project of the note',
  'one CVE, one provider',
  ({ provider, high, low, elsewhere, scan }) => [
    [`noteName="projects/${provider}/notes/scan"`, [scan]],
    [`note_name="projects/${provider}/notes/scan"`, [scan]],
    ['noteId="CVE-1"', [high, low, elsewhere]],
    ['note_id="scan"', [scan]],
    [`noteProjectId="${provider}"`, [high, low, elsewhere, scan]],
    ['note_project_id="other"', []],
  ],
);

finds('and', 'AND and adjacency narrow', 'gates ask for one image and one kind', ({ high, low }) => [
  [`resourceUrl="${image}" AND kind="VULNERABILITY"`, [high, low]],
  [`resourceUrl="${image}" kind="VULNERABILITY"`, [high, low]],
]);

finds('or', 'OR binds tighter than AND', 'unlike in most languages', ({ high, elsewhere, scan }) => [
  ['vulnerability.effectiveSeverity="HIGH" OR kind="DISCOVERY"', [high, scan]],
  [`resourceUrl="${image}x" AND kind="VULNERABILITY" OR kind="DISCOVERY"`, [elsewhere]],
  [`kind="DISCOVERY" OR kind="VULNERABILITY" AND resourceUrl="${image}x"`, [elsewhere]],
]);

finds('not', 'NOT, - and parentheses', 'to leave out', ({ low, elsewhere, scan }) => [
  ['NOT kind="VULNERABILITY"', [scan]],
  ['-kind="VULNERABILITY"', [scan]],
  ['kind="VULNERABILITY" AND NOT (vulnerability.effectiveSeverity="HIGH")', [low, elsewhere]],
]);

finds('severity', 'severities compare by number', 'at least HIGH', ({ high, low, elsewhere }) => [
  ['vulnerability.effectiveSeverity="HIGH"', [high]],
  ['vulnerability.effective_severity>=HIGH', [high, elsewhere]],
  ['vulnerability.effectiveSeverity<HIGH AND kind="VULNERABILITY"', [low]],
]);

finds(
  'paths',
  'any field of the document',
  'lists match where an element does',
  ({ high, low, elsewhere, scan }, version) => [
    [
      `vulnerability.packageIssue.${version === 'v1' ? 'affectedPackage' : 'affectedLocation.package'}="openssl"`,
      [high, low, elsewhere],
    ],
    ['vulnerability.cvssScore>7', [high]],
    ['remediation:"upgrade"', [high]],
    [`${version === 'v1' ? 'discovery' : 'discovered.discovered'}.analysisStatus="FINISHED_SUCCESS"`, [scan]],
  ],
);

finds(
  'has-prefix',
  'has_prefix(field, "text")',
  'gcloud asks for all digests of an image',
  ({ high, low, elsewhere, scan }) => [
    [`has_prefix(resourceUrl, "${image.slice(0, 30)}")`, [high, low, elsewhere, scan]],
    [`has_prefix(resource_url, "${image}x")`, [elsewhere]],
    ['has_prefix(resourceUrl, "https://elsewhere")', []],
    [`has_suffix(resourceUrl, "${image.slice(-30)}")`, [high, low, scan]],
    ['has_suffix(resource_url, ":none")', []],
  ],
);

finds('gcloud', 'the filters gcloud writes', 'every group in parentheses', ({ high, low }) => [
  [
    `(has_prefix(resourceUrl, "https://registry.example.com")) AND ((kind = "VULNERABILITY") OR (kind = "BUILD")) AND ((resourceUrl = "${image}") OR (resourceUrl = "y"))`,
    [high, low],
  ],
]);

finds(
  'times',
  'by createTime and updateTime',
  'incremental readers ask for what is new',
  ({ high, low, elsewhere, scan }) => [
    ['createTime>"2020-01-01T00:00:00Z"', [high, low, elsewhere, scan]],
    ['update_time<"2020-01-01T00:00:00+02:00"', []],
  ],
);

finds('name', 'by name', 'to fetch a few of them', ({ high, low }) => [
  [`name="${high}" OR name="${low}"`, [high, low]],
]);

finds(
  'empty',
  'an empty filter is no filter',
  'clients always send the parameter',
  ({ high, low, elsewhere, scan }) => [
    ['', [high, low, elsewhere, scan]],
    ['  ', [high, low, elsewhere, scan]],
  ],
);

add('strings', 'literals are Go strings', 'Kritis writes them with %q', async (s) => {
  const project = s.newProject();
  const uris = ['https://example.com/a"b', 'https://example.com/a\\b', 'https://example.com/ü'];
  const names = await givenOccurrences(
    s,
    project,
    await givenNote(s),
    uris.map((uri) => ({ resource: { uri } })),
  );
  for (const [index, literal] of [
    '"https://example.com/a\\"b"',
    '"https://example.com/a\\\\b"',
    '"https://example.com/\\u00fc"',
  ].entries())
    expectEqual(
      await filtered(s, project, `resourceUrl=${literal}`),
      [names[index]],
      `what ${literal} finds`,
    );
});

add('notes', 'notes are filtered by kind, id and fields', 'providers look for theirs', async (s) => {
  const project = s.newProject();
  await givenNotes(s, project, ['CVE-1', 'CVE-2']);
  const scan = await givenNote(s, project, 'scan', { discovery: { analysisKind: 'VULNERABILITY' } });
  for (const [filter, expected] of [
    ['kind="DISCOVERY"', [scan]],
    ['noteId="CVE-2"', [`projects/${project}/notes/CVE-2`]],
    ['vulnerability.severity="HIGH" AND NOT noteId="CVE-1"', [`projects/${project}/notes/CVE-2`]],
  ] as const)
    expectEqual(
      await namesAt(s, `/projects/${project}/notes?filter=${encodeURIComponent(filter)}`, 'notes'),
      expected,
      `what ${filter} finds`,
    );
});

add('note-occurrences', 'the occurrences of a note are filtered', 'who is affected, how badly', async (s) => {
  const { provider, high } = await scene(s);
  const path = `/projects/${provider}/notes/CVE-1/occurrences?filter=${encodeURIComponent('vulnerability.effectiveSeverity="HIGH"')}`;
  expectEqual(await namesAt(s, path, 'occurrences'), [high], 'the occurrences');
});

add('bad-syntax', 'what does not parse is 400', 'never ignored, never a 5xx', async (s) => {
  const project = s.newProject();
  for (const filter of [
    '(',
    '()',
    '-',
    'NOT',
    '"',
    'a~b',
    '~=',
    'kind=',
    '="x"',
    'kind="A',
    'kind=="VULNERABILITY"',
    'kind="VULNERABILITY" AND',
    'kind="\\q"',
    ')',
    'has_prefix(',
    'has_prefix(resourceUrl)',
    'nothing(kind)',
  ]) {
    for (const list of ['notes', 'occurrences'])
      expectInvalid(await s.get(`/projects/${project}/${list}?filter=${encodeURIComponent(filter)}`));
  }
});

add(
  'bad-field',
  'an unknown field or a wrong type is 400',
  'a misspelt filter must not find everything',
  async (s) => {
    const project = s.newProject();
    for (const filter of [
      'resourceUrll="x"',
      'vulnerability.nonsense="x"',
      'kind="NOTHING"',
      'createTime>"yesterday"',
      'vulnerability.cvssScore="high"',
      'word',
    ])
      expectInvalid(await s.get(`/projects/${project}/occurrences?filter=${encodeURIComponent(filter)}`));
  },
);

add('deep', 'excessive nesting is 400', 'no filter may break a server', async (s) => {
  const project = s.newProject();
  const filter = `${'('.repeat(3000)}kind="BUILD"${')'.repeat(3000)}`;
  const { status } = await s.get(`/projects/${project}/occurrences?filter=${encodeURIComponent(filter)}`);
  expectEqual(status, 400, 'the status');
  expectEqual(
    listOf(expectOk(await s.get(`/projects/${project}/occurrences`)), 'occurrences'),
    [],
    'the list after it',
  );
});
