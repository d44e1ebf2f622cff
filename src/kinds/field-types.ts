import { z } from 'zod';
import type { Message } from './message.js';

/**
 * The types a field can have. Each knows how to decode one JSON value in every spelling proto3 allows
 * (conformance 1.5) into its canonical form; from the types of its fields a message derives the rest.
 */
export interface TypeOf<T> {
  /** Only for inference. */
  readonly _value?: T;
}

export type ScalarName = 'string' | 'bytes' | 'bool' | 'int32' | 'int64' | 'float' | 'double';

export interface ScalarType<T> extends TypeOf<T> {
  readonly form: 'scalar';
  readonly scalar: ScalarName;
  /** Canonical value, or a Refusal saying what was expected. */
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

export interface WellKnownType<T> extends TypeOf<T> {
  readonly form: 'wellKnown';
  /** Short name within google.protobuf. */
  readonly name: WellKnownName;
  readonly decode: (value: unknown) => T | Refusal;
}

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

/** One thing wrong with a value: where beneath it, and what was expected. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What a decoder answers instead of a value. */
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

/**
 * The zod schema of a field in its usual spelling. Default values of plain fields are dropped, as proto3 does
 * not print them; members of a oneof, list elements and map values keep them. What it refuses is read again
 * by spellings.ts, which says why; so it stops at the first problem and does not describe it.
 */
export function fieldSchema(type: FieldType<unknown>, keepDefault: boolean): z.core.$ZodType {
  if (type.form === 'message') return type.schema;
  if (type.form === 'repeated') {
    const element = fieldSchema(type.element, true);
    return z.array(element).transform((list) => (list.length === 0 ? undefined : list));
  }
  const read = type.form === 'map' ? mapReader(type.value) : elementReader(type, keepDefault);
  // The bare transform of zod's core: a fifth less time than z.transform, which prepares for more.
  return new z.core.$ZodTransform({
    type: 'transform',
    transform(value, payload) {
      const decoded = read(value);
      if (!(decoded instanceof Refusal)) return decoded;
      payload.issues.push({ code: 'custom', input: value });
      return z.NEVER;
    },
  });
}

type Reader = (value: unknown) => unknown;

function elementReader(type: ElementType<unknown>, keepDefault: boolean): Reader {
  if (type.form === 'message') return (value) => runSchema(type.schema, value) ?? refused;
  if (keepDefault || type.form === 'wellKnown') return type.decode;
  const { decode, isDefault } = type as ScalarType<unknown>;
  return (value) => {
    const decoded = decode(value);
    return decoded instanceof Refusal || !isDefault(decoded) ? decoded : undefined;
  };
}

const refused = new Refusal('refused');

/** Maps are sorted by key; `__proto__` is a key like any other. */
function mapReader(type: ElementType<unknown>): Reader {
  const read = elementReader(type, true);
  return (input) => {
    if (!isObject(input)) return refused;
    const entries: [string, unknown][] = [];
    for (const [key, child] of Object.entries(input)) {
      const decoded = read(child);
      if (decoded instanceof Refusal || !isText(key)) return refused;
      entries.push([key, decoded]);
    }
    return sortedRecord(entries);
  };
}

const context = { async: false, abortEarly: true } as const;

/** The value of a schema, or undefined where it refuses: safeParse without its wrapping, stopping early. */
export function runSchema<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  try {
    const result = schema._zod.run({ value, issues: [] }, context) as z.core.ParsePayload<T>;
    return result.issues.length === 0 ? result.value : undefined;
  } catch (error) {
    // Unknown fields do not stop it, and zod passes issues on as arguments: some 100,000 of them overflow the stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Undefined where there are no entries. */
export function sortedRecord(entries: [string, unknown][]): Record<string, unknown> | undefined {
  if (entries.length === 0) return undefined;
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

/** Text that every store and protobuf can hold. */
export function isText(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0');
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
