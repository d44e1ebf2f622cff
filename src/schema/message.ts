import { isObject } from '../domain/is-object.js';
import {
  type FieldType,
  Refusal,
  refused,
  type TypeOf,
  type UsualReader,
  usualReader,
  type ValueOf,
} from './field-types.js';

export interface FieldOptions {
  /** The proto name, if it is not the snake_case of the JSON name. */
  readonly proto?: string;
  /** The oneof the field is a member of. */
  readonly oneof?: string;
  /** Must be set: a present message, non-empty text, bytes, list, or a non-zero enum. */
  readonly required?: true;
  /** No element of the list may be empty text. */
  readonly nonEmptyElements?: true;
  /** When present, the message within is checked too; `required` implies it. */
  readonly check?: true;
  /** Set by the server: ignored in update masks, not required from clients. */
  readonly output?: true;
  /** Computed by the server from other members whenever it prints; values from clients are ignored. */
  readonly computed?: true;
  /** Cannot change once created. */
  readonly immutable?: true;
  readonly deprecated?: true;
  /** Another name that update masks may use. */
  readonly formerName?: string;
  /** The texts that the service takes, for the API document; the service itself refuses others. */
  readonly choices?: readonly string[];
}

export interface Field {
  readonly jsonName: string;
  readonly protoName: string;
  readonly number: number;
  readonly type: FieldType<unknown>;
  readonly doc: string;
  readonly options: FieldOptions;
}

export interface FieldDeclaration<T> extends TypeOf<T> {
  readonly number: number;
  readonly type: FieldType<unknown>;
  readonly doc: string;
  readonly options: FieldOptions;
}

/** Declares a field: its proto number, its type, one sentence for readers, and its rules. */
export function field<F extends FieldType<unknown>>(
  number: number,
  type: F,
  doc: string,
  options: FieldOptions = {},
): FieldDeclaration<ValueOf<F>> {
  return { number, type, doc, options };
}

/** Reports one broken rule: path in proto spelling, and what is required. */
export type Report = (path: string, description: string) => void;

export interface MessageOptions<T> {
  /** A rule over several fields; `path` ends without a dot. */
  rule?(value: T, path: string, report: Report): void;
}

/** A declared message. Decoder, rules, descriptor, OpenAPI component and filter fields derive from it. */
export interface Message<T> extends TypeOf<T> {
  readonly form: 'message';
  /** Full protobuf name. */
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly Field[];
  /** Fields by JSON name and by proto name. */
  readonly byName: ReadonlyMap<string, Field>;
  readonly oneofs: readonly string[];
  /** Reads camelCase JSON without nulls, or refuses; see codec.ts for all spellings. */
  readonly readUsual: (value: unknown) => T | Refusal;
  /** A rule over several fields. */
  rule?(value: T, path: string, report: Report): void;
}

type FieldsOf<F> = { readonly [K in keyof F]?: ValueOf<F[K]> | undefined };

export type Infer<M> = ValueOf<M>;

/** Declares a message. `fields` are keyed by JSON name; output prints them in this order. */
export function message<F extends Record<string, FieldDeclaration<unknown>>>(
  name: string,
  doc: string,
  fields: F,
  options: MessageOptions<FieldsOf<F>> = {},
): Message<FieldsOf<F>> {
  const list = Object.entries(fields).map(([jsonName, declaration]): Field => {
    const { number, type, doc: fieldDoc, options: fieldOptions } = declaration;
    return {
      jsonName,
      protoName: fieldOptions.proto ?? snakeCase(jsonName),
      number,
      type,
      doc: fieldDoc,
      options: fieldOptions,
    };
  });
  const byName = new Map<string, Field>();
  for (const entry of list) {
    byName.set(entry.protoName, entry);
    byName.set(entry.jsonName, entry);
  }
  const oneofs = [...new Set(list.flatMap((entry) => entry.options.oneof ?? []))];
  const readUsual = messageReader(list) as Message<FieldsOf<F>>['readUsual'];
  return { form: 'message', name, doc, fields: list, byName, oneofs, readUsual, ...options };
}

interface Slot {
  readonly order: number;
  readonly oneof: string | undefined;
  readonly read: UsualReader;
}

/** The cost depends on the keys of the value, not on the number of declared fields. */
function messageReader(fields: readonly Field[]): UsualReader {
  const slots = new Map(
    fields.map(({ jsonName, type, options: { oneof } }, order): [string, Slot] => [
      jsonName,
      { order, oneof, read: usualReader(type, oneof !== undefined) },
    ]),
  );
  return (value) => {
    if (!isObject(value)) return refused;
    const target: Record<string, unknown> = {};
    let last = -1;
    let ordered = true;
    let oneofs: string[] | undefined;
    for (const key of Object.keys(value)) {
      const given = value[key];
      if (given === undefined) continue;
      const slot = slots.get(key);
      if (slot === undefined) return refused;
      const decoded = slot.read(given);
      if (decoded instanceof Refusal) return refused;
      if (slot.oneof !== undefined) {
        if (oneofs?.includes(slot.oneof)) return refused;
        oneofs ??= [];
        oneofs.push(slot.oneof);
      }
      if (decoded === undefined) continue;
      if (slot.order < last) ordered = false;
      last = slot.order;
      target[key] = decoded;
    }
    return ordered ? target : inOrder(fields, target);
  };
}

function inOrder(fields: readonly Field[], target: Readonly<Record<string, unknown>>): object {
  const sorted: Record<string, unknown> = {};
  for (const { jsonName } of fields) {
    const value = target[jsonName];
    if (value !== undefined) sorted[jsonName] = value;
  }
  return sorted;
}

/** `cvssV3` → `cvss_v3`, as protobuf names are derived from JSON names. */
export function snakeCase(jsonName: string): string {
  return jsonName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
