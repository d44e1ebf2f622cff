import { invalidField } from './errors.js';

/** Limits of the contract and of what every backend can index. */
export const limits = {
  pageSize: { default: 20, max: 1000 },
  /** UTF-8 bytes of a page: the default limit of many gRPC clients, and a limit of memory. */
  pageBytes: 4 * 1024 * 1024,
  projectPageSize: { default: 100, max: 1000 },
  batch: 1000,
  /** UTF-8 bytes of a project, location or note id. */
  id: 256,
  /** UTF-8 bytes of a resource URL. */
  resourceUri: 1024,
} as const;

/** The number of leading texts that fit into one page; at least one. */
export function fittingTexts(texts: readonly string[]): number {
  let characters = 0;
  for (const text of texts) characters += text.length;
  // A UTF-16 unit takes at most three bytes.
  if (characters * 3 <= limits.pageBytes) return texts.length;
  let bytes = 0;
  for (const [index, text] of texts.entries()) {
    bytes += Buffer.byteLength(text);
    if (bytes > limits.pageBytes) return Math.max(1, index);
  }
  return texts.length;
}

/** The page size to use; absent and 0 mean the default. @throws INVALID_PARAMETER */
export function checkPageSize(
  requested: number | undefined,
  bounds: { default: number; max: number },
): number {
  const size = requested ?? 0;
  if (size < 0 || size > bounds.max) {
    throw invalidField('page_size', `must be between 0 and ${bounds.max}, not ${size}`, 'INVALID_PARAMETER');
  }
  return size === 0 ? bounds.default : size;
}
