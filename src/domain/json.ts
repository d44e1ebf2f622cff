import { isUtf8 } from 'node:buffer';
import { ApiError } from './errors.js';
import { maxJsonDepth, scanJson } from './json-scan.js';
import { countKeys, cutJson, joinJson } from './json-slices.js';
import { runInSlices } from './slices.js';
import { parseStrictJson, strictSteps } from './strict-json.js';

/**
 * Reads one JSON value as protojson does: repeated keys are refused, integers beyond
 * 2^53 come as bigint, what follows the first value is ignored, empty text is undefined.
 *
 * JSON.parse reads the text. If a quick scan finds something that it could lose, or it fails, the strict parser reads the
 * text and reports errors.
 *
 * @throws ApiError INVALID_JSON naming the position, or the limit of `json-scan.ts` that is exceeded.
 */
export function readJson(bytes: Buffer): unknown {
  const text = toText(bytes);
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

/** Bytes from which a body is read in slices. Smaller bodies take a few milliseconds. */
export const longJson = 256 * 1024;

/** `readJson` of a long body, which yields between slices. */
export async function readJsonInSlices(bytes: Buffer): Promise<unknown> {
  const text = toText(bytes);
  if (/^[ \t\r\n]*$/.test(text)) return undefined;
  const pieces = await runInSlices(cutJson(text));
  const value = pieces && (await runInSlices(joinJson(text, pieces)));
  return value === undefined ? runInSlices(strictSteps(text, maxJsonDepth)) : value;
}

/** JSON.parse of a long text that this server printed, which yields between slices. */
async function parseInSlices(text: string): Promise<unknown> {
  const pieces = await runInSlices(cutJson(text, Number.POSITIVE_INFINITY));
  const value = pieces && (await runInSlices(joinJson(text, pieces)));
  return value === undefined ? JSON.parse(text) : value;
}

/** JSON.parse of a text that this server printed, of any length. */
export function parseText(text: string): unknown {
  return text.length < longJson ? JSON.parse(text) : parseInSlices(text);
}

function toText(bytes: Buffer): string {
  if (!isUtf8(bytes))
    throw new ApiError('INVALID_JSON', `body: not valid UTF-8 at byte ${firstBadByte(bytes)}`);
  return bytes.toString('utf8');
}

function firstBadByte(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    // A prefix may end within a character, which up to three further bytes complete.
    const complete = [0, 1, 2, 3].some((more) => isUtf8(bytes.subarray(0, middle + 1 + more)));
    if (complete) low = middle + 1;
    else high = middle;
  }
  return low;
}
