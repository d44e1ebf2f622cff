import { formatImage, type Image, parseImage } from './image.js';

/** Finds the pattern that an image matches; undefined if none does. */
export type ImageMatcher = (image: Image) => string | undefined;

/**
 * Patterns of images: a whole reference, or the beginning of one with `*`, which matches text without a slash, or with `**`,
 * which matches any text. An image is compared as it is written and in its full spelling. The time of a match does not depend
 * on the number of patterns: the beginnings are looked up by their lengths.
 *
 * @example toImageMatcher(['ghcr.io/org/*'])(parseImage('ghcr.io/org/app:1')) // 'ghcr.io/org/*'
 */
export function toImageMatcher(patterns: readonly string[]): ImageMatcher {
  const exact = new Map<string, string>();
  const flat = new PrefixMap();
  const deep = new PrefixMap();
  for (const pattern of patterns) {
    if (pattern.endsWith('**')) deep.add(pattern.slice(0, -2), pattern);
    else if (pattern.endsWith('*')) flat.add(pattern.slice(0, -1), pattern);
    else {
      exact.set(pattern, pattern);
      const image = parseImage(pattern);
      if (image !== undefined) exact.set(formatImage(image), pattern);
    }
  }
  return (image) => {
    for (const text of new Set([formatImage(image), image.text])) {
      const found = exact.get(text) ?? deep.find(text, 0) ?? flat.find(text, text.lastIndexOf('/') + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

class PrefixMap {
  private readonly byLength = new Map<number, Map<string, string>>();

  add(prefix: string, pattern: string): void {
    const same = this.byLength.get(prefix.length) ?? new Map<string, string>();
    same.set(prefix, pattern);
    this.byLength.set(prefix.length, same);
  }

  /** A prefix of the text that has at least `shortest` characters. */
  find(text: string, shortest: number): string | undefined {
    for (const [length, same] of this.byLength) {
      if (length < shortest || length > text.length) continue;
      const found = same.get(text.slice(0, length));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** What is wrong with a pattern of images, or undefined. */
export function problemOfImagePattern(pattern: string): string | undefined {
  const stem = pattern.replace(/\*{1,2}$/, '');
  if (pattern === '' || pattern.length > 1024) return 'must be 1 to 1024 characters';
  if (/[^\x21-\x7e]/.test(pattern)) return 'must be printable ASCII without spaces';
  if (stem.includes('*')) return 'may have * or ** only at its end';
  if (stem !== pattern && !stem.includes('/')) return 'may have * only after the registry and a slash';
  if (stem.includes('://')) return 'must not have a scheme, such as https://';
  return undefined;
}

/** Whether the directory of an image, which is its name without the last part, matches a pattern of directories. */
export function matchesDirectory(pattern: string, { name }: Image): boolean {
  const directory = name.slice(0, name.lastIndexOf('/'));
  if (!pattern.startsWith('*')) return matchesPath(pattern, directory);
  const slash = directory.includes('/') ? directory.indexOf('/') : directory.length;
  const host = directory.slice(0, slash);
  const end = pattern.includes('/') ? pattern.indexOf('/') : pattern.length;
  const suffix = pattern.slice(1, end);
  const varying = host.slice(0, -suffix.length);
  if (!host.endsWith(suffix) || !/^[a-z0-9-]+$/.test(varying)) return false;
  return matchesPath(`${host}${pattern.slice(end)}`, directory);
}

/** What is wrong with a pattern of directories, or undefined. */
export function problemOfDirectoryPattern(pattern: string): string | undefined {
  const body = pattern.replace(/^\*/, '').replace(/\/\*{1,2}$/, '');
  const [host = ''] = body.split('/');
  if (pattern === '' || pattern.length > 1024) return 'must be 1 to 1024 characters';
  if (/[^\x21-\x7e]/.test(pattern)) return 'must be printable ASCII without spaces';
  if (body.includes('*')) return 'may have * only before the registry, and /* or /** at its end';
  if (body.includes('://') || body.endsWith('/')) return 'must have the form registry/path/to/directory';
  if (!/[.:]/.test(host) && host !== 'localhost') return 'must begin with a registry, such as gcr.io';
  const labels = host.split('.').slice(1);
  // Otherwise the owner of a domain with the same end would be trusted.
  if (pattern.startsWith('*') && (labels.length < 2 || labels.includes('')))
    return 'must name the domain after the *, as in *-docker.pkg.dev or *.gcr.io';
  return undefined;
}

/**
 * Whether the URL of a repository of sources matches a pattern, `host/path`, `host/path/*` or `host/path/**`. Scheme, user,
 * revision and fragment of the URL do not count.
 */
export function matchesRepository(pattern: string, url: string): boolean {
  return toRepositoryMatcher([pattern])(url);
}

/** Whether the URL of a repository of sources matches one of the patterns. */
export type RepositoryMatcher = (url: string) => boolean;

/** As `matchesRepository`, of many patterns: the time of a match does not depend on their number. */
export function toRepositoryMatcher(patterns: readonly string[]): RepositoryMatcher {
  const exact = new Set<string>();
  const flat = new PrefixMap();
  const deep = new PrefixMap();
  for (const pattern of patterns) {
    if (pattern.endsWith('/**')) deep.add(pattern.slice(0, -2), pattern);
    else if (pattern.endsWith('/*')) flat.add(pattern.slice(0, -1), pattern);
    else exact.add(pattern);
  }
  return (url) => {
    const path = pathOf(url);
    if (path === undefined) return false;
    if (exact.has(path) || deep.find(path, 0) !== undefined) return true;
    const directory = path.lastIndexOf('/') + 1;
    return directory < path.length && flat.find(path, directory) !== undefined;
  };
}

/** Host and path of the URL of a repository; undefined where it is none. */
function pathOf(url: string): string | undefined {
  const bare = url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[?#].*$/s, '');
  const slash = bare.indexOf('/');
  if (slash < 0) return undefined;
  const authority = bare.slice(0, slash);
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  const [path = ''] = bare.slice(slash).split('@');
  if (path.split('/').some((part) => part === '..' || part === '.') || path.includes('%')) return undefined;
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return `${host}${path.slice(0, end)}`;
}

/** What is wrong with a pattern of repositories, or undefined. */
export function problemOfRepositoryPattern(pattern: string): string | undefined {
  const stem = pattern.replace(/\/\*{1,2}$/, '');
  if (pattern === '' || pattern.length > 1024) return 'must be 1 to 1024 characters';
  if (/[^\x21-\x7e]/.test(pattern)) return 'must be printable ASCII without spaces';
  if (stem.includes('*')) return 'may have * only as /* or /** at its end';
  if (stem.includes('://')) return 'must not have a scheme, such as https://';
  return undefined;
}

function matchesPath(pattern: string, path: string): boolean {
  if (pattern.endsWith('/**')) return path.startsWith(pattern.slice(0, -2));
  if (!pattern.endsWith('/*')) return path === pattern;
  const stem = pattern.slice(0, -1);
  return path.startsWith(stem) && path.length > stem.length && !path.slice(stem.length).includes('/');
}
