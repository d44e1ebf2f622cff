import { isObject } from '../domain/is-object.js';
import { decodeSpellings } from './codec.js';
import { type MessageLookup, Refusal, type WellKnownType } from './field-types.js';
import type { Message } from './message.js';
import { bool, bytes, float, int32, int64, text, timestamp, toBigInt } from './scalars.js';
import {
  duration,
  fieldMask,
  type JsonValue,
  jsonValue,
  maxPacked,
  maxValueDepth,
  struct,
} from './well-known.js';

/** A message of any known type, named by `@type`. */
export interface AnyValue {
  readonly '@type'?: string;
  readonly [field: string]: unknown;
}

type Decode = (value: unknown) => unknown;

/** How packed messages are decoded: leniently with error messages, or strictly. */
interface Way {
  readonly any: Decode;
  readonly lookup: MessageLookup;
  message(message: Message<unknown>, content: unknown): unknown;
}

/**
 * A message packed with its type, of those that `lookup` finds by their full name.
 *
 * A decoder never tries one way and then the other: packed messages are nested, and with two tries at each of ten levels
 * the innermost would be decoded a thousand times.
 */
export function any(lookup: MessageLookup): WellKnownType<AnyValue> {
  const usual: Way = {
    any: (value) => decodePacked(value, usual),
    lookup,
    message: (message, content) => message.readUsual(content),
  };
  const spelt: Way = { any: (value) => decodePacked(value, spelt), lookup, message: decodeSpellings };
  return {
    form: 'wellKnown',
    name: 'Any',
    lookup,
    decode: (value) => decodePacked(value, spelt),
    decodeUsual: (value) => decodePacked(value, usual),
  };
}

function decodePacked(value: unknown, way: Way): AnyValue | Refusal {
  if (!isObject(value)) return new Refusal('expected an object');
  const { '@type': url, ...content } = value;
  if (url === undefined && Object.keys(content).length === 0) return {};
  const type = url === undefined ? new Refusal('required') : text().decode(url);
  if (type instanceof Refusal) return beneath('@type', type);
  const tooDeep = checkDepth(value);
  if (tooDeep !== undefined) return tooDeep;
  const name = type.slice(type.lastIndexOf('/') + 1);
  const special = name === 'google.protobuf.Any' ? way.any : specialForms.get(name);
  if (special !== undefined) return decodeSpecial(type, content, special);
  const message = way.lookup(name);
  if (message === undefined)
    return beneath('@type', new Refusal(`unknown type ${JSON.stringify(name.slice(0, 80))}`));
  const decoded = way.message(message, content);
  return decoded instanceof Refusal ? decoded : { '@type': type, ...(decoded as object) };
}

/** Types whose JSON is not an object of their fields are under `value`. */
function decodeSpecial(type: string, content: object, decode: Decode): AnyValue | Refusal {
  for (const key of Object.keys(content)) {
    if (key !== 'value') return beneath(key, new Refusal('unknown field'));
  }
  if (!('value' in content)) return beneath('value', new Refusal('required'));
  const decoded = decode(content.value);
  return decoded instanceof Refusal ? beneath('value', decoded) : { '@type': type, value: decoded };
}

function beneath(key: string, refusal: Refusal): Refusal {
  return new Refusal(refusal.issues.map(({ path, message }) => ({ path: [key, ...path], message })));
}

const specialForms: ReadonlyMap<string, Decode> = new Map<string, Decode>(
  Object.entries({
    Timestamp: timestamp().decode,
    Duration: duration().decode,
    FieldMask: fieldMask().decode,
    Struct: struct().decode,
    Value: jsonValue().decode,
    ListValue: decodeList,
    Empty: decodeEmpty,
    StringValue: text().decode,
    BytesValue: bytes().decode,
    BoolValue: bool().decode,
    Int32Value: int32().decode,
    UInt32Value: (value: unknown) => decodeUnsigned(value, 32, Number),
    Int64Value: int64().decode,
    UInt64Value: (value: unknown) => decodeUnsigned(value, 64, String),
    FloatValue: float().decode,
    DoubleValue: decodeDouble,
  }).map(([name, decode]) => [`google.protobuf.${name}`, decode]),
);

function decodeList(value: unknown): JsonValue | Refusal {
  return Array.isArray(value) ? jsonValue().decode(value) : new Refusal('expected a list');
}

function decodeEmpty(value: unknown): object | Refusal {
  if (!isObject(value)) return new Refusal('expected an object');
  const [key] = Object.keys(value);
  return key === undefined ? {} : beneath(key, new Refusal('unknown field'));
}

function decodeUnsigned<T>(value: unknown, bits: number, format: (value: bigint) => T): T | Refusal {
  const number = toBigInt(value);
  if (number === undefined) return new Refusal('expected an integer');
  if (BigInt.asUintN(bits, number) !== number)
    return new Refusal(`integer is out of the range of ${bits} unsigned bits`);
  return format(number);
}

function decodeDouble(value: unknown): number | string | Refusal {
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return value;
  const spelt = typeof value === 'string' && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value);
  const number = typeof value === 'number' || typeof value === 'bigint' || spelt ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) return new Refusal('expected a number');
  return number === 0 ? 0 : number;
}

/** Values that have been checked; they are not checked again for each message packed in them. */
const checked = new WeakSet<object>();

/** Packed messages are decoded by recursion, so their depth is checked before. */
function checkDepth(value: object): Refusal | undefined {
  if (checked.has(value)) return undefined;
  let level: unknown[] = [value];
  let packed = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxValueDepth) return new Refusal(`nested deeper than ${maxValueDepth} levels`);
    const packages = level.filter((item): item is object => isObject(item) && '@type' in item);
    for (const item of packages) checked.add(item);
    if (packages.length > 0) packed += 1;
    if (packed > maxPacked) return new Refusal(`more than ${maxPacked} messages packed into one another`);
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return undefined;
}
