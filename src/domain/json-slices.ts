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
 * JSON in pieces. A long text is cut at commas into pieces of some 64 KiB. Each is made a text of its own: what is
 * open where it begins is opened before it, what is open where it ends is closed behind it. What JSON.parse makes of
 * them is put together along what was open. `[1,2,{"a":3,"b":4}]` cut behind the 3 is `[1,2,{"a":3}]` and `[{"b":4}]`.
 */

/** Characters of a piece at least. */
const pieceLength = 64 * 1024;

/** What was open at a place: `{` and `[`, the outermost first, and where the keys stand whose values are open. */
interface Spine {
  readonly brackets: readonly number[];
  /** Start and end of the key in an object, by level; what it holds for a list means nothing. */
  readonly keys: readonly (readonly [start: number, end: number])[];
}

export interface JsonPiece {
  readonly start: number;
  readonly end: number;
  readonly before: Spine;
  readonly after: Spine;
  /** Keys within. */
  readonly keys: number;
}

const nothing: Spine = { brackets: [], keys: [] };
const object = 123;
const list = 91;

/**
 * Cuts a text. It is not said to be valid thereby: JSON.parse of the pieces finds what is wrong within them, and
 * undefined is returned where they could hide something that is wrong with the whole, or JSON.parse could lose something.
 *
 * @throws INVALID_JSON where it holds more than a request may.
 */
export function* cutJson(text: string, mostValues = maxValues): Generator<void, JsonPiece[] | undefined> {
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
      if (values > mostValues) throw tooMany(mostValues, 'values');
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
      // A bracket that closes one of the other form would be mended by what is put around a piece.
      if (brackets.pop() !== code - 2) isPlain = false;
    }
    digits = 0;
  }
  pieces.push({ start, end: text.length, before, after: nothing, keys: ownKeys });
  if (allKeys + ownKeys > maxDistinctKeys && mostValues === maxValues) {
    const distinct = new Set<string>();
    for (const piece of pieces) {
      addDistinctKeys(text, piece.start, piece.end, distinct);
      yield;
    }
  }
  return isPlain && brackets.length === 0 ? pieces : undefined;
}

/** Whether a comma has something on either side: an empty piece would hide that it stands there without reason. */
function standsBetween(text: string, comma: number): boolean {
  let left = comma - 1;
  while (text.charCodeAt(left) <= 32) left -= 1;
  let right = comma + 1;
  while (text.charCodeAt(right) <= 32) right += 1;
  const [before, after] = [text.charCodeAt(left), text.charCodeAt(right)];
  return before !== object && before !== list && after !== 125 && after !== 93;
}

/**
 * What the pieces make together.
 *
 * @returns undefined where they are not valid, or hold a key twice.
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

/** Puts what a piece holds behind what is there, level by level. Returns whether it could. */
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

/** How many keys there are in all objects of a value. */
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
