import { z } from 'zod';
import { type FieldType, fieldSchema, type TypeOf, type ValueOf } from './field-types.js';

export interface FieldOptions {
  /** JSON name to proto name where it is not the snake_case of the JSON name. */
  readonly proto?: string;
  /** The oneof the field is a member of. */
  readonly oneof?: string;
  /** Must be set: a present message, non-empty text, bytes, list, or a non-zero enum. */
  readonly required?: true;
  /** No element of the list may be empty text. */
  readonly nonEmptyElements?: true;
  /** When present, the message within is checked too; `required` implies it. */
  readonly check?: true;
  /** Set by the server: ignored in update masks, not demanded from clients. */
  readonly output?: true;
  /** Cannot change once created. */
  readonly immutable?: true;
  readonly deprecated?: true;
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

/** A message of the contract, declared once: decoder, rules, descriptor, OpenAPI component and filter fields follow from it. */
export interface Message<T> extends TypeOf<T> {
  readonly form: 'message';
  /** Full protobuf name. */
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly Field[];
  /** Fields by JSON name and by proto name. */
  readonly byName: ReadonlyMap<string, Field>;
  readonly oneofs: readonly string[];
  /** Decodes camelCase JSON without nulls; see codec.ts for all spellings. */
  readonly schema: z.ZodType<T>;
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
  const schema = messageSchema(list, oneofs) as z.ZodType<FieldsOf<F>>;
  return { form: 'message', name, doc, fields: list, byName, oneofs, schema, ...options };
}

function messageSchema(fields: readonly Field[], oneofs: readonly string[]): z.ZodType {
  const shape: Record<string, z.core.$ZodType> = {};
  for (const { jsonName, type, options } of fields) {
    shape[jsonName] = z.optional(fieldSchema(type, options.oneof !== undefined));
  }
  const object = z.strictObject(shape);
  if (oneofs.length === 0) return object;
  const groups = oneofs.map((oneof) =>
    fields.filter((member) => member.options.oneof === oneof).map((member) => member.jsonName),
  );
  return object.check((context) => {
    const value = context.value as Record<string, unknown>;
    for (const members of groups) {
      let set = 0;
      for (const member of members) if (value[member] !== undefined) set += 1;
      if (set > 1) context.issues.push({ code: 'custom', input: value });
    }
  });
}

/** `cvssV3` → `cvss_v3`, as protobuf names are derived from JSON names. */
export function snakeCase(jsonName: string): string {
  return jsonName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
