import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ContractVersion } from '../../src/kinds/known-kinds.js';
import type { Json } from '../setup/arbitraries.js';
import { versionNames } from '../setup/versions.js';
import { fixtures, resourceFor } from '../unit/importers/reports.js';
import { type Ask, registryOf, sharedServer } from './two-versions-kit.js';

/** Imports of reports, as both versions return what they have written. */

let send: ReturnType<typeof sharedServer>['send'];
export let ask: Ask;

/** The tests of this file import into a server of its own. */
export function useReportServer(): void {
  ({ send, ask } = sharedServer());
}

type Counts = Readonly<Record<'created' | 'updated' | 'unchanged' | 'removed', number>>;
type Imported = Readonly<Record<'notes' | 'occurrences' | 'discovery', Counts>>;

export const reportOf = (file: string): Buffer =>
  readFileSync(new URL(`../fixtures/${file}`, import.meta.url));

export async function importReport(
  project: string,
  file: string,
  report = reportOf(file),
): Promise<Imported> {
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
export async function storedIn(version: ContractVersion, project: string): Promise<Stored> {
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
export async function checkSame(project: string): Promise<Stored> {
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

const toolOf = (file: string): string => file.slice(0, file.indexOf('/'));
/** One report of each tool. */
export const firstReports: readonly string[] = fixtures.filter(
  (file, index) => toolOf(file) !== toolOf(fixtures[index - 1] ?? '/'),
);

/** Declares tests that import the reports of these files. */
export function describeImports(files: readonly string[]): void {
  describe.each(files)('the import of %s', (file) => {
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
}
