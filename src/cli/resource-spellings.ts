import { eq, type Filter, has, hasPrefix, or } from '../client/client.js';

/** The spellings of a resource URL that `check` searches for. */
export interface Spellings {
  /** Matches occurrences of the resource in any spelling. */
  readonly filter: Filter;
  /** Matches further candidates if the resource has no digest. */
  readonly others: Filter | undefined;
}

/**
 * A digest identifies the content, so every URL with the digest is the resource: with or without a scheme or tag, in upper
 * case, in another repository. Without a digest, the resource is the URL with `https://`, `http://` or neither, and with
 * or without a trailing slash.
 *
 * @example spellingsOf('ghcr.io/org/app:1.2@sha256:ABC…').filter.text // (resourceUrl : "abc…") OR (resourceUrl : "ABC…")
 */
export function spellingsOf(resource: string): Spellings {
  const digest = /@sha(?:256|384|512):([0-9a-f]{32,})/i.exec(resource)?.[1];
  const field = 'resourceUrl';
  if (digest !== undefined) {
    const cases = new Set([digest.toLowerCase(), digest.toUpperCase(), digest]);
    return { filter: or(...[...cases].map((text) => has(field, text))), others: undefined };
  }
  const bare = resource.replace(/^https?:\/\//i, '').replace(/\/+$/, '');
  const schemes =
    /^[a-z][a-z0-9+.-]*:(?!\/\/|\d)/i.test(bare) || bare.includes('://') ? [''] : ['https://', 'http://', ''];
  const urls = new Set([resource, ...schemes.flatMap((scheme) => [`${scheme}${bare}`, `${scheme}${bare}/`])]);
  // A tag is not part of what a scanner calls the image.
  const repository = bare.replace(/:[^:/@]*$/, '');
  return {
    filter: or(...[...urls].map((url) => eq(field, url))),
    others: or(
      ...schemes.flatMap((scheme) =>
        ['@', ':'].map((next) => hasPrefix(field, `${scheme}${repository}${next}`)),
      ),
    ),
  };
}
