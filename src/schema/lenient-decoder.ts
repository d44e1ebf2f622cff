import { isObject } from '../domain/is-object.js';
import {
  type ElementType,
  type FieldType,
  type Issue,
  isText,
  type MapType,
  Refusal,
  type RepeatedType,
  type ScalarType,
  sortedRecord,
} from './field-types.js';
import type { Field, Message } from './message.js';

/**
 * Decodes a message in every spelling of proto3 JSON (proto names, null as absent) and reports problems by the paths of
 * the caller. Slow; used when `readUsual` of a message refuses a value. Both return the same for values that `readUsual`
 * accepts.
 */

type Path = readonly PropertyKey[];

/** Maximum number of reported problems. Decoding then stops, so that a hostile body costs no more than a valid one. */
export const maxProblems = 20;

/** The problem of an unknown name. */
export const unknownField = 'unknown field';

export class Problems {
  readonly issues: Issue[] = [];

  get full(): boolean {
    return this.issues.length >= maxProblems;
  }

  add(path: Path, message: string): void {
    if (!this.full) this.issues.push({ path, message });
  }
}

/** The message in canonical form; meaningless if there are problems. */
export function readMessage(
  message: Message<unknown>,
  value: unknown,
  path: Path,
  problems: Problems,
): unknown {
  if (!isObject(value)) return problems.add(path, 'expected an object');
  const seen = new Set<Field>();
  const oneofs = new Map<string, string>();
  const read = new Map<Field, unknown>();
  for (const key of Object.keys(value)) {
    if (problems.full) return undefined;
    const child = value[key];
    if (child === undefined) continue;
    const at = [...path, key];
    const field = message.byName.get(key);
    if (field === undefined) problems.add(at, unknownField);
    else if (seen.has(field)) problems.add(at, 'duplicate field');
    else {
      seen.add(field);
      if (child === null && !isJsonValue(field)) continue;
      const { oneof } = field.options;
      const other = oneof === undefined ? undefined : oneofs.get(oneof);
      if (other !== undefined)
        problems.add(at, `only one member of ${oneof} may be set, ${other} is set already`);
      if (oneof !== undefined) oneofs.set(oneof, key);
      read.set(field, readField(field.type, child, oneof !== undefined, at, problems));
    }
  }
  return Object.fromEntries(
    message.fields.flatMap((field) => {
      const child = read.get(field);
      return child === undefined ? [] : [[field.jsonName, child]];
    }),
  );
}

/** Only fields of type Value accept null as a value. */
function isJsonValue({ type }: Field): boolean {
  return type.form === 'wellKnown' && type.name === 'Value';
}

function readField(
  type: FieldType<unknown>,
  value: unknown,
  keepDefault: boolean,
  path: Path,
  problems: Problems,
): unknown {
  if (type.form === 'repeated') return readList(type, value, path, problems);
  if (type.form === 'map') return readMap(type, value, path, problems);
  if (type.form === 'message') return readMessage(type, value, path, problems);
  return readScalar(type, value, keepDefault, path, problems);
}

function readScalar(
  type: Exclude<ElementType<unknown>, Message<unknown>>,
  value: unknown,
  keepDefault: boolean,
  path: Path,
  problems: Problems,
): unknown {
  const decoded = type.decode(value);
  if (decoded instanceof Refusal) {
    for (const issue of decoded.issues) problems.add([...path, ...issue.path], issue.message);
    return undefined;
  }
  if (keepDefault || type.form === 'wellKnown') return decoded;
  return (type as ScalarType<unknown>).isDefault(decoded) ? undefined : decoded;
}

function readList(type: RepeatedType<unknown>, value: unknown, path: Path, problems: Problems): unknown {
  if (!Array.isArray(value)) return problems.add(path, 'expected a list');
  const list: unknown[] = [];
  for (const [index, element] of value.entries()) {
    if (problems.full) return undefined;
    list.push(readField(type.element, element, true, [...path, index], problems));
  }
  return list.length === 0 ? undefined : list;
}

function readMap(type: MapType<unknown>, value: unknown, path: Path, problems: Problems): unknown {
  if (!isObject(value)) return problems.add(path, 'expected an object');
  const entries: [string, unknown][] = [];
  for (const key of Object.keys(value)) {
    if (problems.full) return undefined;
    if (!isText(key)) problems.add([...path, key], 'map key is not valid text');
    entries.push([key, readField(type.value, value[key], true, [...path, key], problems)]);
  }
  return sortedRecord(entries);
}
