import { ApiError } from '../domain/errors.js';
import { mapInSlices } from '../domain/slices.js';
import { nearFields, placeOf } from './field-paths.js';
import { type FieldType, type Issue, isObject, Refusal } from './field-types.js';
import type { Field, Message, Report } from './message.js';
import { maxProblems, Problems, readMessage, unknownField } from './spellings.js';

/**
 * Decodes a JSON value into a message in canonical form (camelCase, defaults dropped, declared key order).
 * Every proto3 JSON spelling is accepted: the usual one costs one pass, what that refuses is
 * read again with all spellings.
 *
 * @param root how errors name the value itself, such as `occurrence`; may be empty.
 * @throws ApiError INVALID_FIELD naming the paths (at most twenty) that are unknown or have the wrong type.
 */
export function decode<T>(message: Message<T>, value: unknown, root: string): T {
  const decoded = tryDecode(message, value);
  if (decoded instanceof Refusal) throw invalid(message, decoded.issues, root);
  return decoded;
}

/**
 * `decode` of a message that may hold long lists of messages: their elements are read one by one, and others get
 * their turn in between.
 */
export async function decodeInSlices<T>(message: Message<T>, value: unknown, root: string): Promise<T> {
  if (!isObject(value)) return decode(message, value, root);
  const lists = Object.keys(value).flatMap((key) => {
    const field = message.byName.get(key);
    const elements = value[key];
    if (field?.type.form !== 'repeated' || field.type.element.form !== 'message') return [];
    return Array.isArray(elements) ? [{ key, field, element: field.type.element, elements }] : [];
  });
  if (lists.length === 0) return decode(message, value, root);
  const rest = { ...value, ...Object.fromEntries(lists.map(({ key }) => [key, []])) };
  const decoded: Record<string, unknown> = { ...(decode(message, rest, root) as object) };
  const issues: Issue[] = [];
  for (const { key, field, element, elements } of lists) {
    const list = await mapInSlices(elements as readonly unknown[], (item, index) => {
      const read = issues.length < maxProblems ? tryDecode(element, item) : undefined;
      if (read instanceof Refusal)
        issues.push(...read.issues.map((issue) => ({ ...issue, path: [key, index, ...issue.path] })));
      return read;
    });
    if (list.length > 0) decoded[field.jsonName] = list;
  }
  if (issues.length > 0) throw invalid(message, issues.slice(0, maxProblems), root);
  return decoded as T;
}

/** `decode` for those who go on after a failure. */
export function tryDecode<T>(message: Message<T>, value: unknown): T | Refusal {
  const usual = message.readUsual(value);
  if (!(usual instanceof Refusal)) return usual;
  return decodeSpellings(message, value);
}

/** `tryDecode` of what is not in the usual spelling. */
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
  const more = issues.length < maxProblems ? '' : '; and perhaps more';
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

/** Rules that are broken by the thousand are not all told. */
const maxReports = 100;

/**
 * Checks the rules of a message (flags V of conformance 3) and reports the broken ones, at most a hundred.
 * Descends only where a rule leads: required messages, and those marked `check` when present.
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

/** The fields of a message that carry a rule. */
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
