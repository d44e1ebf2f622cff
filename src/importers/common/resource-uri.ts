import { ApiError } from '../../domain/errors.js';

/** An image's name, `registry/repository`, and its digest if it is known. */
export interface ImageReference {
  /** Host in lower case and path, without scheme, tag and digest. */
  readonly repository: string;
  /** `sha256:` and hex. */
  readonly digest: string | undefined;
}

const digestPattern = /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-f]{32,}$/;

/** Parses `alpine`, `host:5000/team/app:tag@sha256:…`, `https://…`; undefined if the text names no image. */
export function parseImage(text: string): ImageReference | undefined {
  const bare = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/(?<!\/)\/+$/, '');
  const at = bare.indexOf('@');
  const digest = at < 0 ? undefined : bare.slice(at + 1).toLowerCase();
  if (digest !== undefined && !digestPattern.test(digest)) return undefined;
  const name = (at < 0 ? bare : bare.slice(0, at)).replace(/(?<!\/)\/+$/, '');
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isHost = first.includes('.') || first.includes(':') || first.toLowerCase() === 'localhost';
  let host = isHost ? first.toLowerCase().replace(/:443$/, '') : 'docker.io';
  let path = (isHost ? name.slice(slash + 1) : name).replace(/:[^:/]*$/, '').replace(/(?<!\/)\/+$/, '');
  if (host === 'index.docker.io' || host === 'registry-1.docker.io') host = 'docker.io';
  if (host === 'docker.io' && path !== '' && !path.includes('/')) path = `library/${path}`;
  if (path === '' || /[\s?#]/.test(path) || /[\s?#@]/.test(host)) return undefined;
  return { repository: `${host}/${path}`, digest };
}

/** `https://registry/repository@sha256:…` */
export function formatImage(repository: string, digest: string): string {
  return `https://${repository}@${digest}`;
}

/** The subject of a report, as the report names it. */
export interface Subject {
  /** Images it was scanned from: one digest or more. */
  readonly images?: readonly ImageReference[];
  /** Repository of the name it was scanned by. */
  readonly scannedAs?: string | undefined;
  /** The resource, if it is not an image. */
  readonly uri?: string | undefined;
  /** Whether the subject can only be an image, so that a digest is needed. */
  readonly isImage: boolean;
}

/**
 * The resource URL of a report. The value of the caller comes first: a full URI, or a repository that gets the report's
 * digest.
 *
 * @throws INVALID_REPORT if there is none, or the caller's contradicts the report's digest.
 */
export function resolveResource(given: string | undefined, subject: Subject): string {
  const images = (subject.images ?? []).filter(({ digest }) => digest !== undefined);
  if (given === undefined || given.trim() === '') return ownResource(images, subject);
  const uri = given.trim();
  if (/^(?:pkg:|(?!https?:)[a-z][a-z0-9+.-]*:\/\/)/i.test(uri)) return uri;
  const image = parseImage(uri);
  if (image === undefined) throw badResource(`${JSON.stringify(uri.slice(0, 200))} is not a resource URL`);
  if (image.digest !== undefined) {
    if (images.length > 0 && !images.some(({ digest }) => digest === image.digest)) {
      const digests = digestsOf(images).join(', ');
      throw badResource(`the digest ${image.digest} contradicts the report, which is about ${digests}`);
    }
    return formatImage(image.repository, image.digest);
  }
  const digests = digestsOf(images);
  const own = digestsOf(images.filter(({ repository }) => repository === image.repository));
  const digest =
    own.length === 1 ? own[0] : own.length === 0 && digests.length === 1 ? digests[0] : undefined;
  if (digest !== undefined) return formatImage(image.repository, digest);
  if (!subject.isImage && /^https?:\/\//i.test(uri)) return uri;
  throw badResource(
    digests.length > 1
      ? `the report names several digests, add the right one: ${digests.join(', ')}`
      : 'the report names no digest, add it: https://REGISTRY/REPOSITORY@sha256:DIGEST',
  );
}

function ownResource(images: readonly ImageReference[], subject: Subject): string {
  if (subject.uri !== undefined) return subject.uri;
  const uris = [...new Set(images.map(({ repository, digest = '' }) => formatImage(repository, digest)))];
  const [scanned, ...others] = digestsOf(images.filter(({ repository }) => repository === subject.scannedAs));
  if (scanned !== undefined && subject.scannedAs !== undefined && others.length === 0)
    return formatImage(subject.scannedAs, scanned);
  if (uris.length === 1 && uris[0] !== undefined) return uris[0];
  throw badResource(
    uris.length > 1
      ? `required: the report names several images (${uris.slice(0, 5).join(', ')}), say which`
      : 'required: the report does not say by image and digest what it is about; set resource (on the command line --resource) to https://REGISTRY/REPOSITORY@sha256:DIGEST',
  );
}

function digestsOf(images: readonly ImageReference[]): string[] {
  return [...new Set(images.flatMap(({ digest }) => digest ?? []))];
}

function badResource(description: string): ApiError {
  const message = description.startsWith('required') ? `resource ${description}` : `resource: ${description}`;
  return new ApiError('INVALID_REPORT', message, {
    violations: [{ field: 'resource', description }],
  });
}
