/**
 * The bytes of a base64 text in either alphabet, padded or not; undefined where the text is not the one spelling of its
 * bytes in that alphabet. A signature that can be written in several ways is not the same everywhere it is compared.
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

/** The bytes of base64url without padding, as JSON web signatures have it. */
export function decodeBase64url(text: unknown): Buffer | undefined {
  if (typeof text !== 'string' || !/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
