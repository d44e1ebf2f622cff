import { createHash } from 'node:crypto';

const cvePattern = /^CVE-\d{4}-\d{4,}$/;

const asciiPattern = /^[\x20-\x7e]*$/;

const longest = 200;
const plainPattern = /^[A-Za-z0-9._~:-]+$/;
/** The end of an id whose text was changed. A text that has such an end gets a digest too. */
const digestPattern = /-[0-9a-f]{16}$/;

/**
 * An id for any text: the text if all its characters are allowed, such as `CVE-2024-1234`, else the allowed ones and a
 * digest, such as `TEMP-1-5f4dcc3b5aa765d6` for `TEMP/1`. Different texts have different ids, also `TEMP/1` and
 * `TEMP-1`: a note that two vulnerabilities share would lose the findings of one.
 */
export function noteId(text: string): string {
  const isFit = plainPattern.test(text) && text.length <= longest && text !== '.' && text !== '..';
  if (isFit && !digestPattern.test(text)) return text;
  return `${text.replace(/[^A-Za-z0-9._~:-]/g, '-').slice(0, 180)}-${sha256(text).slice(0, 16)}`;
}

/** Whether an id is a CVE. */
export function isCve(id: string): boolean {
  return cveOf(id) !== undefined;
}

/** The CVE that an id is in any spelling: in lower case, with other hyphens or full-width letters, with characters that are not seen. */
function cveOf(id: string): string | undefined {
  const text = asciiPattern.test(id)
    ? id
    : id
        .normalize('NFKC')
        .replace(/\p{Cf}/gu, '')
        .replace(/[\p{Pd}\u2212]/gu, '-')
        .trim();
  const upper = text.toUpperCase();
  return cvePattern.test(upper) ? upper : undefined;
}

/**
 * The vulnerabilities a finding is about: its CVE, else the CVEs among its other names (a note each), else
 * its own id.
 */
export function vulnerabilityIds(id: string, aliases: readonly string[]): string[] {
  const own = cveOf(id);
  if (own !== undefined) return [own];
  const cves = [...new Set(aliases.flatMap((alias) => cveOf(alias) ?? []))].sort();
  return cves.length > 0 ? cves : [id];
}

/** The ids of a finding whose names are all of one vulnerability: each CVE has a note of its own. */
export function equalIds(id: string, aliases: readonly string[]): string[] {
  return isCve(id) ? vulnerabilityIds('', [id, ...aliases]) : [id];
}

/** The id of a finding that has none. */
export function unnamedId(provider: string, title: string, packageName: string): string {
  return `x-${sha256(JSON.stringify([provider, title, packageName])).slice(0, 32)}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
