import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ContractVersion } from '../../src/kinds/known-kinds.js';
import type { Json } from '../setup/arbitraries.js';
import { versionNames } from '../setup/versions.js';
import { fixtures, resourceFor } from '../unit/importers/reports.js';
import { registryOf, sharedServer } from './two-versions-kit.js';

/** What an import writes is the same in both versions: a report that is new, the same again, and one with fewer findings. */

const { ask, send } = sharedServer();

type Counts = Readonly<Record<'created' | 'updated' | 'unchanged' | 'removed', number>>;
type Imported = Readonly<Record<'notes' | 'occurrences' | 'discovery', Counts>>;

const reportOf = (file: string): Buffer => readFileSync(new URL(`../fixtures/${file}`, import.meta.url));

async function importReport(project: string, file: string, report = reportOf(file)): Promise<Imported> {
  const options = {
    provider: `projects/${project}-notes`,
    misconfig: 'true',
    secrets: 'true',
    packages: 'true',
  };
  const resource = resourceFor(file);
  const query = new URLSearchParams({ ...options, ...(resource !== undefined && { resource }) });
  const path = `/v1beta1/projects/${project}/occurrences:import?${query}`;
  const { status, json, text } = await send({ method: 'POST', path, body: report });
  expect([status, text]).toEqual([200, expect.any(String)]);
  return json as Imported;
}

async function get(version: ContractVersion, path: string): Promise<Json> {
  const { status, body, text } = await ask(version, 'GET', path);
  expect([version, path, status, text]).toEqual([version, path, 200, expect.any(String)]);
  return body;
}
async function occurrencesOf(
  version: ContractVersion,
  project: string,
  filter = '',
): Promise<readonly Json[]> {
  const query = `pageSize=1000&filter=${encodeURIComponent(filter)}`;
  const { occurrences = [], nextPageToken } = await get(version, `projects/${project}/occurrences?${query}`);
  expect(nextPageToken).toBeUndefined();
  return occurrences as readonly Json[];
}
const noteNamesOf = (occurrences: readonly Json[]): string[] => [
  ...new Set(occurrences.map(({ noteName }) => String(noteName))),
];

/** A text of either version: the artifact has the same name. */
const artifactOf = ({ resource, resourceUri }: Json): unknown =>
  resourceUri ?? (resource as Json | undefined)?.uri;

/** What both versions have in the same words. */
const sharedOf = (object: Json): Json => ({
  ...Object.fromEntries(
    [
      'name',
      'noteName',
      'kind',
      'remediation',
      'createTime',
      'updateTime',
      'shortDescription',
      'longDescription',
      'relatedUrl',
    ]
      .filter((member) => object[member] !== undefined)
      .map((member) => [member, object[member]]),
  ),
  artifact: artifactOf(object),
});

interface Stored {
  readonly occurrences: readonly Json[];
  readonly notes: readonly Json[];
  readonly summary: Json;
}
async function storedIn(version: ContractVersion, project: string): Promise<Stored> {
  const occurrences = await occurrencesOf(version, project);
  const notes: Json[] = [];
  for (const name of noteNamesOf(occurrences)) notes.push(await get(version, name));
  return {
    occurrences,
    notes,
    summary: await get(version, `projects/${project}/occurrences:vulnerabilitySummary`),
  };
}

/** The objects as both versions have them; a kind that one version lacks is shown by the other alone. */
function checkAlike(older: readonly Json[], newer: readonly Json[]): void {
  const kindsIn = (version: ContractVersion) => registryOf(version).kinds.map(({ name }) => name);
  const isShared = ({ kind }: Json) =>
    versionNames.every((version) => kindsIn(version).includes(String(kind)));
  for (const [index, one] of older.entries()) {
    const other = newer[index] ?? {};
    const { kind: a, ...before } = sharedOf(one);
    const { kind: b, ...now } = sharedOf(other);
    expect(now).toEqual(before);
    if (isShared(one) || isShared(other)) expect(b).toBe(a);
    else expect([a, b].filter((kind) => kind === undefined).length).toBe(1);
  }
  expect(newer.length).toBe(older.length);
}

/** Both versions say the same of a project; what v1beta1 says. */
async function checkSame(project: string): Promise<Stored> {
  const [older, newer] = [await storedIn('v1beta1', project), await storedIn('v1', project)];
  checkAlike(older.occurrences, newer.occurrences);
  checkAlike(older.notes, newer.notes);
  const counts = ({ summary }: Stored) =>
    ((summary.counts ?? []) as Json[]).map(({ resource, resourceUri, ...count }) => ({
      ...count,
      artifact: artifactOf({ resource, resourceUri }),
    }));
  expect(counts(newer)).toEqual(counts(older));
  for (const version of versionNames) await checkFound(version, project, version === 'v1' ? newer : older);
  return older;
}

/** Each object is got as it is listed, and found by what it is about. */
async function checkFound(version: ContractVersion, project: string, { occurrences }: Stored): Promise<void> {
  for (const listed of occurrences) expect(await get(version, String(listed.name))).toEqual(listed);
  const names = (list: readonly Json[]) => list.map(({ name }) => name);
  const wanted = new Map<string, Json[]>();
  for (const one of occurrences) {
    const [scope, id] = String(one.noteName).split('/notes/');
    for (const filter of [
      ...(one.kind === undefined ? [] : [`kind="${one.kind}"`]),
      `resourceUrl=${JSON.stringify(artifactOf(one))}`,
      `noteProjectId="${scope?.split('/')[1]}" AND noteId=${JSON.stringify(id)}`,
    ])
      wanted.set(filter, [...(wanted.get(filter) ?? []), one]);
  }
  for (const [filter, found] of wanted)
    expect([version, filter, names(await occurrencesOf(version, project, filter))]).toEqual([
      version,
      filter,
      names(found),
    ]);
  for (const note of noteNamesOf(occurrences)) {
    const listed = ((await get(version, `${note}/occurrences?pageSize=1000`)).occurrences ?? []) as Json[];
    const own = occurrences.filter(({ noteName }) => noteName === note);
    expect(names(listed.filter(({ name }) => String(name).startsWith(`projects/${project}/`)))).toEqual(
      names(own),
    );
  }
}

const createdBy = ({ occurrences, discovery }: Imported): number => occurrences.created + discovery.created;

describe.each(fixtures)('the import of %s', (file) => {
  it('is read, found and counted alike by both versions, and changes nothing if it is repeated', async () => {
    const project = file.replace(/\W/g, '-');
    const first = await importReport(project, file);
    const stored = await checkSame(project);
    expect(stored.occurrences.length).toBe(createdBy(first));
    const texts = async () =>
      JSON.stringify([await storedIn('v1beta1', project), await storedIn('v1', project)]);
    const before = await texts();
    const again = await importReport(project, file);
    for (const what of ['notes', 'occurrences', 'discovery'] as const)
      expect([what, again[what]]).toEqual([
        what,
        { created: 0, updated: 0, removed: 0, unchanged: first[what].created + first[what].unchanged },
      ]);
    expect(await texts()).toBe(before);
  });
});

const image = 'trivy/image.json';
interface Trivy {
  readonly Results: readonly { readonly Vulnerabilities?: readonly { readonly VulnerabilityID: string }[] }[];
}
const trivy = JSON.parse(reportOf(image).toString()) as Trivy;
/** Without the one that is stored under another of its ids. */
const idsOf = ({ Results }: Trivy): readonly string[] =>
  [
    ...new Set(
      Results.flatMap(({ Vulnerabilities = [] }) => Vulnerabilities.map((row) => row.VulnerabilityID)),
    ),
  ].filter((id) => !id.startsWith('GHSA-'));
const without = (gone: readonly string[]): Buffer =>
  Buffer.from(
    JSON.stringify({
      ...trivy,
      Results: trivy.Results.map(({ Vulnerabilities, ...result }) => ({
        ...result,
        ...(Vulnerabilities !== undefined && {
          Vulnerabilities: Vulnerabilities.filter((row) => !gone.includes(row.VulnerabilityID)),
        }),
      })),
    }),
  );

it.each(idsOf(trivy).map((_, index) => index + 1))(
  '%i findings less are gone in both versions',
  async (count) => {
    const project = `less-${count}`;
    await importReport(project, image);
    const { occurrences: before } = await checkSame(project);
    const gone = idsOf(trivy).slice(0, count);
    const isGone = ({ noteName }: Json): boolean => gone.some((id) => String(noteName).endsWith(`/${id}`));
    expect(before.filter(isGone).length).toBe(count);
    expect((await importReport(project, image, without(gone))).occurrences).toMatchObject({
      created: 0,
      removed: count,
    });
    const { occurrences: after } = await checkSame(project);
    expect(after.map(({ name }) => name)).toEqual(
      before.filter((one) => !isGone(one)).map(({ name }) => name),
    );
    for (const version of versionNames)
      for (const { name } of before.filter(isGone))
        expect((await ask(version, 'GET', String(name))).status).toBe(404);
  },
);

describe.each(versionNames)('what a client of %s patches between two imports', (version) => {
  it('is the report again in what the report says, and stays in what it does not say', async () => {
    const project = `patched-${version}`;
    await importReport(project, image);
    const [older, newer] = [await storedIn('v1beta1', project), await storedIn('v1', project)];
    const isFinding = ({ kind }: Json): boolean => kind === 'VULNERABILITY';
    const { name, noteName } = newer.occurrences.find(isFinding) as { name: string; noteName: string };
    const patch = async (path: string, mask: string, body: Json) => {
      const { status, text } = await ask(version, 'PATCH', `${path}?updateMask=${mask}`, body);
      expect([status, text]).toEqual([200, expect.any(String)]);
    };
    await patch(name, 'remediation', { remediation: 'by hand' });
    await patch(noteName, 'longDescription', { longDescription: 'by hand' });
    // v1 alone has the places of a package.
    const fileLocation = [{ filePath: '/usr/lib/libtlskit3.so' }];
    const withPlace = (one: Json): Json => {
      const vulnerability = structuredClone(one.vulnerability) as { packageIssue: Json[] };
      (vulnerability.packageIssue[0] as Json).fileLocation = fileLocation;
      return { ...one, vulnerability };
    };
    const places = (one: Json) => (version === 'v1' && one.name === name ? withPlace(one) : one);
    if (version === 'v1')
      await patch(name, 'vulnerability.packageIssue', {
        vulnerability: places(newer.occurrences.find(isFinding) as Json).vulnerability,
      });

    expect((await importReport(project, image)).occurrences).toMatchObject({
      created: 0,
      updated: 1,
      removed: 0,
    });
    await checkSame(project);
    const changed = (member: string) => (object: Json) => ({ ...object, [member]: expect.any(String) });
    const noteOf = (one: Json) =>
      one.name === noteName ? { ...changed('updateTime')(one), longDescription: 'by hand' } : one;
    const timed = (one: Json) => (one.name === name ? changed('updateTime')(one) : one);
    const [olderNow, newerNow] = [await storedIn('v1beta1', project), await storedIn('v1', project)];
    expect(olderNow.occurrences).toEqual(older.occurrences.map(timed));
    expect(newerNow.occurrences).toEqual(newer.occurrences.map((one) => timed(places(one))));
    expect(olderNow.notes).toEqual(older.notes.map(noteOf));
    expect(newerNow.notes).toEqual(newer.notes.map(noteOf));
  });
});
