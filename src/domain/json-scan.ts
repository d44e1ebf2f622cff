import { ApiError } from './errors.js';

/** Maximum nesting of objects and lists. */
export const maxJsonDepth = 100;

/**
 * Maximum number of values in one request, over either transport: fields, elements, entries. Each costs up to some
 * microseconds, however short it is. A batch of 4 MiB of ordinary occurrences holds some 200,000.
 */
export const maxValues = 500_000;

/**
 * Maximum number of distinct keys in a JSON body. Each costs some microseconds, since V8 stores large objects as hash
 * tables; repeated keys cost little. A map of 4 MiB with a digest by file name holds some 30,000.
 */
export const maxDistinctKeys = 40_000;

/**
 * Scans the text before parsing. Returns the number of keys, or undefined if JSON.parse could lose something (an integer
 * beyond 2^53, deep nesting) or the text ends within a string.
 *
 * @throws INVALID_JSON if it holds more than `maxValues` or `maxDistinctKeys`.
 */
export function scanJson(text: string): number | undefined {
  let keys = 0;
  let depth = 0;
  let digits = 0;
  let values = 1;
  let isPlain = true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      at = endOfString(text, at);
      if (at < 0) return undefined;
      if (nextIsColon(text, at + 1)) keys += 1;
    } else if (code >= 48 && code <= 57) {
      digits += 1;
      if (digits > 15) isPlain = false;
      continue;
    } else if (code === 44) {
      values += 1;
      if (values > maxValues) throw tooMany(maxValues, 'values');
    } else if (code === 123 || code === 91) {
      values += 1;
      depth += 1;
      if (depth > maxJsonDepth) isPlain = false;
    } else if (code === 125 || code === 93) depth -= 1;
    digits = 0;
  }
  if (keys > maxDistinctKeys) addDistinctKeys(text, 0, text.length, new Set());
  return isPlain ? keys : undefined;
}

/** Adds the keys between two offsets, neither within a string. @throws INVALID_JSON if there are too many */
export function addDistinctKeys(text: string, from: number, to: number, distinct: Set<string>): void {
  for (let start = text.indexOf('"', from); start >= 0 && start < to; ) {
    const end = endOfString(text, start);
    if (nextIsColon(text, end + 1)) {
      distinct.add(text.slice(start + 1, end));
      if (distinct.size > maxDistinctKeys) throw tooMany(maxDistinctKeys, 'different keys');
    }
    start = text.indexOf('"', end + 1);
  }
}

export function tooMany(limit: number, what: string): ApiError {
  return new ApiError('INVALID_JSON', `body: more than ${limit} ${what}, the limit of one request`);
}

/** The index of the closing quote of the string at `start`; -1 if there is none. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === 92) backslashes += 1;
  return backslashes % 2 === 1;
}

export function nextIsColon(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) <= 32) at += 1;
  return text.charCodeAt(at) === 58;
}
