import { type ApiError, invalidField } from '../domain/errors.js';
import { isObject } from '../domain/is-object.js';
import { decodeInSlices } from './codec.js';
import { nearFields } from './field-paths.js';
import type { FieldType } from './field-types.js';
import { type Field, type Message, snakeCase } from './message.js';

/** Update masks over messages. */

type Json = Readonly<Record<string, unknown>>;
type MessageType = Message<unknown>;

/** One path of a mask, resolved. */
interface MaskPath {
  /** The fields to step through, up to the first map or Struct. */
  readonly fields: readonly Field[];
  /** All steps: names of fields, keys within maps and Structs. */
  readonly names: readonly string[];
}

/**
 * Applies `patch` to `current`: with a mask only its paths (those absent in the patch are cleared); without one, or with
 * `*`, all of it. Output-only fields, and immutable ones that the patch omits, do not change. Returns a new object in
 * canonical form with its keys in declared order.
 *
 * @throws INVALID_MASK for a path that does not exist, IMMUTABLE_FIELD for a change of an immutable field.
 */
export async function applyMask(
  message: MessageType,
  current: Json,
  patch: Json,
  mask: string | undefined,
): Promise<Json> {
  const texts = mask === undefined ? ['*'] : splitMask(mask);
  const merged = texts.includes('*') ? { ...patch } : { ...current };
  if (!texts.includes('*')) {
    const paths = texts.map((text) => resolvePath(message, text));
    const changing = paths.filter(({ fields }) => fields[0]?.options.output === undefined);
    const copied: Copied = new Set([merged]);
    for (const path of changing) clearOtherMembers(message, path, merged, patch, copied);
    for (const path of changing) copyPath(path, merged, patch, copied);
  }
  for (const { jsonName, options } of message.fields) {
    if (options.output) assign(merged, jsonName, current[jsonName]);
  }
  const root = snakeCase(message.name.slice(message.name.lastIndexOf('.') + 1)).replace(/^_/, '');
  keepImmutable(message, current, merged, root);
  return (await decodeInSlices(message, merged, root)) as Json;
}

/** Whether a mask names exactly this field, given by JSON names; `*` and enclosing fields do not count. */
export function maskNames(message: MessageType, mask: string, names: readonly string[]): boolean {
  const wanted = names.join('.');
  return splitMask(mask).some(
    (text) => text !== '*' && resolvePath(message, text).names.join('.') === wanted,
  );
}

/** Maximum characters of a mask: fits all fields and the keys of a large Struct. */
const maxMaskLength = 1024 * 1024;

/** The paths of a mask, each once. */
function splitMask(mask: string): string[] {
  if (mask.length > maxMaskLength) throw invalidMask(`longer than ${maxMaskLength} characters`);
  const texts = [...new Set(mask.split(','))].filter((text) => text !== '');
  if (texts.length === 0 && mask !== '') throw invalidMask(`${shown(mask)} names no path`);
  return texts;
}

function invalidMask(description: string): ApiError {
  return invalidField('update_mask', description, 'INVALID_MASK');
}

function assign(target: Record<string, unknown>, name: string, value: unknown): void {
  if (value === undefined) delete target[name];
  else Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}

function resolvePath(message: MessageType, text: string): MaskPath {
  const fields: Field[] = [];
  const names: string[] = [];
  let type: FieldType<unknown> = message;
  for (const part of text.split('.')) {
    if (type.form === 'map') type = type.value;
    else if (!isFree(type)) {
      const field: Field | undefined = type.form === 'message' ? fieldOf(type, part) : undefined;
      if (field === undefined) throw unknownPath(text, part, names, type);
      if (fields.length === names.length) fields.push(field);
      names.push(field.jsonName);
      type = field.type;
      continue;
    }
    names.push(part);
  }
  return { fields, names };
}

function fieldOf(type: MessageType, name: string): Field | undefined {
  return type.byName.get(name) ?? type.fields.find(({ options }) => options.formerName === name);
}

/** Whether paths continue with raw keys. */
function isFree(type: FieldType<unknown>): boolean {
  return type.form === 'wellKnown' && (type.name === 'Struct' || type.name === 'Value');
}

/** @param type the type at the names before `part`. */
function unknownPath(
  text: string,
  part: string,
  names: readonly string[],
  type: FieldType<unknown>,
): ApiError {
  const before = names.join('.');
  const why =
    type.form === 'message'
      ? `${shown(part)} is not a field${nearFields(type, part)}`
      : type.form === 'repeated'
        ? `${before} is a list, which is changed as a whole: name ${before}`
        : `${before} has no fields`;
  return invalidMask(`path ${shown(text)} does not exist (${why})`);
}

function shown(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}

/** Objects copied for the result. Objects that no path touches are shared with the current value. */
type Copied = Set<object>;

/** The result's own copy of the object under a name; undefined if there is none. */
function ownChild(
  target: Record<string, unknown>,
  name: string,
  copied: Copied,
): Record<string, unknown> | undefined {
  const child = Object.hasOwn(target, name) ? target[name] : undefined;
  if (!isObject(child)) return undefined;
  if (copied.has(child)) return child;
  const copy = { ...child };
  copied.add(copy);
  assign(target, name, copy);
  return copy;
}

/** Setting a member of a oneof unsets the others. */
function clearOtherMembers(
  message: MessageType,
  path: MaskPath,
  merged: Record<string, unknown>,
  patch: Json,
  copied: Copied,
): void {
  if (valueAt(patch, path.names) === undefined) return;
  let type: FieldType<unknown> = message;
  let target: Record<string, unknown> | undefined = merged;
  for (const { jsonName, options, type: next } of path.fields) {
    if (target === undefined || type.form !== 'message') return;
    for (const other of type.fields) {
      if (options.oneof !== undefined && other.options.oneof === options.oneof && other.jsonName !== jsonName)
        delete target[other.jsonName];
    }
    target = ownChild(target, jsonName, copied);
    type = next;
  }
}

function valueAt(patch: Json, names: readonly string[]): unknown {
  let value: unknown = patch;
  for (const name of names) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
}

function copyPath({ names }: MaskPath, merged: Record<string, unknown>, patch: Json, copied: Copied): void {
  const last = names.at(-1) ?? '';
  const source = valueAt(patch, names);
  let target = merged;
  for (const name of names.slice(0, -1)) {
    const next = ownChild(target, name, copied);
    if (next !== undefined) target = next;
    else if (source === undefined) return;
    else {
      const created: Record<string, unknown> = {};
      copied.add(created);
      assign(target, name, created);
      target = created;
    }
  }
  assign(target, last, source);
}

function keepImmutable(
  message: MessageType,
  current: Json,
  merged: Record<string, unknown>,
  path: string,
): void {
  for (const { jsonName, protoName, options, type } of message.fields) {
    const before = current[jsonName];
    const after = merged[jsonName];
    const at = `${path}.${protoName}`;
    if (options.immutable && before !== undefined) {
      if (after === undefined) assign(merged, jsonName, before);
      else if (JSON.stringify(before) !== JSON.stringify(after)) throw immutable(at);
    } else if (type.form === 'message' && isObject(before) && isObject(after)) {
      keepImmutable(type, before, after, at);
    }
  }
}

function immutable(path: string): ApiError {
  return invalidField(path, 'cannot be changed after creation', 'IMMUTABLE_FIELD');
}

/**
 * The mask a JSON body implies: the leaf paths it sets, in proto spelling, sorted; a null also names its
 * path and clears it. Lists, maps and well-known texts are leaves. Structs are leaves only if one of their keys cannot be
 * written in a path.
 *
 * @throws INVALID_MASK if the paths are longer than a mask may be.
 */
export function deriveMask(message: MessageType, body: unknown): string {
  const paths: Paths = { texts: [], length: 0 };
  collect(message, body, '', paths);
  return paths.texts.sort().join(',');
}

interface Paths {
  readonly texts: string[];
  /** Characters of all texts: paths within a Struct repeat the keys above them. */
  length: number;
}

function add(paths: Paths, path: string): void {
  paths.length += path.length + 1;
  if (paths.length > maxMaskLength) {
    throw invalidMask(
      `the paths that the body sets are longer than ${maxMaskLength} characters; send a mask`,
    );
  }
  paths.texts.push(path);
}

function collect(type: FieldType<unknown>, value: unknown, path: string, paths: Paths): void {
  const entries = descends(type, value) ? Object.entries(value) : [];
  if (entries.length === 0) {
    if (path !== '') add(paths, path);
    return;
  }
  for (const [key, child] of entries) {
    const field = type.form === 'message' ? type.byName.get(key) : undefined;
    if (type.form === 'message' && field === undefined) continue; // refused by the decoder with its path
    const name = field?.protoName ?? key;
    collect(field?.type ?? type, child, path === '' ? name : `${path}.${name}`, paths);
  }
}

function descends(type: FieldType<unknown>, value: unknown): value is Json {
  if (!isObject(value)) return false;
  return type.form === 'message' || (isFree(type) && !Object.keys(value).some((key) => /[.,]/.test(key)));
}
