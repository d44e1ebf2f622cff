const alphabets = /^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/;

/**
 * Standard, padded base64 of a text in either alphabet, padded or not; undefined where it is no base64. Linear in the
 * text: a pattern such as `=+$` would try every `=` as the start of the end.
 */
export function normaliseBase64(text: string): string | undefined {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  if (!alphabets.test(text) || (text.length - padding) % 4 === 1) return undefined;
  if (padding > 0 && text.length % 4 !== 0) return undefined;
  return Buffer.from(text, 'base64').toString('base64');
}
