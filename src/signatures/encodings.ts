import { normaliseBase64 } from '../domain/base64.js';

/**
 * The bytes of a base64 text in either alphabet, padded or not; undefined where the text is not the one spelling of its
 * bytes in that alphabet. A signature that can be written in several ways is not the same everywhere it is compared.
 */
export function decodeBase64(text: unknown): Buffer | undefined {
  if (typeof text !== 'string') return undefined;
  const padded = normaliseBase64(text);
  if (padded === undefined) return undefined;
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  return withoutPadding(padded) === withoutPadding(plain) ? Buffer.from(padded, 'base64') : undefined;
}

/** The bytes of base64url without padding, as JSON web signatures have it. */
export function decodeBase64url(text: unknown): Buffer | undefined {
  if (typeof text !== 'string' || !/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

function withoutPadding(text: string): string {
  const end = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return text.slice(0, text.length - end);
}
