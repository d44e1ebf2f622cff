import { caseGroup, type Json, type Session } from '../case.js';
import { expectEqual, expectInvalid, expectOk, expectThat, listOf } from '../expect.js';
import { finding, givenNote, givenNotes, givenOccurrences, image, nameOf } from '../fixtures.js';

const { cases, add } = caseGroup('paging');

/** Page sizes, tokens and order. */
export const paging = cases;

/** Reads every page of a list and returns the names on each. `between` runs after each page. */
async function walk(
  s: Session,
  path: string,
  member: string,
  pageSize: number,
  between: () => Promise<void> = async () => {},
): Promise<readonly (readonly string[])[]> {
  const pages: string[][] = [];
  let token = '';
  do {
    const query = `pageSize=${pageSize}${token === '' ? '' : `&pageToken=${encodeURIComponent(token)}`}`;
    const page = expectOk(await s.get(`${path}${path.includes('?') ? '&' : '?'}${query}`));
    pages.push(listOf(page, member).map(nameOf));
    token = String(page.nextPageToken ?? '');
    if (token !== '') await between();
    expectThat(pages.length < 1000, 'the pages do not end');
  } while (token !== '');
  return pages;
}

const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `n${String(index).padStart(3, '0')}`);

async function givenFindings(
  s: Session,
  count: number,
): Promise<{ project: string; note: string; names: readonly string[] }> {
  const project = s.newProject();
  const note = await givenNote(s);
  const names = await givenOccurrences(
    s,
    project,
    note,
    Array.from({ length: count }, (): Json => ({})),
  );
  return { project, note, names };
}

add('default', 'pages hold 20 by default', 'for 0 as well as for none', async (s) => {
  const { project, note } = await givenFindings(s, 21);
  await givenNotes(s, project, ids(21));
  for (const [path, member] of [
    [`/projects/${project}/notes`, 'notes'],
    [`/projects/${project}/occurrences`, 'occurrences'],
    [`/${note}/occurrences`, 'occurrences'],
  ] as const) {
    for (const query of ['', '?pageSize=0']) {
      const page = expectOk(await s.get(path + query));
      expectEqual(listOf(page, member).length, 20, `the size of the page of ${path}${query}`);
      expectThat(
        typeof page.nextPageToken === 'string' && page.nextPageToken !== '',
        'there is no nextPageToken',
      );
    }
  }
});

add('bounds', 'negative sizes and sizes over 1000 are 400', 'refused, not clamped', async (s) => {
  const { project, note } = await givenFindings(s, 1);
  for (const path of [
    `/projects/${project}/notes`,
    `/projects/${project}/occurrences`,
    `/${note}/occurrences`,
  ]) {
    for (const size of [-1, 1001, -2147483648, 2147483647])
      expectInvalid(await s.get(`${path}?pageSize=${size}`));
    expectOk(await s.get(`${path}?pageSize=1000`));
  }
});

add('projects-bounds', 'ListProjects refuses negative sizes', 'upstream’s process crashes', async (s) => {
  expectInvalid(await s.get('/projects?pageSize=-1'));
  const { status } = await s.get('/projects?pageSize=1001');
  expectThat(status === 200 || status === 400, `pageSize=1001 returns ${status}`);
});

add(
  'every-size',
  'every page size gives every item once',
  'nothing skipped, nothing twice, no empty last page',
  async (s) => {
    const { project, note, names } = await givenFindings(s, 12);
    await givenNotes(s, project, ids(12));
    for (const size of [1, 5, 6, 12, 13]) {
      for (const [path, member, expected] of [
        [`/projects/${project}/notes`, 'notes', ids(12).map((id) => `projects/${project}/notes/${id}`)],
        [`/projects/${project}/occurrences`, 'occurrences', [...names].sort()],
        [`/${note}/occurrences`, 'occurrences', [...names].sort()],
      ] as const) {
        const pages = await walk(s, path, member, size);
        expectEqual(pages.flat(), expected, `what ${path} lists in pages of ${size}`);
        expectEqual(pages.length, Math.ceil(12 / size), `the number of pages of ${size}`);
      }
    }
  },
);

add('across-projects', 'ListNoteOccurrences pages across projects', 'ordered by full name', async (s) => {
  const note = await givenNote(s);
  const names: string[] = [];
  for (let project = 0; project < 3; project += 1)
    names.push(...(await givenOccurrences(s, s.newProject(), note, [{}, {}, {}])));
  const pages = await walk(s, `/${note}/occurrences`, 'occurrences', 2);
  expectEqual(pages.flat(), names.sort(), 'the occurrences');
});

add('filtered', 'pages of a filtered list are full', 'the filter is part of the query', async (s) => {
  const project = s.newProject();
  const note = await givenNote(s);
  const mixed = Array.from(
    { length: 10 },
    (_, index): Json => ({ resource: { uri: index % 2 === 0 ? image : `${image}x` } }),
  );
  const names = await givenOccurrences(s, project, note, mixed);
  const path = `/projects/${project}/occurrences?filter=${encodeURIComponent(`resourceUrl="${image}"`)}`;
  const pages = await walk(s, path, 'occurrences', 2);
  expectEqual(
    pages.map((page) => page.length),
    [2, 2, 1],
    'the sizes of the pages',
  );
  expectEqual(pages.flat(), names.filter((_, index) => index % 2 === 0).sort(), 'the occurrences');
});

add('projects', 'ListProjects pages', 'every project once', async (s) => {
  const mine = [`projects/${s.newProject()}`, `projects/${s.newProject()}`, `projects/${s.newProject()}`];
  for (const name of mine) expectOk(await s.post('/projects', { name }));
  const found = (await walk(s, '/projects', 'projects', 500)).flat();
  expectEqual(found.filter((name) => mine.includes(name)).sort(), mine.sort(), 'the projects just created');
  expectEqual(found.length, new Set(found).size, 'the number of projects listed');
});

add(
  'damaged-token',
  'a token that the server did not issue is 400',
  'upstream’s process crashes with pageToken=100',
  async (s) => {
    const { project, note } = await givenFindings(s, 3);
    await givenNotes(s, project, ids(3));
    for (const path of [
      `/projects/${project}/notes`,
      `/projects/${project}/occurrences`,
      `/${note}/occurrences`,
      '/projects',
    ]) {
      for (const token of ['100', '-1', 'abc', '%00', 'null', '..', 'A'.repeat(5000)])
        expectInvalid(await s.get(`${path}?pageToken=${token}`));
    }
  },
);

add('altered-token', 'an altered token is 400', 'tokens are opaque and whole', async (s) => {
  const { project } = await givenFindings(s, 3);
  const path = `/projects/${project}/occurrences?pageSize=1`;
  const token = String(expectOk(await s.get(path)).nextPageToken);
  for (const altered of [
    token.slice(0, -1),
    token.slice(1),
    `${token}A`,
    token.toUpperCase(),
    token.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')),
  ]) {
    if (altered !== token) expectInvalid(await s.get(`${path}&pageToken=${encodeURIComponent(altered)}`));
  }
});

add('foreign-token', 'a token of another list is 400', 'it is bound to its parent and filter', async (s) => {
  const first = await givenFindings(s, 3);
  const second = await givenFindings(s, 3);
  const token = String(
    expectOk(await s.get(`/projects/${first.project}/occurrences?pageSize=1`)).nextPageToken,
  );
  const query = `pageSize=1&pageToken=${encodeURIComponent(token)}`;
  expectOk(await s.get(`/projects/${first.project}/occurrences?${query}`));
  expectInvalid(await s.get(`/projects/${second.project}/occurrences?${query}`));
  expectInvalid(await s.get(`/projects/${first.project}/notes?${query}`));
  expectInvalid(
    await s.get(
      `/projects/${first.project}/occurrences?${query}&filter=${encodeURIComponent('kind="BUILD"')}`,
    ),
  );
  const ofNote = String(expectOk(await s.get(`/${first.note}/occurrences?pageSize=1`)).nextPageToken);
  const other = `pageSize=1&pageToken=${encodeURIComponent(ofNote)}`;
  expectOk(await s.get(`/${first.note}/occurrences?${other}`));
  expectInvalid(await s.get(`/${second.note}/occurrences?${other}`));
  expectInvalid(await s.get(`/projects/${first.project}/occurrences?${other}`));
});

add('size-may-change', 'the page size may change between pages', 'clients adapt it', async (s) => {
  const { project, names } = await givenFindings(s, 5);
  const first = expectOk(await s.get(`/projects/${project}/occurrences?pageSize=1`));
  const rest = expectOk(
    await s.get(
      `/projects/${project}/occurrences?pageSize=10&pageToken=${encodeURIComponent(String(first.nextPageToken))}`,
    ),
  );
  expectEqual(listOf(rest, 'occurrences').map(nameOf), [...names].sort().slice(1), 'the second page');
});

add(
  'stable',
  'pages are stable under writes',
  'an item that stays is listed once, whatever else is created and deleted',
  async (s) => {
    const { project, note, names } = await givenFindings(s, 12);
    const [gone, ...stay] = [...names].sort();
    let round = 0;
    const pages = await walk(s, `/projects/${project}/occurrences`, 'occurrences', 3, async () => {
      round += 1;
      if (round === 1) expectOk(await s.remove(`/${gone}`));
      if (round < 3) await givenOccurrences(s, project, note, [{ vulnerability: finding() }]);
    });
    const seen = pages.flat();
    expectEqual(
      seen.filter((name) => stay.includes(name)),
      stay,
      'the occurrences that stayed',
    );
    expectEqual(new Set(seen).size, seen.length, 'the number of names');
  },
);

add('partial-success', 'return_partial_success is accepted', 'Google’s clients send it', async (s) => {
  const { project } = await givenFindings(s, 1);
  const page = expectOk(await s.get(`/projects/${project}/occurrences?returnPartialSuccess=true`));
  expectEqual(page.unreachable, undefined, 'unreachable');
});
