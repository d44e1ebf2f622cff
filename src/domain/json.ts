import { isUtf8 } from 'node:buffer';
import { ApiError } from './errors.js';
import { parseStrictJson } from './strict-json.js';

/** Deepest nesting of objects and lists that is read. */
export const maxJsonDepth = 100;

/**
 * How many values one request may hold, over either transport: fields, elements, entries. Each costs up to some
 * microseconds however few its bytes are. A batch of 4 MiB of ordinary occurrences holds some 200,000.
 */
export const maxValues = 500_000;

/**
 * Reads one JSON value as protojson does (conformance 1.5): repeated keys are refused, integers beyond
 * 2^53 come as bigint, what follows the first value is ignored, nothing at all is undefined.
 *
 * The text is read by JSON.parse; only what a quick scan finds suspicious is read again by the strict
 * parser, which also words the errors.
 *
 * @throws ApiError INVALID_JSON naming the position.
 */
export function readJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes))
    throw new ApiError('INVALID_JSON', `body: not valid UTF-8 at byte ${firstBadByte(bytes)}`);
  const text = bytes.toString('utf8');
  if (/^[ \t\r\n]*$/.test(text)) return undefined;
  const keys = scan(text);
  if (keys === undefined) return parseStrictJson(text, maxJsonDepth);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return parseStrictJson(text, maxJsonDepth);
  }
  return countKeys(value) === keys ? value : parseStrictJson(text, maxJsonDepth);
}

function firstBadByte(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    // A prefix may end within a character; up to three bytes more complete it.
    const complete = [0, 1, 2, 3].some((more) => isUtf8(bytes.subarray(0, middle + 1 + more)));
    if (complete) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Looks over the text before anything is made of it: how many keys it has, or undefined where JSON.parse could lose
 * something (an integer beyond 2^53, deep nesting) or the text ends within a string.
 *
 * @throws INVALID_JSON where it holds more than `maxValues`.
 */
function scan(text: string): number | undefined {
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
      if (values > maxValues)
        throw new ApiError('INVALID_JSON', `body: more than ${maxValues} values, the limit of one request`);
    } else if (code === 123 || code === 91) {
      values += 1;
      depth += 1;
      if (depth > maxJsonDepth) isPlain = false;
    } else if (code === 125 || code === 93) depth -= 1;
    digits = 0;
  }
  return isPlain ? keys : undefined;
}

/** The index of the quote that ends the string beginning at `start`; -1 where none does. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === 92) backslashes += 1;
  return backslashes % 2 === 1;
}

function nextIsColon(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) <= 32) at += 1;
  return text.charCodeAt(at) === 58;
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const element of value) count += countKeys(element);
    return count;
  }
  for (const key in value) count += 1 + countKeys((value as Record<string, unknown>)[key]);
  return count;
}
