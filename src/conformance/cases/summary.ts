import { caseGroup, type Json, type Session } from '../case.js';
import { expectEqual, expectInvalid, expectOk, listOf } from '../expect.js';
import {
  artifactOf,
  finding,
  fix,
  givenNote,
  givenOccurrence,
  givenOccurrences,
  image,
  location,
  noFix,
} from '../fixtures.js';

const { cases, add } = caseGroup('summary');

/** Counts of vulnerabilities by artifact and severity. */
export const summary = cases;

/** Maps `resource severity` to `[fixable, total]`. An entry without a severity is the total of the resource. */
async function counts(s: Session, project: string, filter = ''): Promise<Record<string, unknown>> {
  const query = filter === '' ? '' : `?filter=${encodeURIComponent(filter)}`;
  const body = expectOk(await s.get(`/projects/${project}/occurrences:vulnerabilitySummary${query}`));
  return Object.fromEntries(
    listOf(body, 'counts').map(({ severity = 'TOTAL', fixableCount, totalCount, ...count }) => [
      `${String(artifactOf(count))} ${String(severity)}`,
      [fixableCount, totalCount],
    ]),
  );
}

function found(severity: string, uri: string, fixedLocation?: Json): Json {
  const issue = fixedLocation === undefined ? {} : { fixedLocation };
  return {
    resource: { uri },
    vulnerability: finding({
      effectiveSeverity: severity,
      packageIssue: [{ affectedLocation: location, ...issue }],
    }),
  };
}

add('counts', 'counts by resource and severity, and a total', 'int64 as text, zero left out', async (s) => {
  const project = s.newProject();
  const other = `${image}x`;
  await givenOccurrences(s, project, await givenNote(s), [
    found('HIGH', image, fix),
    found('HIGH', image),
    found('LOW', image),
    found('CRITICAL', other, fix),
  ]);
  expectEqual(
    await counts(s, project),
    {
      [`${image} TOTAL`]: ['1', '3'],
      [`${image} HIGH`]: ['1', '2'],
      [`${image} LOW`]: [undefined, '1'],
      [`${other} TOTAL`]: ['1', '1'],
      [`${other} CRITICAL`]: ['1', '1'],
    },
    'the counts',
  );
});

add('maximum-is-no-fix', 'a fix at version MAXIMUM is none', 'Kritis reads it as “no fix”', async (s) => {
  const project = s.newProject();
  await givenOccurrences(s, project, await givenNote(s), [found('HIGH', image, noFix)]);
  expectEqual((await counts(s, project))[`${image} HIGH`], [undefined, '1'], 'the count');
});

add('severity', 'effective severity, else severity, else the note’s', 'nothing is uncounted', async (s) => {
  const project = s.newProject();
  await givenOccurrences(s, project, await givenNote(s), [
    { vulnerability: finding({ effectiveSeverity: 'LOW', severity: 'CRITICAL' }) },
    { vulnerability: finding({ severity: 'CRITICAL' }) },
    {},
  ]);
  const seen = await counts(s, project);
  expectEqual(
    ['LOW', 'CRITICAL', 'HIGH'].map((severity) => seen[`${image} ${severity}`]),
    [
      [undefined, '1'],
      [undefined, '1'],
      [undefined, '1'],
    ],
    'the counts of LOW, CRITICAL and HIGH',
  );
});

add('filter', 'the filter narrows the counts', 'by resource URL above all', async (s) => {
  const project = s.newProject();
  await givenOccurrences(s, project, await givenNote(s), [found('HIGH', image), found('LOW', `${image}x`)]);
  const seen = await counts(s, project, `resourceUrl="${image}"`);
  expectEqual(Object.keys(seen).sort(), [`${image} HIGH`, `${image} TOTAL`], 'the entries');
  expectInvalid(await s.get(`/projects/${project}/occurrences:vulnerabilitySummary?filter=%28`));
});

add('only-vulnerabilities', 'other kinds are not counted', 'nor other projects', async (s) => {
  const project = s.newProject();
  const scan = await givenNote(s, project, 'scan', { discovery: { analysisKind: 'VULNERABILITY' } });
  const body = { resource: { uri: image }, noteName: scan, discovered: { discovered: {} } };
  expectOk(await s.post(`/projects/${project}/occurrences`, body));
  await givenOccurrence(s, `${project}x`, await givenNote(s));
  expectEqual(await counts(s, project), {}, 'the counts');
});
