import { isUtf8 } from 'node:buffer';
import { ApiError } from './errors.js';
import { maxJsonDepth, scanJson } from './json-scan.js';
import { parseStrictJson } from './strict-json.js';

/**
 * Reads one JSON value as protojson does (conformance 1.5): repeated keys are refused, integers beyond
 * 2^53 come as bigint, what follows the first value is ignored, nothing at all is undefined.
 *
 * The text is read by JSON.parse; only what a quick scan finds suspicious is read by the strict
 * parser, which also words the errors.
 *
 * @throws ApiError INVALID_JSON naming the position, or the bound that `json-scan.ts` finds exceeded.
 */
export function readJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes))
    throw new ApiError('INVALID_JSON', `body: not valid UTF-8 at byte ${firstBadByte(bytes)}`);
  const text = bytes.toString('utf8');
  if (/^[ \t\r\n]*$/.test(text)) return undefined;
  const keys = scanJson(text);
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
