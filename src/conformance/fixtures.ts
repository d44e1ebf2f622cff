import type { Json, Session } from './case.js';
import { Difference } from './case.js';
import { at, expectOk, listOf } from './expect.js';

/** Bodies that every Grafeas server accepts, and steps that set up cases. */

export const image =
  'https://registry.example.com/app@sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a';

export function noteBody(changes: Json = {}): Json {
  return { shortDescription: 'a finding', vulnerability: { severity: 'HIGH' }, ...changes };
}

export const location = {
  cpeUri: 'cpe:/o:debian:debian_linux:12',
  package: 'openssl',
  version: { kind: 'NORMAL', name: '3.0.9' },
};
export const fix = { ...location, version: { kind: 'NORMAL', name: '3.0.11' } };
export const noFix = { ...location, version: { kind: 'MAXIMUM' } };

/** The details of a finding; `changes` replace members of it. */
export function finding(changes: Json = {}): Json {
  return { packageIssue: [{ affectedLocation: location }], ...changes };
}

export function occurrenceBody(noteName: string, changes: Json = {}): Json {
  return { resource: { uri: image }, noteName, vulnerability: finding(), ...changes };
}

/** Creates a note and returns its name. */
export async function givenNote(
  session: Session,
  project = session.newProject(),
  id = 'finding',
  body = noteBody(),
): Promise<string> {
  expectOk(await session.post(`/projects/${project}/notes?noteId=${encodeURIComponent(id)}`, body));
  return `projects/${project}/notes/${id}`;
}

/** Creates an occurrence of a note and returns the response. */
export async function givenOccurrence(
  session: Session,
  project: string,
  noteName: string,
  changes: Json = {},
): Promise<Json & { readonly name: string }> {
  const created = expectOk(
    await session.post(`/projects/${project}/occurrences`, occurrenceBody(noteName, changes)),
  );
  return { ...created, name: nameOf(created) };
}

/** Creates notes with these ids in one call. */
export async function givenNotes(session: Session, project: string, ids: readonly string[]): Promise<void> {
  const notes = Object.fromEntries(ids.map((id) => [id, noteBody()]));
  expectOk(await session.post(`/projects/${project}/notes:batchCreate`, { notes }));
}

/** Creates occurrences in one call, one for each change. Returns their names in order. */
export async function givenOccurrences(
  session: Session,
  project: string,
  noteName: string,
  changes: readonly Json[],
): Promise<readonly string[]> {
  const occurrences = changes.map((change) => occurrenceBody(noteName, change));
  const created = expectOk(
    await session.post(`/projects/${project}/occurrences:batchCreate`, { occurrences }),
  );
  return listOf(created, 'occurrences').map(nameOf);
}

/** The artifact of an occurrence or a count, of either version. */
export function artifactOf(body: Json): unknown {
  return at(body, 'resource', 'uri') ?? body.resourceUri;
}

export function nameOf(body: Json): string {
  const name = at(body, 'name');
  if (typeof name !== 'string') throw new Difference(`name is ${JSON.stringify(name)}, expected a text`);
  return name;
}

/** The names in a list, in order. */
export async function namesAt(session: Session, path: string, member: string): Promise<readonly string[]> {
  return listOf(expectOk(await session.get(path)), member).map(nameOf);
}

/** Names of the occurrences of a project that match a filter. */
export function filtered(session: Session, project: string, filter: string): Promise<readonly string[]> {
  return namesAt(
    session,
    `/projects/${project}/occurrences?filter=${encodeURIComponent(filter)}`,
    'occurrences',
  );
}
