import { hash } from 'node:crypto';

/** The entity tag of a document: quoted, a hash of its JSON text (RFC 9110, 8.8.3). */
export function etagOf(text: string): string {
  return `"${hash('sha256', text, 'base64url').slice(0, 22)}"`;
}

/** Whether an If-Match or If-None-Match header (`*` or a list of tags, weak ones too) names the tag. */
export function matchesEtag(header: string, etag: string): boolean {
  if (header.trim() === '*') return true;
  return header.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}
