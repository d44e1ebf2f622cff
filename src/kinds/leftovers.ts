import { isObject } from '../domain/is-object.js';
import type { FieldType } from '../schema/field-types.js';
import type { Field, Message } from '../schema/message.js';

/** Values of a document that one version of the contract has and another cannot represent (docs/two-versions.md). */

type Json = Readonly<Record<string, unknown>>;

/** One value that conversion loses, at its path of JSON names and indexes. Without `value`, the member is absent. */
export interface Leftover {
  readonly path: readonly (string | number)[];
  readonly value?: unknown;
}

/** Plain JSON, so that it can be stored beside the document. */
export type Leftovers = readonly Leftover[];

/**
 * The changes that turn `converted` into `original`; both are of the message. Computed fields are not included, since the
 * server computes them again.
 */
export function findLeftovers(message: Message<unknown>, converted: Json, original: Json): Leftovers {
  const found: Leftover[] = [];
  compareMessages(message, converted, original, [], found);
  return found;
}

type Path = readonly (string | number)[];

function compareMessages(type: Message<unknown>, from: Json, to: Json, path: Path, found: Leftover[]): void {
  for (const { jsonName, type: inner, options } of type.fields)
    if (!options.computed) compare(inner, from[jsonName], to[jsonName], [...path, jsonName], found);
}

function compare(type: FieldType<unknown>, from: unknown, to: unknown, path: Path, found: Leftover[]): void {
  if (from === to) return;
  if (to === undefined) found.push({ path });
  else if (from === undefined) found.push({ path, value: to });
  else if (type.form === 'message') compareMessages(type, from as Json, to as Json, path, found);
  else if (type.form === 'repeated' && isList(from) && isList(to) && from.length === to.length)
    to.forEach((item, index) => {
      compare(type.element, from[index], item, [...path, index], found);
    });
  else if (type.form === 'map') compareMaps(type.value, from as Json, to as Json, path, found);
  else if (!isEqual(from, to)) found.push({ path, value: to });
}

function compareMaps(type: FieldType<unknown>, from: Json, to: Json, path: Path, found: Leftover[]): void {
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)]))
    compare(type, own(from, key), own(to, key), [...path, key], found);
}

/**
 * The document with its leftovers, in declared order. A leftover is dropped if its parent is gone, or if it would set a
 * second member of a oneof.
 */
export function addLeftovers(message: Message<unknown>, converted: Json, leftovers: Leftovers): Json {
  if (leftovers.length === 0) return converted;
  return addTo(message, converted, leftovers, 0) as Json;
}

function addTo(type: FieldType<unknown>, value: unknown, leftovers: Leftovers, depth: number): unknown {
  const last = leftovers.findLast(({ path }) => path.length === depth);
  if (last !== undefined) return last.value;
  const byKey = Map.groupBy(leftovers, ({ path }) => path[depth] as string | number);
  if (type.form === 'message' && isObject(value)) return addToMessage(type, value, byKey, depth);
  if (type.form === 'repeated' && isList(value))
    return value.map((item, index) => addAt(type.element, item, byKey.get(index), depth));
  if (type.form !== 'map' || !isObject(value)) return value;
  const keys = [...new Set([...Object.keys(value), ...[...byKey.keys()].map(String)])].sort();
  const entries = keys.map(
    (key) => [key, addAt(type.value, own(value, key), byKey.get(key), depth)] as const,
  );
  return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
}

function addAt(
  type: FieldType<unknown>,
  value: unknown,
  leftovers: Leftovers | undefined,
  depth: number,
): unknown {
  return leftovers === undefined ? value : addTo(type, value, leftovers, depth + 1);
}

function addToMessage(
  type: Message<unknown>,
  value: Json,
  byKey: ReadonlyMap<string | number, Leftovers>,
  depth: number,
): Json {
  const isRemoved = ({ jsonName }: Field): boolean =>
    byKey.get(jsonName)?.some((one) => one.path.length === depth + 1 && one.value === undefined) ?? false;
  const isHeld = (field: Field): boolean =>
    type.fields.some(
      (other) =>
        other !== field &&
        other.options.oneof === field.options.oneof &&
        value[other.jsonName] !== undefined &&
        !isRemoved(other),
    );
  const whole: Record<string, unknown> = {};
  for (const field of type.fields) {
    const present = value[field.jsonName];
    const isConflict = present === undefined && field.options.oneof !== undefined && isHeld(field);
    const child = isConflict ? undefined : addAt(field.type, present, byKey.get(field.jsonName), depth);
    if (child !== undefined) whole[field.jsonName] = child;
  }
  return whole;
}

/**
 * The leftovers that remain valid after a client of the version that lacks them has changed the document: those whose
 * place is unchanged. In lists they follow the elements that stayed the same.
 *
 * @param before the document as that client read it, without the leftovers.
 * @param after the document as that client wrote it.
 */
export function keepLeftovers(before: unknown, after: unknown, leftovers: Leftovers): Leftovers {
  return leftovers.flatMap((leftover) => {
    const path = placeIn(before, after, leftover.path);
    return path === undefined ? [] : [{ ...leftover, path }];
  });
}

function placeIn(before: unknown, after: unknown, path: Path): Path | undefined {
  const place: (string | number)[] = [];
  let was = before;
  let is = after;
  for (const step of path) {
    const at = isList(was) && isList(is) ? sameElement(was, is, Number(step)) : step;
    if (at === undefined || is === undefined) return undefined;
    place.push(at);
    was = childOf(was, step);
    is = childOf(is, at);
  }
  return isEqual(was, is) ? place : undefined;
}

/** The new index of an element: as many equal elements precede it as before. */
function sameElement(was: readonly unknown[], is: readonly unknown[], index: number): number | undefined {
  const element = was[index];
  if (isEqual(element, is[index])) return index;
  let before = was.slice(0, index).filter((other) => isEqual(other, element)).length;
  const at = is.findIndex((other) => isEqual(other, element) && before-- === 0);
  return at < 0 ? undefined : at;
}

function childOf(value: unknown, step: string | number): unknown {
  if (isList(value)) return value[Number(step)];
  return isObject(value) ? own(value, String(step)) : undefined;
}

/** Own members only, so that `__proto__` is not read from the prototype. */
function own(value: Json, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Compares by JSON text. Both values are in canonical form, where equal values have equal texts. */
function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
