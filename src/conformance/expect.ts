import { isDeepStrictEqual } from 'node:util';
import { Difference, type Json } from './case.js';
import type { WireResponse } from './http-client.js';

/** Checks of responses. Each throws a Difference that shows what was seen. */

/** The JSON object of a response with status 200. */
export function expectOk(answer: WireResponse): Json {
  if (answer.status !== 200 || !isObject(answer.json))
    throw new Difference(`${show(answer)}, expected 200 with an object`);
  return answer.json;
}

/** The body of an error with this HTTP status and google.rpc code, optionally with a word that its message must contain. */
export function expectError(answer: WireResponse, status: number, code: number, word?: string): Json {
  const body = answer.json;
  if (answer.status !== status || !isObject(body) || body.code !== code || typeof body.message !== 'string')
    throw new Difference(`${show(answer)}, expected ${status} with code ${code}`);
  if (word !== undefined && !body.message.includes(word))
    throw new Difference(`${show(answer)}, expected a message that names ${word}`);
  return body;
}

/** 400 with INVALID_ARGUMENT, optionally with a word that its message must contain. */
export function expectInvalid(answer: WireResponse, word?: string): Json {
  return expectError(answer, 400, 3, word);
}

export function expectNotFound(answer: WireResponse): Json {
  return expectError(answer, 404, 5);
}

export function expectEqual(seen: unknown, expected: unknown, what: string): void {
  if (!isDeepStrictEqual(seen, expected))
    throw new Difference(`${what} is ${short(seen)}, expected ${short(expected)}`);
}

export function expectThat(holds: boolean, seen: string): asserts holds {
  if (!holds) throw new Difference(seen);
}

/** The value at a path of names and indexes; undefined if there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value;
  for (const part of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined;
    found = (found as Record<string | number, unknown>)[part];
  }
  return found;
}

/** A list in the body of a response; an absent one is empty. */
export function listOf(body: Json, member: string): readonly Json[] {
  const list = body[member] ?? [];
  if (!Array.isArray(list)) throw new Difference(`${member} is ${short(list)}, expected a list`);
  return list as Json[];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show({ status, json, text }: WireResponse): string {
  const body =
    isObject(json) && 'message' in json ? `code ${json.code}, ${short(json.message)}` : short(json ?? text);
  return `${status} ${body}`;
}

function short(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
