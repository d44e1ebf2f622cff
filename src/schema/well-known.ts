import { isObject } from '../domain/is-object.js';
import { formatFraction } from '../domain/timestamp.js';
import {
  isText,
  largeValue,
  Refusal,
  type SizeOf,
  sortedRecordSteps,
  type WellKnownType,
} from './field-types.js';
import { Problems } from './lenient-decoder.js';
import { message } from './message.js';
import { text } from './scalars.js';

/** Types of google.protobuf with a JSON form of their own. Timestamp is in scalars.ts, Any in any.ts. */

/** Any JSON value; `null` is a value too. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Deeper values are refused, since databases and protobuf libraries may fail on them. */
export const maxValueDepth = 100;
/** Maximum nesting of packed messages. */
export const maxPacked = 10;

/** A JSON object: keys sorted at every depth, so that equal values have equal text. */
export const struct = (): WellKnownType<JsonObject> => structType;
/** Any JSON value, null among them. */
export const jsonValue = (): WellKnownType<JsonValue> => valueType;
/** Seconds with up to nine fraction digits and an `s`: `1.500s`. */
export const duration = (): WellKnownType<string> => durationType;
/** Paths joined by commas, in the caller's spelling. */
export const fieldMask = (): WellKnownType<string> => fieldMaskType;

/** The message without fields, which deletes return. */
export const Empty = message('google.protobuf.Empty', 'Nothing.', {});

const valueType: WellKnownType<JsonValue> = {
  form: 'wellKnown',
  name: 'Value',
  decode(value) {
    const problems = new Problems();
    const decoded = decodeValue(value, [], problems);
    return problems.issues.length > 0 ? new Refusal(problems.issues) : decoded;
  },
  steps: decodeSteps,
};

const structType: WellKnownType<JsonObject> = {
  form: 'wellKnown',
  name: 'Struct',
  decode(value) {
    if (!isObject(value)) return new Refusal('expected an object');
    return valueType.decode(value) as JsonObject | Refusal;
  },
  *steps(value, sizeOf) {
    if (!isObject(value)) return new Refusal('expected an object');
    return (yield* decodeSteps(value, sizeOf)) as JsonObject | Refusal;
  },
};

/** `path` is the path of the value. It is one mutable list, so that the cost of a step does not depend on the depth. */
function decodeValue(value: unknown, path: PropertyKey[], problems: Problems): JsonValue {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    if (!isText(value)) problems.add([...path], 'text holds a NUL character or a lone surrogate');
    return value;
  }
  if (typeof value === 'number' || typeof value === 'bigint') {
    const number = Number(value);
    if (!Number.isFinite(number)) problems.add([...path], 'number is out of range');
    return number === 0 ? 0 : number;
  }
  if (path.length >= maxValueDepth) problems.add([], `nested deeper than ${maxValueDepth} levels`);
  if (Array.isArray(value)) return decodeElements(value, path, problems);
  const entries: [string, JsonValue][] = [];
  for (const key of Object.keys(value as object)) {
    if (problems.full) return null;
    path.push(key);
    if (!isText(key)) problems.add([...path], 'key is not valid text');
    entries.push([key, decodeValue((value as Record<string, unknown>)[key], path, problems)]);
    path.pop();
  }
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

function decodeElements(value: readonly unknown[], path: PropertyKey[], problems: Problems): JsonValue {
  const list: JsonValue[] = [];
  for (let index = 0; index < value.length && !problems.full; index += 1) {
    path.push(index);
    list.push(decodeValue(value[index], path, problems));
    path.pop();
  }
  return list;
}

function* decodeSteps(value: unknown, sizeOf: SizeOf): Generator<void, JsonValue | Refusal> {
  const problems = new Problems();
  const decoded = yield* valueSteps(value, [], problems, sizeOf);
  return problems.issues.length > 0 ? new Refusal(problems.issues) : decoded;
}

/** `decodeValue` in steps: what is large within the value is divided too. */
function* valueSteps(
  value: unknown,
  path: PropertyKey[],
  problems: Problems,
  sizeOf: SizeOf,
): Generator<void, JsonValue> {
  if (sizeOf(value) <= largeValue) return decodeValue(value, path, problems);
  if (path.length >= maxValueDepth) problems.add([], `nested deeper than ${maxValueDepth} levels`);
  const keys = Array.isArray(value) ? undefined : Object.keys(value as object);
  const entries: [string, JsonValue][] = [];
  const list: JsonValue[] = [];
  let done = 0;
  for (const [index, item] of Object.values(value as object).entries()) {
    if (problems.full) return null;
    const key = keys?.[index];
    path.push(key ?? index);
    if (key !== undefined && !isText(key)) problems.add([...path], 'key is not valid text');
    const size = sizeOf(item);
    const read =
      size > largeValue ? yield* valueSteps(item, path, problems, sizeOf) : decodeValue(item, path, problems);
    path.pop();
    if (key === undefined) list.push(read);
    else entries.push([key, read]);
    done += size;
    if (done < largeValue) continue;
    done = 0;
    yield;
  }
  return keys === undefined ? list : (((yield* sortedRecordSteps(entries)) ?? {}) as JsonObject);
}

const durationPattern = /^(-?)(\d{1,12})(?:\.(\d{1,9}))?s$/;
const maxDurationSeconds = 315_576_000_000;

const durationType: WellKnownType<string> = {
  form: 'wellKnown',
  name: 'Duration',
  decode(value) {
    const match = typeof value === 'string' ? durationPattern.exec(value) : null;
    const seconds = Number(match?.[2]);
    const nanos = Number((match?.[3] ?? '').padEnd(9, '0'));
    if (match === null || seconds > maxDurationSeconds || (seconds === maxDurationSeconds && nanos > 0))
      return new Refusal('expected a duration in seconds such as 1.5s, of at most 10,000 years');
    const sign = seconds === 0 && nanos === 0 ? '' : match[1];
    return `${sign}${seconds}${formatFraction(nanos)}s`;
  },
};

const fieldMaskType: WellKnownType<string> = {
  form: 'wellKnown',
  name: 'FieldMask',
  decode: (value) => text().decode(value),
};
