import { invalidReport, pointerTo, textIn, type View, viewIn, viewsIn } from '../common/json-view.js';
import { parsePurl } from '../common/purl.js';
import type { Reading } from '../common/reading.js';
import { formatImage, parseImage } from '../common/resource-uri.js';

/** An artifact that signed bytes name by a digest. */
export interface NamedArtifact {
  readonly name: string;
  /** `sha256`, …, and hex digits in lower case; the strongest first. */
  readonly digests: ReadonlyMap<string, string>;
  readonly pointer: string;
}

/** An artifact and the resource that stands for it. */
export interface Subject extends NamedArtifact {
  readonly uri: string;
}

/** Hex digits of the digests that can name an artifact; those of Git name a commit. */
const lengths: readonly (readonly [algorithm: string, digits: number])[] = [
  ['sha256', 64],
  ['sha512', 128],
  ['sha384', 96],
  ['gitCommit', 40],
  ['sha1', 40],
];

/** More artifacts than that are refused: each gets the signed bytes. */
const maxSubjects = 1000;

/** The `subject` of a statement; one without a digest is left out with a warning. @throws INVALID_REPORT where none is left */
export function subjectsIn(statement: View, reading: Reading): Subject[] {
  const found = viewsIn(statement, 'subject').flatMap((view): NamedArtifact[] => {
    const name = textIn(view, 'name') ?? textIn(view, 'uri') ?? '';
    const artifact = artifactOf(name, viewIn(view, 'digest'), view.pointer);
    if (artifact !== undefined) return [artifact];
    reading.warn(view, 'the subject has no digest that names an artifact and was left out');
    return [];
  });
  return resolveSubjects(found, pointerTo(statement, 'subject'), reading);
}

/** Undefined where no digest names it. */
export function artifactOf(
  name: string,
  digests: View | undefined,
  pointer: string,
): NamedArtifact | undefined {
  if (digests === undefined) return undefined;
  const known = new Map<string, string>();
  for (const [algorithm, length] of lengths) {
    const isCommit = algorithm === 'gitCommit' || algorithm === 'sha1';
    if (isCommit && !isGit(name)) continue;
    const hex = textIn(digests, algorithm)?.toLowerCase();
    if (hex?.length === length && /^[0-9a-f]+$/.test(hex)) known.set(algorithm, hex);
  }
  return known.size === 0 ? undefined : { name, digests: known, pointer };
}

/**
 * The resources of artifacts. What the caller gives is the resource of the artifact whose digests it has, or of the only one.
 *
 * @param at where the artifacts stand in the report.
 * @throws INVALID_REPORT where there is no artifact, or what the caller gives is none of them.
 */
export function resolveSubjects(
  artifacts: readonly NamedArtifact[],
  at: string,
  { options: { resource: given = '' }, warn }: Pick<Reading, 'options' | 'warn'>,
): Subject[] {
  if (artifacts.length === 0) throw invalidReport(at, 'it names no artifact by a digest');
  if (artifacts.length > maxSubjects)
    throw invalidReport(at, `it names ${artifacts.length} artifacts, the limit is ${maxSubjects}`);
  const subjects = artifacts.map((artifact): Subject => ({ ...artifact, uri: uriOf(artifact) }));
  if (given.trim() === '') return subjects;
  const uri = given.trim();
  const found = uri.matchAll(/(sha256|sha384|sha512)(?::|%3A)([0-9a-f]+)/gi);
  const stated = Array.from(found, ([, algorithm, hex]) => `${algorithm}:${hex}`);
  const isOther = /^(?:pkg:|(?!https?:)[a-z][a-z0-9+.-]*:\/\/)/i.test(uri);
  const image = isOther ? undefined : parseImage(uri);
  if (!isOther && image === undefined)
    throw invalidReport('resource', `${JSON.stringify(uri.slice(0, 200))} is not a resource URL`);
  const meant =
    stated.length === 0
      ? meantBy(image?.repository, subjects)
      : subjects.find(({ digests }) => stated.every((digest) => hasDigest(digests, digest)));
  if (meant === undefined)
    throw invalidReport(
      'resource',
      stated.length === 0
        ? `the payload names ${subjects.length} artifacts, add the digest of the right one`
        : `the digest contradicts the payload, which names ${subjects.map(digestOf).slice(0, 5).join(', ')}`,
    );
  const own = image === undefined ? uri : formatImage(image.repository, image.digest ?? digestOf(meant));
  if (image === undefined && stated.length === 0)
    warn(
      meant.pointer,
      `nothing in the resource ${JSON.stringify(uri.slice(0, 200))} shows that it is this artifact`,
    );
  return subjects.map((subject) => (subject === meant ? { ...subject, uri: own } : subject));
}

/** The only artifact, else the only one of this repository. */
function meantBy(repository: string | undefined, subjects: readonly Subject[]): Subject | undefined {
  const own = subjects.filter(
    ({ uri }) => repository !== undefined && parseImage(uri)?.repository === repository,
  );
  const [only, another] = own.length > 0 ? own : subjects;
  return another === undefined ? only : undefined;
}

export function digestOf({ digests }: NamedArtifact): string {
  const [[algorithm, hex] = ['', '']] = digests;
  return `${algorithm}:${hex}`;
}

function uriOf(artifact: NamedArtifact): string {
  const { name, digests, pointer } = artifact;
  const digest = digestOf(artifact);
  const purl = parsePurl(name);
  const path = purl === undefined ? '' : [purl.namespace, purl.name].filter(Boolean).join('/');
  const image =
    purl === undefined
      ? isImageName(name)
        ? parseImage(name)
        : undefined
      : purl.type === 'docker' || purl.type === 'oci'
        ? parseImage(purl.qualifiers.get('repository_url') ?? (purl.type === 'docker' ? path : ''))
        : undefined;
  const other = purl?.version?.includes(':') === true ? purl.version : image?.digest;
  if (other !== undefined && /^sha(?:256|384|512):/.test(other) && !hasDigest(digests, other))
    throw invalidReport(pointer, `the name contains the digest ${other}, but the member digest is ${digest}`);
  const commit = digests.get('gitCommit') ?? digests.get('sha1');
  if (commit !== undefined) return `git+${name.replace(/^git\+/, '').replace(/@[^/]*$/, '')}@${commit}`;
  if (image !== undefined) return formatImage(image.repository, digest);
  if (purl?.version !== undefined && purl.type !== 'oci' && purl.type !== 'docker') return purl.text;
  return `file://${digest}${name === '' ? '' : `:${name}`}`;
}

function hasDigest(digests: ReadonlyMap<string, string>, text: string): boolean {
  const [algorithm = '', hex = ''] = text.toLowerCase().split(':');
  return digests.get(algorithm) === hex;
}

/** `https://…` or a path whose first part can only be a host. */
function isImageName(text: string): boolean {
  return /^(?:https?:\/\/[^/]+|localhost(?::\d+)?|[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?|[a-z0-9-]+:\d+)\/[^/]/i.test(
    text,
  );
}

function isGit(name: string): boolean {
  return /^git\+|^git:\/\/|\.git(?:@|$)/.test(name);
}
