import { ApiError } from '../domain/errors.js';
import { isObject } from '../domain/is-object.js';
import { runInSlices } from '../domain/slices.js';
import { nearFields, placeOf } from './field-paths.js';
import {
  type ElementType,
  type FieldType,
  type Issue,
  isText,
  largeValue,
  Refusal,
  type SizeOf,
  sortedRecordSteps,
} from './field-types.js';
import { maxProblems, Problems, readMessage, unknownField } from './lenient-decoder.js';
import type { Field, Message, Report } from './message.js';

/**
 * Decodes a JSON value into a message in canonical form (camelCase, defaults dropped, declared key order).
 * Every proto3 JSON spelling is accepted. The usual one takes one pass; if that fails, the lenient decoder reads the value
 * again.
 *
 * @param root name of the value in errors, such as `occurrence`; may be empty.
 * @throws ApiError INVALID_FIELD naming the paths (at most twenty) that are unknown or have the wrong type.
 */
export function decode<T>(message: Message<T>, value: unknown, root: string): T {
  const decoded = tryDecode(message, value);
  if (decoded instanceof Refusal) throw invalid(message, decoded.issues, root);
  return decoded;
}

/**
 * `decode` of a value that may be large; yields to the event loop. Long lists and maps, Structs, and large elements of
 * them, are decoded element by element.
 */
export async function decodeInSlices<T>(message: Message<T>, value: unknown, root: string): Promise<T> {
  const decoded = await runInSlices(decodeSteps(message, value));
  if (decoded instanceof Refusal) throw invalid(message, decoded.issues, root);
  return decoded as T;
}

/** Sizes below this are not kept. */
const smallValue = 50;

/** Steps of decoding a message; each decodes some `largeValue` values. */
export function* decodeSteps(
  message: Message<unknown>,
  value: unknown,
  known?: SizeOf,
): Generator<void, unknown> {
  const sizeOf = known ?? measure(value);
  // Large values alone take long to measure.
  if (known === undefined && sizeOf(value) > largeValue) yield;
  if (!isObject(value) || sizeOf(value) <= largeValue) return tryDecode(message, value);
  const parts = partsOf(message, value, sizeOf);
  if (parts.length === 0) return tryDecode(message, value);
  // First the message without its parts: errors of its own fields and conflicts of oneofs.
  const rest = { ...value, ...Object.fromEntries(parts.map(({ key, bare }) => [key, bare])) };
  const own = tryDecode(message, rest);
  if (own instanceof Refusal) return own;
  const decoded: Record<string, unknown> = { ...(own as object) };
  const issues: Issue[] = [];
  for (const part of parts) {
    const { field, type, items } = part;
    const read: unknown[] = [];
    let done = 0;
    for (const [index, item] of items.entries()) {
      if (issues.length >= maxProblems) break;
      const size = sizeOf(item);
      const one = size > largeValue ? yield* elementSteps(type, item, sizeOf) : decodeElement(type, item);
      if (one instanceof Refusal) {
        const path = pathOf(part, index);
        issues.push(...one.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
      } else read.push(one);
      done += size;
      if (done < largeValue) continue;
      done = 0;
      yield;
    }
    yield;
    const whole = issues.length === 0 ? yield* fieldOf(part, read) : undefined;
    if (whole !== undefined) decoded[field.jsonName] = whole;
    yield;
  }
  if (issues.length > 0) return new Refusal(issues.slice(0, maxProblems));
  return Object.fromEntries(
    message.fields.flatMap(({ jsonName }) => {
      const child = decoded[jsonName];
      return child === undefined ? [] : [[jsonName, child]];
    }),
  );
}

function decodeElement(type: ElementType<unknown>, value: unknown): unknown {
  return type.form === 'message' ? tryDecode(type, value) : type.decode(value);
}

function* elementSteps(type: ElementType<unknown>, value: unknown, sizeOf: SizeOf): Generator<void, unknown> {
  if (type.form === 'message') return yield* decodeSteps(type, value, sizeOf);
  if (type.form === 'wellKnown' && type.steps !== undefined) return yield* type.steps(value, sizeOf);
  return type.decode(value);
}

/** A field that is decoded separately: a message or Struct, or the elements of a list or a map. */
interface PartOf {
  readonly key: string;
  readonly field: Field;
  /** Its temporary placeholder. */
  readonly bare: unknown;
  readonly type: ElementType<unknown>;
  /** Keys of a map, in the order of the items. */
  readonly names?: readonly string[];
  readonly items: readonly unknown[];
}

function partsOf(
  message: Message<unknown>,
  value: Readonly<Record<string, unknown>>,
  sizeOf: SizeOf,
): PartOf[] {
  return Object.keys(value).flatMap((key): PartOf[] => {
    const field = message.byName.get(key);
    const child = value[key];
    if (field === undefined || sizeOf(child) <= largeValue) return [];
    const { type } = field;
    const isWhole = type.form === 'message' || (type.form === 'wellKnown' && type.steps !== undefined);
    if (isWhole && isObject(child)) return [{ key, field, bare: {}, type, items: [child] }];
    if (type.form === 'repeated' && Array.isArray(child))
      return [{ key, field, bare: [], type: type.element, items: child }];
    if (type.form === 'map' && isObject(child)) {
      const names = Object.keys(child);
      if (!names.every(isText)) return [];
      return [{ key, field, bare: {}, type: type.value, names, items: Object.values(child) }];
    }
    return [];
  });
}

/** The field of a part, from its decoded items. */
function* fieldOf({ field, names }: PartOf, read: readonly unknown[]): Generator<void, unknown> {
  if (names === undefined) return field.type.form === 'repeated' ? read : read[0];
  return yield* sortedRecordSteps(names.map((name, index): [string, unknown] => [name, read[index]]));
}

/** Where an item of a part is, within the message. */
function pathOf({ key, field, names }: PartOf, index: number): PropertyKey[] {
  const isWhole = names === undefined && field.type.form !== 'repeated';
  return isWhole ? [key] : [key, names?.[index] ?? index];
}

/** Counts the values in each object and list of a value. */
function measure(value: unknown): SizeOf {
  const sizes = new Map<unknown, number>();
  const count = (one: unknown): number => {
    if (typeof one === 'string') return 1 + one.length / 1000;
    if (typeof one !== 'object' || one === null) return 1;
    let size = 1;
    if (Array.isArray(one)) for (const child of one) size += count(child);
    else for (const key in one) size += count((one as Record<string, unknown>)[key]);
    if (size > smallValue) sizes.set(one, size);
    return size;
  };
  count(value);
  return (one) => sizes.get(one) ?? smallValue;
}

/** `decode` that returns a failure instead of throwing. */
export function tryDecode<T>(message: Message<T>, value: unknown): T | Refusal {
  const usual = message.readUsual(value);
  if (!(usual instanceof Refusal)) return usual;
  return decodeSpellings(message, value);
}

/** `tryDecode` of a value that is not in the usual spelling. */
export function decodeSpellings<T>(message: Message<T>, value: unknown): T | Refusal {
  const problems = new Problems();
  const read = readMessage(message, value, [], problems);
  return problems.issues.length === 0 ? (read as T) : new Refusal(problems.issues);
}

function invalid(of: Message<unknown>, issues: readonly Issue[], root: string): ApiError {
  const violations = issues.map(({ path, message }) => {
    const place = placeOf(of, path);
    const isUnknown = message === unknownField && place.parent !== undefined;
    const near = isUnknown ? nearFields(place.parent, String(path.at(-1))) : '';
    return { field: formatPath(root, place.path), description: message + near };
  });
  const message = violations.map((v) => (v.field === '' ? v.description : `${v.field}: ${v.description}`));
  const more = issues.length < maxProblems ? '' : '; there may be more';
  return new ApiError('INVALID_FIELD', message.join('; ') + more, { violations });
}

/** `details[0].cpeUri`; map keys that are not plain words are quoted. */
export function formatPath(root: string, path: readonly PropertyKey[]): string {
  let out = root;
  for (const part of path) {
    const key = String(part).slice(0, 80);
    if (typeof part === 'number') out += `[${part}]`;
    else if (/^[A-Za-z_@][\w@]*$/.test(key)) out += out === '' ? key : `.${key}`;
    else out += `[${JSON.stringify(key)}]`;
  }
  return out;
}

/** Maximum number of reported violations. */
const maxReports = 100;

/**
 * Checks the rules of a message and reports at most a hundred violations. Descends only into required messages, and into
 * present ones marked `check`.
 */
export function checkRules(
  message: Message<unknown>,
  value: Readonly<Record<string, unknown>>,
  path: string,
  report: Report,
): void {
  let left = maxReports;
  const check: Check = {
    report(at, description) {
      if (left > 0) report(at, description);
      left -= 1;
    },
    isFull: () => left <= 0,
  };
  checkMessage(message, value, path, check);
}

interface Check {
  readonly report: Report;
  isFull(): boolean;
}

function checkMessage(
  message: Message<unknown>,
  value: Readonly<Record<string, unknown>>,
  path: string,
  check: Check,
): void {
  for (const { jsonName, protoName, type, options } of rulesOf(message)) {
    const child = value[jsonName];
    if (child === undefined && !options.required) continue;
    const at = path === '' ? protoName : `${path}.${protoName}`;
    if (child === undefined || child === '' || child === 0) {
      if (options.required) check.report(at, 'required');
    } else if (type.form === 'message') checkMessage(type, child as Record<string, unknown>, at, check);
    else if (type.form === 'repeated') checkElements(type.element, child as unknown[], at, options, check);
    else if (type.form === 'map') checkMap(type.value, child as Record<string, unknown>, at, check);
  }
  message.rule?.(value, path, check.report);
}

const ruleCache = new WeakMap<Message<unknown>, readonly Field[]>();

/** The fields of a message that have a rule. */
function rulesOf(message: Message<unknown>): readonly Field[] {
  let fields = ruleCache.get(message);
  if (fields === undefined) {
    fields = message.fields.filter(
      ({ options }) => options.required || options.check || options.nonEmptyElements,
    );
    ruleCache.set(message, fields);
  }
  return fields;
}

function checkElements(
  type: FieldType<unknown>,
  list: readonly unknown[],
  path: string,
  options: Field['options'],
  check: Check,
): void {
  for (let index = 0; index < list.length && !check.isFull(); index += 1) {
    const element = list[index];
    if (type.form === 'message')
      checkMessage(type, element as Record<string, unknown>, `${path}[${index}]`, check);
    else if (options.nonEmptyElements && element === '') check.report(`${path}[${index}]`, 'cannot be empty');
  }
}

function checkMap(
  type: FieldType<unknown>,
  value: Readonly<Record<string, unknown>>,
  path: string,
  check: Check,
): void {
  if (type.form !== 'message') return;
  for (const [key, child] of Object.entries(value)) {
    if (check.isFull()) return;
    checkMessage(type, child as Record<string, unknown>, formatPath(path, [key]), check);
  }
}
