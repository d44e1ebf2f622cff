import { isObject } from './is-object.js';
import {
  addDistinctKeys,
  endOfString,
  maxDistinctKeys,
  maxJsonDepth,
  maxValues,
  nextIsColon,
  tooMany,
} from './json-scan.js';

/**
 * Parses JSON in pieces. A long text is cut at commas into pieces of some 64 KiB. Each becomes a valid text: the brackets
 * open at its start are added before it, those open at its end are closed after it. The parsed pieces are merged along
 * the open brackets. `[1,2,{"a":3,"b":4}]` cut after the 3 becomes `[1,2,{"a":3}]` and `[{"b":4}]`.
 */

/** Minimum characters of a piece. */
const pieceLength = 64 * 1024;

/** The brackets open at an offset, the outermost first, and the offsets of the keys whose values are open. */
interface Spine {
  readonly brackets: readonly number[];
  /** Start and end of the key, by level; unused for lists. */
  readonly keys: readonly (readonly [start: number, end: number])[];
}

export interface JsonPiece {
  readonly start: number;
  readonly end: number;
  readonly before: Spine;
  readonly after: Spine;
  /** Number of keys in the piece. */
  readonly keys: number;
}

const nothing: Spine = { brackets: [], keys: [] };
const object = 123;
const list = 91;

/**
 * Cuts a text without validating it: JSON.parse of the pieces finds errors within them. Returns undefined if the pieces
 * could hide an error of the whole, or if JSON.parse could lose something.
 *
 * @throws INVALID_JSON if it holds more values or keys than a request may.
 */
export function* cutJson(text: string, limit = maxValues): Generator<void, JsonPiece[] | undefined> {
  const pieces: JsonPiece[] = [];
  const brackets: number[] = [];
  const keys: (readonly [number, number])[] = [];
  let start = 0;
  let before = nothing;
  let allKeys = 0;
  let ownKeys = 0;
  let digits = 0;
  let values = 1;
  let seen = 0;
  let isPlain = true;
  for (let at = 0; at < text.length; at += 1) {
    if (at - seen > pieceLength) {
      seen = at;
      yield;
    }
    const code = text.charCodeAt(at);
    if (code === 34) {
      const end = endOfString(text, at);
      if (end < 0) return undefined;
      if (nextIsColon(text, end + 1)) {
        ownKeys += 1;
        keys[brackets.length - 1] = [at, end];
      }
      at = end;
    } else if (code >= 48 && code <= 57) {
      digits += 1;
      if (digits > 15) isPlain = false;
      continue;
    } else if (code === 44) {
      values += 1;
      if (values > limit) throw tooMany(limit, 'values');
      if (at - start >= pieceLength && brackets.length > 0 && standsBetween(text, at)) {
        const after = { brackets: [...brackets], keys: keys.slice(0, brackets.length - 1) };
        pieces.push({ start, end: at, before, after, keys: ownKeys });
        allKeys += ownKeys;
        ownKeys = 0;
        start = at + 1;
        before = after;
      }
    } else if (code === object || code === list) {
      values += 1;
      if (brackets.push(code) > maxJsonDepth) isPlain = false;
    } else if (code === 125 || code === 93) {
      // The added brackets would hide a mismatched bracket.
      if (brackets.pop() !== code - 2) isPlain = false;
    }
    digits = 0;
  }
  pieces.push({ start, end: text.length, before, after: nothing, keys: ownKeys });
  if (allKeys + ownKeys > maxDistinctKeys && limit === maxValues) {
    const distinct = new Set<string>();
    for (const piece of pieces) {
      addDistinctKeys(text, piece.start, piece.end, distinct);
      yield;
    }
  }
  return isPlain && brackets.length === 0 ? pieces : undefined;
}

/** Whether a comma has values on both sides. An empty piece would hide a superfluous comma. */
function standsBetween(text: string, comma: number): boolean {
  let left = comma - 1;
  while (text.charCodeAt(left) <= 32) left -= 1;
  let right = comma + 1;
  while (text.charCodeAt(right) <= 32) right += 1;
  const [before, after] = [text.charCodeAt(left), text.charCodeAt(right)];
  return before !== object && before !== list && after !== 125 && after !== 93;
}

/**
 * Parses and merges the pieces.
 *
 * @returns undefined if they are not valid or repeat a key.
 */
export function* joinJson(text: string, pieces: readonly JsonPiece[]): Generator<void, unknown> {
  let whole: unknown;
  for (const piece of pieces) {
    const value = parsePiece(text, piece);
    if (value === undefined) return undefined;
    yield;
    if (piece.start === 0) whole = value;
    else if (!append(text, whole, value, piece.before)) return undefined;
    yield;
  }
  return whole;
}

function parsePiece(text: string, { start, end, before, after, keys }: JsonPiece): unknown {
  let head = '';
  let added = 0;
  before.brackets.forEach((bracket, level) => {
    head += String.fromCharCode(bracket);
    if (bracket !== object || level === before.brackets.length - 1) return;
    head += '"":';
    added += 1;
  });
  const tail = after.brackets.map((bracket) => String.fromCharCode(bracket + 2)).reverse();
  try {
    const value: unknown = JSON.parse(head + text.slice(start, end) + tail.join(''));
    return countKeys(value) === keys + added ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Appends the content of a piece to the merged value, level by level. Returns whether that was possible. */
function append(text: string, whole: unknown, part: unknown, { brackets, keys }: Spine): boolean {
  let target = whole as Record<string, unknown> | unknown[];
  let source = part as Record<string, unknown> | unknown[];
  for (let level = 0; level < brackets.length; level += 1) {
    const isLast = level === brackets.length - 1;
    if (Array.isArray(target) && Array.isArray(source)) {
      const open = target.at(-1);
      for (let index = isLast ? 0 : 1; index < source.length; index += 1) target.push(source[index]);
      if (isLast) return true;
      [target, source] = [open as typeof target, source[0] as typeof source];
    } else if (isObject(target) && isObject(source)) {
      for (const key of Object.keys(source)) {
        if (!isLast && key === '') continue;
        if (Object.hasOwn(target, key)) return false;
        put(target, key, source[key]);
      }
      if (isLast) return true;
      const [start, end] = keys[level] ?? [0, 0];
      const key = JSON.parse(text.slice(start, end + 1)) as string;
      [target, source] = [target[key] as typeof target, source[''] as typeof source];
    } else return false;
  }
  return false;
}

function put(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') target[key] = value;
  else Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

/** The number of keys in all objects of a value. */
export function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const element of value) count += countKeys(element);
    return count;
  }
  for (const key in value) count += 1 + countKeys((value as Record<string, unknown>)[key]);
  return count;
}
