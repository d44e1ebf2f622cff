/** What a person may type or paste to find an image. */
export interface ImageQuery {
  /** Resource URLs that are exactly this image; empty if the text names no digest. */
  readonly exact: readonly string[];
  /** A part of the resource URLs of images that fit. */
  readonly part: string;
  /** The tag, if the text has one; stored images are known by digest. */
  readonly tag: string;
}

/**
 * @example parseImage('registry/app@sha256:…').exact is `['https://registry/app@sha256:…', 'registry/app@sha256:…']`;
 * parseImage('registry/app:1.2') is `{ exact: [], part: 'registry/app', tag: '1.2' }`.
 */
export function parseImage(text: string): ImageQuery {
  const plain = text.trim().replace(/^(?:https?|docker|oci):\/\//, '');
  const [, name = '', digest = ''] = /^(.*?)@?(sha\d+:[0-9a-f]+)$/i.exec(plain) ?? [];
  if (digest !== '') {
    // A tag beside a digest says nothing more.
    const bare = splitTag(name).name;
    if (bare === '') return { exact: [], part: digest.toLowerCase(), tag: '' };
    const full = `${bare}@${digest.toLowerCase()}`;
    return { exact: [`https://${full}`, full], part: digest.toLowerCase(), tag: '' };
  }
  // A short digest is looked for where digests begin.
  if (/^[0-9a-f]{7,64}$/i.test(plain)) return { exact: [], part: `:${plain.toLowerCase()}`, tag: '' };
  const { name: repository, tag } = splitTag(plain);
  return { exact: [], part: repository, tag };
}

/** A colon after the last slash begins a tag; one before it, a port. */
function splitTag(name: string): { name: string; tag: string } {
  const [, before = name, tag = ''] = /^(.+):([\w][\w.-]{0,127})$/.exec(name) ?? [];
  return tag === '' || name.lastIndexOf('/') > name.lastIndexOf(':')
    ? { name, tag: '' }
    : { name: before, tag };
}

/** Name and short digest of a resource URL, for people. */
export function shortImage(uri: string): { name: string; digest: string } {
  const [, name = uri, digest = ''] = /^(?:https?:\/\/)?(.*)@(sha\d+:[0-9a-f]{7,})$/.exec(uri) ?? [];
  const short = /^(sha\d+:)([0-9a-f]{12})/.exec(digest);
  return { name: name.replace(/^https?:\/\//, ''), digest: short === null ? digest : (short[2] ?? '') };
}

/** The repository of a resource URL, with its scheme and without tag and digest. */
export const repositoryOf = (uri: string): string => uri.replace(/@sha\d+:.*$/, '');
