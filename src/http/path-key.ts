/**
 * The key of a webhook whose caller can send neither a certificate nor a token: `/key/KEY/admission/projects/p` is
 * `/admission/projects/p` with a credential. Kubernetes takes webhook URLs without query only, so it stands in the path.
 */
export interface KeyedPath {
  /** Undefined where the path has none. */
  readonly key: string | undefined;
  /** The path without it. */
  readonly path: string;
}

export const keyPrefix = '/key/';

export function takePathKey(path: string): KeyedPath {
  if (!path.startsWith(keyPrefix)) return { key: undefined, path };
  const end = path.indexOf('/', keyPrefix.length);
  return end < 0
    ? { key: path.slice(keyPrefix.length), path: '/' }
    : { key: path.slice(keyPrefix.length, end), path: path.slice(end) };
}

/** A path as logs may have it: what may be a key is hidden, also where the path is misspelt. */
export function hidePathKeys(path: string): string {
  return path.replace(/(k|%6b)(e|%65)(y|%79)(?:\/|%2f)+[^/?]*/gi, '$1$2$3/…');
}
