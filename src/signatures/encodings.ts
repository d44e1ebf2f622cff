/**
 * Decodes base64 in either alphabet, padded or not; undefined if the text is not the canonical encoding of its bytes in that
 * alphabet. Otherwise one signature would have several spellings.
 */
export function decodeBase64(text: unknown): Buffer | undefined {
  if (typeof text !== 'string') return undefined;
  const bytes = Buffer.from(text, 'base64');
  const padded = bytes.toString('base64');
  if (text === padded) return bytes;
  const padding = padded.endsWith('==') ? 2 : padded.endsWith('=') ? 1 : 0;
  const bare = padded.slice(0, padded.length - padding);
  const url = bytes.toString('base64url');
  return [bare, url, url + '='.repeat(padding)].includes(text) ? bytes : undefined;
}

/** Decodes base64url without padding, as in JSON web signatures. */
export function decodeBase64url(text: unknown): Buffer | undefined {
  if (typeof text !== 'string' || !/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
