const alphabets = /^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/;

/**
 * Normalises base64 in either alphabet, padded or not, to standard padded base64; undefined if it is not base64. Runs in
 * linear time; a pattern such as `=+$` would be quadratic.
 */
export function normaliseBase64(text: string): string | undefined {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  if (!alphabets.test(text) || (text.length - padding) % 4 === 1) return undefined;
  if (padding > 0 && text.length % 4 !== 0) return undefined;
  return Buffer.from(text, 'base64').toString('base64');
}
