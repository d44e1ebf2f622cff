import { type ApiError, invalidField } from './errors.js';
import { limits } from './limits.js';

/**
 * The parent of notes and occurrences: `P` for `projects/P`, or `P/locations/L` for a location of it. An id cannot hold a
 * slash, so the text is unambiguous. The collections of a location and of its project are separate.
 */
export type Scope = string;

export interface NoteKey {
  readonly scope: Scope;
  readonly id: string;
}

export interface OccurrenceKey {
  readonly scope: Scope;
  readonly id: string;
}

/** Attestors belong to a project, never to a location of it. */
export interface AttestorKey {
  /** The project. */
  readonly scope: Scope;
  readonly id: string;
}

/** Policies belong to a project; the id of the policy of the project itself is empty. */
export interface PolicyKey {
  /** The project. */
  readonly scope: Scope;
  readonly id: string;
}

/** Characters of the longest name: three ids and the words between them. */
const maxLength = 3 * limits.id + 100;

/** The project of a scope; grants apply to projects. */
export function projectOf(scope: Scope): string {
  const slash = scope.indexOf('/');
  return slash < 0 ? scope : scope.slice(0, slash);
}

export function formatParent(scope: Scope): string {
  return `projects/${scope}`;
}

export function formatNoteName(key: NoteKey): string {
  return `projects/${key.scope}/notes/${key.id}`;
}

export function formatOccurrenceName(key: OccurrenceKey): string {
  return `projects/${key.scope}/occurrences/${key.id}`;
}

export function formatAttestorName(key: AttestorKey): string {
  return `projects/${key.scope}/attestors/${key.id}`;
}

export function formatPolicyName({ scope, id }: PolicyKey): string {
  return id === '' ? `projects/${scope}/policy` : `projects/${scope}/platforms/gke/policies/${id}`;
}

/** Parses `projects/P`. Throws INVALID_NAME naming `field`. */
export function parseProjectName(name: string, field: string): string {
  const parts = partsOf(name);
  if (parts.length !== 2 || parts[0] !== 'projects' || !isId(parts[1]))
    throw badName(name, field, 'projects/PROJECT');
  checkOneProject(parts[1], field);
  return parts[1];
}

/** All projects together (AIP-159), which are only read: `projects/-`. Nothing is stored under it. */
export const allProjects: Scope = '-';

/** @throws INVALID_NAME where the project is `-`. */
function checkOneProject(project: string, field: string): void {
  if (project === allProjects)
    throw invalidName(
      field,
      '"projects/-" stands for all projects, which can only be listed and counted together; name one project',
    );
}

/** Parses `projects/P` or `projects/P/locations/L`. Throws INVALID_NAME naming `field`, also for `projects/-` and `locations/-`. */
export function parseParent(name: string, field: string): Scope {
  const scope = parseReadParent(name, field);
  checkOneProject(scope, field);
  return scope;
}

/** The parent of what reads all projects together: one of `parseParent`, or `projects/-`. Throws INVALID_NAME naming `field`. */
export function parseReadParent(name: string, field: string): Scope {
  const scope = parseListParent(name, field);
  if (!isOfAllLocations(scope)) return scope;
  const description = `${JSON.stringify(name)} means all locations of the project, which only ListOccurrences supports; name one location`;
  throw invalidName(field, description);
}

/** The parent of ListOccurrences: one of `parseReadParent`, or `projects/P/locations/-`. Throws INVALID_NAME naming `field`. */
export function parseListParent(name: string, field: string): Scope {
  const scope = scopeOf(partsOf(name));
  if (scope === undefined) throw badName(name, field, 'projects/PROJECT');
  if (scope !== allProjects && projectOf(scope) === allProjects)
    throw invalidName(
      field,
      '"projects/-" stands for all projects with all their locations; write projects/-',
    );
  return scope;
}

/** Whether a scope means all locations of its project (AIP-159). Nothing is stored under it. */
export function isOfAllLocations(scope: Scope): boolean {
  return scope.endsWith('/locations/-');
}

/** Parses `projects/P[/locations/L]/notes/N`. Throws INVALID_NAME naming `field`. */
export function parseNoteName(name: string, field: string): NoteKey {
  return parseChild(name, field, 'notes', 'NOTE');
}

/** Parses `projects/P[/locations/L]/occurrences/O`. Throws INVALID_NAME naming `field`. */
export function parseOccurrenceName(name: string, field: string): OccurrenceKey {
  return parseChild(name, field, 'occurrences', 'OCCURRENCE');
}

/** Parses `projects/P/attestors/A`. Throws INVALID_NAME naming `field`. */
export function parseAttestorName(name: string, field: string): AttestorKey {
  const key = parseChild(name, field, 'attestors', 'ATTESTOR');
  if (key.scope !== projectOf(key.scope)) throw badName(name, field, 'projects/PROJECT/attestors/ATTESTOR');
  return key;
}

/** Parses `projects/P/policy`. Throws INVALID_NAME naming `field`. */
export function parseProjectPolicyName(name: string, field: string): PolicyKey {
  const [projects, project, policy, ...rest] = partsOf(name);
  if (projects !== 'projects' || !isId(project) || policy !== 'policy' || rest.length > 0)
    throw badName(name, field, 'projects/PROJECT/policy');
  checkOneProject(project, field);
  return { scope: project, id: '' };
}

/** Parses `projects/P/platforms/gke/policies/ID`. Throws INVALID_NAME naming `field`. */
export function parsePlatformPolicyName(name: string, field: string): PolicyKey {
  const parts = partsOf(name);
  const id = parts.at(-1);
  if (parts.length !== 6 || parts[4] !== 'policies' || !isId(id))
    throw badName(name, field, 'projects/PROJECT/platforms/gke/policies/POLICY');
  return { scope: parsePlatformName(parts.slice(0, 4).join('/'), field), id };
}

/** Parses either of the two. Throws INVALID_NAME naming `field`. */
export function parsePolicyName(name: string, field: string): PolicyKey {
  return name.endsWith('/policy') && partsOf(name).length === 3
    ? parseProjectPolicyName(name, field)
    : parsePlatformPolicyName(name, field);
}

/** Parses `projects/P/platforms/gke`, the only platform there is, to the project. Throws INVALID_NAME naming `field`. */
export function parsePlatformName(name: string, field: string): string {
  const [projects, project, platforms, platform, ...rest] = partsOf(name);
  const isPlatform = projects === 'projects' && platforms === 'platforms' && rest.length === 0;
  if (!isPlatform || !isId(project) || platform !== 'gke')
    throw badName(name, field, 'projects/PROJECT/platforms/gke');
  checkOneProject(project, field);
  return project;
}

function parseChild(
  name: string,
  field: string,
  collection: string,
  placeholder: string,
): { scope: Scope; id: string } {
  const parts = partsOf(name);
  const id = parts.at(-1);
  const scope = parts.at(-2) === collection ? scopeOf(parts.slice(0, -2)) : undefined;
  if (scope === undefined || !isId(id))
    throw badName(name, field, `projects/PROJECT/${collection}/${placeholder}`);
  return { scope, id };
}

/** The parts between slashes; none if the text is longer than any name. */
function partsOf(name: string): readonly string[] {
  return name.length > maxLength ? [] : name.split('/');
}

function scopeOf(parts: readonly string[]): Scope | undefined {
  if (parts[0] !== 'projects' || !isId(parts[1])) return undefined;
  if (parts.length === 2) return parts[1];
  if (parts.length !== 4 || parts[2] !== 'locations' || !isId(parts[3])) return undefined;
  return `${parts[1]}/locations/${parts[3]}`;
}

/** Ids are any non-empty text of bounded length without a slash that a database can keep (no NUL, no lone surrogate). */
export function isId(id: string | undefined): id is string {
  return (
    id !== undefined &&
    id !== '' &&
    !id.includes('/') &&
    isStorableText(id) &&
    Buffer.byteLength(id) <= limits.id
  );
}

export const idRule = `must be 1 to ${limits.id} bytes of text without "/" or NUL`;

/** The id that a caller gives to something new. Throws INVALID_NAME naming `field`. */
export function checkId(id: string, field: string): string {
  if (id === '') throw invalidName(field, 'must be specified');
  if (!isId(id)) throw invalidName(field, idRule);
  return id;
}

/** Whether a string can be kept by every backend: valid Unicode without NUL. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

function badName(name: string, field: string, form: string): ApiError {
  const shown = name.length > 200 ? `${name.slice(0, 200)}…` : name;
  return invalidName(field, `${JSON.stringify(shown)} must have the form ${form}`);
}

function invalidName(field: string, description: string): ApiError {
  return invalidField(field, description, 'INVALID_NAME');
}
