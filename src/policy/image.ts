import { type Digest, formatDigest, parseDigest } from '../signatures/digests.js';

/** An image as a pod names it. */
export interface Image {
  /** As it was given. */
  readonly text: string;
  /** Registry and repository in full: `docker.io/library/nginx` of `nginx`. The registry is in lower case. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: Digest | undefined;
}

const component = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;
const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const tagForm = /^\w[\w.-]{0,127}$/;
const portForm = /^\d{1,5}$/;
const addressForm = /^\[[0-9a-f:.]+\]$/;

/** Longer than any name that a registry takes. */
const maxLength = 1024;
const hub = 'docker.io';
const hubNames: readonly string[] = [hub, 'index.docker.io', 'registry-1.docker.io'];

/**
 * Parses the image of a container, also with `https://` before it; undefined if it is none for any registry: white space,
 * upper case in a path, a host that is not in ASCII, a digest that is none.
 *
 * @example parseImage('nginx:1.27')?.name // 'docker.io/library/nginx'
 */
export function parseImage(text: string): Image | undefined {
  if (text.length > maxLength) return undefined;
  const bare = text.replace(/^https?:\/\//i, '');
  const at = bare.indexOf('@');
  const digest = at < 0 ? undefined : parseDigest(bare.slice(at + 1));
  if (at >= 0 && digest === undefined) return undefined;
  const place = at < 0 ? bare : bare.slice(0, at);
  const colon = place.lastIndexOf(':');
  const hasTag = colon > place.lastIndexOf('/');
  const tag = hasTag ? place.slice(colon + 1) : undefined;
  if (tag !== undefined && !tagForm.test(tag)) return undefined;
  const name = fullName(hasTag ? place.slice(0, colon) : place);
  return name === undefined ? undefined : { text, name, tag, digest };
}

function fullName(place: string): string | undefined {
  const [first = '', ...rest] = place.split('/');
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first.toLowerCase() === 'localhost');
  const path = hasHost ? rest : [first, ...rest];
  if (!path.every((part) => component.test(part))) return undefined;
  const host = hasHost ? checkHost(first.toLowerCase()) : hub;
  if (host === undefined) return undefined;
  return `${host}/${host === hub && path.length === 1 ? 'library/' : ''}${path.join('/')}`;
}

function checkHost(text: string): string | undefined {
  const colon = text.endsWith(']') ? -1 : text.lastIndexOf(':');
  const host = colon < 0 ? text : text.slice(0, colon);
  if (colon >= 0 && !portForm.test(text.slice(colon + 1))) return undefined;
  if (!addressForm.test(host) && !host.split('.').every((part) => label.test(part))) return undefined;
  return hubNames.includes(text) ? hub : text;
}

/** The reference in its one full spelling: `ghcr.io/org/app:1.2@sha256:1f…`. */
export function formatImage({ name, tag, digest }: Image): string {
  return `${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${formatDigest(digest)}`}`;
}

/**
 * The resource URLs that name the image by its digest, the usual one first: with a scheme or none, with the tag beside the
 * digest, in upper case, by the other names of Docker Hub. The content is the same under each. None without a digest.
 */
export function resourceUrls(image: Image): readonly string[] {
  const { digest, tag } = image;
  if (digest === undefined) return [];
  const hexes = [digest.hex, digest.hex.toUpperCase()].map((hex) => `@${digest.algorithm}:${hex}`);
  const ends = [...hexes, ...(tag === undefined ? [] : hexes.map((hex) => `:${tag}${hex}`))];
  return withSchemes(namesOf(image).flatMap((name) => ends.map((end) => `${name}${end}`)));
}

/** URLs without the digest, which some writers use. What they name may be another image by now. */
export function urlsWithoutDigest(image: Image): readonly string[] {
  const ends = image.tag === undefined ? ['', ':latest'] : ['', `:${image.tag}`];
  return withSchemes(namesOf(image).flatMap((name) => ends.map((end) => `${name}${end}`)));
}

function withSchemes(urls: readonly string[]): readonly string[] {
  return ['https://', '', 'http://'].flatMap((scheme) => urls.map((url) => `${scheme}${url}`));
}

function namesOf({ name }: Image): readonly string[] {
  if (!name.startsWith(`${hub}/`)) return [name];
  const path = name.slice(hub.length + 1);
  const short = path.startsWith('library/') ? path.slice('library/'.length) : undefined;
  return [
    ...hubNames.map((host) => `${host}/${path}`),
    path,
    ...(short === undefined ? [] : [short, `${hub}/${short}`]),
  ];
}
