import { isObject } from '../domain/is-object.js';
// A cycle of types: messages consist of fields, and a field may be a message.
import type { Message } from './message.js';

/**
 * The types of fields. Each decodes a JSON value in every proto3 spelling into its canonical form. A message derives the
 * rest from the types of its fields.
 */
export interface TypeOf<T> {
  /** Only for inference. */
  readonly _value?: T;
}

export type ScalarName = 'string' | 'bytes' | 'bool' | 'int32' | 'int64' | 'float' | 'double';

export interface ScalarType<T> extends TypeOf<T> {
  readonly form: 'scalar';
  readonly scalar: ScalarName;
  /** Returns the canonical value, or a Refusal with what was expected. */
  readonly decode: (value: unknown) => T | Refusal;
  isDefault(value: T): boolean;
}

export type EnumValue<N extends string> = N | number;

export interface EnumType<N extends string> extends TypeOf<EnumValue<N>> {
  readonly form: 'enum';
  readonly name: string;
  /** Names with their numbers, in order; the first name of a number is the one printed. */
  readonly values: () => ReadonlyMap<string, number>;
  readonly decode: (value: unknown) => EnumValue<N> | Refusal;
  isDefault(value: EnumValue<N>): boolean;
}

export type WellKnownName = 'Timestamp' | 'Duration' | 'Struct' | 'Value' | 'Any' | 'FieldMask' | 'Empty';

/** Finds a message by its full protobuf name; undefined if there is none. */
export type MessageLookup = (name: string) => Message<unknown> | undefined;

export interface WellKnownType<T> extends TypeOf<T> {
  readonly form: 'wellKnown';
  /** Short name within google.protobuf. */
  readonly name: WellKnownName;
  readonly decode: (value: unknown) => T | Refusal;
  /** Of an Any: finds the messages it may hold. */
  readonly lookup?: MessageLookup;
  /** A faster `decode` for the usual spelling only, without error messages. */
  readonly decodeUsual?: (value: unknown) => T | Refusal;
  /** `decode` of a large value in steps. */
  readonly steps?: (value: unknown, sizeOf: SizeOf) => Generator<void, T | Refusal>;
}

/** The number of values in an object or list; the most that a small one may have for anything else. */
export type SizeOf = (value: unknown) => number;

/** Number of values to decode between yields; takes some milliseconds. */
export const largeValue = 5000;

export type ElementType<T> = ScalarType<T> | EnumType<string> | WellKnownType<T> | Message<T>;

export interface RepeatedType<T> extends TypeOf<readonly T[]> {
  readonly form: 'repeated';
  readonly element: ElementType<T>;
}

export interface MapType<T> extends TypeOf<Readonly<Record<string, T>>> {
  readonly form: 'map';
  /** Keys are strings throughout the contract. */
  readonly value: ElementType<T>;
}

export type FieldType<T> = ElementType<T> | RepeatedType<T> | MapType<T>;

/** The TypeScript type of a field type's canonical JSON value. */
export type ValueOf<F> = F extends TypeOf<infer T> ? T : never;

/** One problem of a value: the path within it, and what was expected. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Returned by a decoder instead of a value. */
export class Refusal {
  readonly issues: readonly Issue[];

  constructor(why: string | readonly Issue[]) {
    this.issues = typeof why === 'string' ? [{ path: [], message: why }] : why;
  }
}

export function repeated<F extends ElementType<unknown>>(element: F): RepeatedType<ValueOf<F>> {
  return { form: 'repeated', element: element as ElementType<ValueOf<F>> };
}

export function map<F extends ElementType<unknown>>(value: F): MapType<ValueOf<F>> {
  return { form: 'map', value: value as ElementType<ValueOf<F>> };
}

/** Reads one JSON value to its canonical form; undefined if that is not printed. Refuses without a reason. */
export type UsualReader = (value: unknown) => unknown;

/** The value is not in the usual spelling; lenient-decoder.ts finds the reason. */
export const refused = new Refusal('refused');

/**
 * Reads a field in its usual spelling. Default values of plain fields are dropped, as proto3 does not print them;
 * members of a oneof, list elements and map values keep them. lenient-decoder.ts decodes refused values again
 * and reports the reason, so this stops at the first problem without describing it.
 */
export function usualReader(type: FieldType<unknown>, keepDefault: boolean): UsualReader {
  if (type.form === 'repeated') return listReader(type.element);
  if (type.form === 'map') return mapReader(type.value);
  return elementReader(type, keepDefault);
}

function elementReader(type: ElementType<unknown>, keepDefault: boolean): UsualReader {
  if (type.form === 'message') return type.readUsual;
  if (type.form === 'wellKnown') return type.decodeUsual ?? type.decode;
  if (keepDefault) return type.decode;
  const { decode, isDefault } = type as ScalarType<unknown>;
  return (value) => {
    const decoded = decode(value);
    return decoded instanceof Refusal || !isDefault(decoded) ? decoded : undefined;
  };
}

function listReader(type: ElementType<unknown>): UsualReader {
  const read = elementReader(type, true);
  return (input) => {
    if (!Array.isArray(input)) return refused;
    const list: unknown[] = [];
    for (const element of input) {
      const decoded = read(element);
      if (decoded instanceof Refusal) return refused;
      list.push(decoded);
    }
    return list.length === 0 ? undefined : list;
  };
}

/** Maps are sorted by key; `__proto__` is a key like any other. */
function mapReader(type: ElementType<unknown>): UsualReader {
  const read = elementReader(type, true);
  return (input) => {
    if (!isObject(input)) return refused;
    const entries: [string, unknown][] = [];
    for (const key of Object.keys(input)) {
      const decoded = read(input[key]);
      if (decoded instanceof Refusal || !isText(key)) return refused;
      entries.push([key, decoded]);
    }
    return sortedRecord(entries);
  };
}

/** Undefined if there are no entries. */
export function sortedRecord(entries: [string, unknown][]): Record<string, unknown> | undefined {
  if (entries.length === 0) return undefined;
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

/** Entries of a map that are set in a step. */
const setAtOnce = 2000;

/** `sortedRecord` in steps, for maps of any size. */
export function* sortedRecordSteps(
  entries: [string, unknown][],
): Generator<void, Record<string, unknown> | undefined> {
  if (entries.length <= setAtOnce) return sortedRecord(entries);
  yield;
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  const sorted: Record<string, unknown> = {};
  for (const [index, [key, value]] of entries.entries()) {
    if (index % setAtOnce === 0) yield;
    if (key !== '__proto__') sorted[key] = value;
    else Object.defineProperty(sorted, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return sorted;
}

/** Text that every store and protobuf can hold. */
export function isText(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0');
}
