import { createHash } from 'node:crypto';

const cvePattern = /^CVE-\d{4}-\d{4,}$/;

/** An id that any text can stand behind: the text where it is fit, else a slug that differs for each text. */
export function noteId(text: string): string {
  const plain = text.replaceAll('/', '-');
  let slug = plain.replace(/[^A-Za-z0-9._~:-]/g, '-');
  if (slug !== plain || slug === '.' || slug === '..' || slug === '')
    slug = `${slug}-${sha256(text).slice(0, 8)}`;
  return slug.length > 200 ? `${slug.slice(0, 180)}-${sha256(text).slice(0, 16)}` : slug;
}

/** Whether a vulnerability is named by its CVE. */
export function isCve(id: string): boolean {
  return cvePattern.test(id.toUpperCase());
}

/**
 * The vulnerabilities a finding is about: its CVE, else the CVEs among its other names (a note each), else
 * its own id.
 */
export function vulnerabilityIds(id: string, aliases: readonly string[]): string[] {
  if (isCve(id)) return [id.toUpperCase()];
  const cves = [...new Set(aliases.filter(isCve).map((alias) => alias.toUpperCase()))].sort();
  return cves.length > 0 ? cves : [id];
}

/** The id of a finding that has none. */
export function unnamedId(provider: string, title: string, packageName: string): string {
  return `x-${sha256(JSON.stringify([provider, title, packageName])).slice(0, 32)}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
