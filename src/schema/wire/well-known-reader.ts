import { formatFraction, formatTimestamp, type Instant, parseTimestamp } from '../../domain/timestamp.js';
import {
  type MessageLookup,
  sortedRecordSteps,
  type WellKnownName,
  type WellKnownType,
} from '../field-types.js';
import type { Message } from '../message.js';
import { anyType, isWrapper, type SpecialName } from './any.js';
import { openParts } from './parts.js';
import { entryValues, Reader, stepBytes, WireError } from './reader.js';
import {
  eachField,
  fieldSteps,
  levelSteps,
  measuredSteps,
  type ReadSteps,
  type ReadValue,
  readLevel,
  readMeasured,
} from './walk.js';
import { wrappers } from './wrappers.js';

/** Finds the reader of a message, for Any. */
export type MessageReaders = (message: Message<unknown>) => ReadValue;

export interface WellKnownReader {
  readonly read: ReadValue;
  /** Only of free JSON: other values take no step. */
  readonly steps?: ReadSteps | undefined;
  /** The value of an empty message. */
  absent(): unknown;
}

const nothing = Buffer.alloc(0);

/** Reads a message whose JSON form is not an object of its fields. */
export function wellKnownReader(
  { name, lookup }: WellKnownType<unknown>,
  readers: MessageReaders,
): WellKnownReader {
  const body = name === 'Any' ? anyReader(readers, lookup) : bodies[name];
  return {
    read: levels.has(name)
      ? (reader, before) => readLevel(reader, body, before)
      : (reader, before) => readMeasured(reader, body, before),
    steps: bodySteps.get(name),
    absent: () => body(new Reader(nothing), undefined),
  };
}

/** Types that are an object in JSON; a Value has the form of its content. */
const levels: ReadonlySet<SpecialName> = new Set<SpecialName>(['Struct', 'ListValue', 'Any', 'Empty']);

const bodies: Readonly<Record<Exclude<WellKnownName, 'Any'>, ReadValue>> = {
  Timestamp: (reader, before) => readTimestamp(reader, before),
  Duration: (reader, before) => readDuration(reader, before),
  Struct: readStruct,
  Value: readJson,
  FieldMask: readFieldMask,
  Empty(reader) {
    eachField(reader, () => false);
    return {};
  },
};

const bodySteps: ReadonlyMap<string, ReadSteps> = new Map<string, ReadSteps>([
  ['Struct', (reader, before) => levelSteps(reader, structSteps, before)],
  ['Value', (reader, before) => measuredSteps(reader, jsonSteps, before)],
]);

function readSeconds(reader: Reader, { seconds, nanos }: Instant): Instant {
  let text = String(seconds);
  let rest = nanos;
  eachField(reader, (tag) => {
    if (tag === 0x08) text = reader.int64();
    else if (tag === 0x10) rest = reader.int32();
    else return false;
    return true;
  });
  return { seconds: Number(text), nanos: rest };
}

const minSeconds = -62135596800;
const maxSeconds = 253402300799;

interface OpenInstant {
  instant: Instant;
}

/** Reads a time or duration, possibly in parts. */
function instantReader(
  check: (instant: Instant) => void,
  parse: (text: string) => Instant | undefined,
  format: (instant: Instant) => string,
): ReadValue {
  const open = (text: string): OpenInstant => ({ instant: parse(text) ?? zero });
  const finish = ({ instant }: OpenInstant): string => format(instant);
  return (reader, before) => {
    const parts = before === undefined ? undefined : openParts(reader, before, open, finish);
    const instant = readSeconds(reader, parts?.state.instant ?? zero);
    check(instant);
    if (parts === undefined) return format(instant);
    parts.state.instant = instant;
    return parts;
  };
}

const zero: Instant = { seconds: 0, nanos: 0 };

function checkTimestamp({ seconds, nanos }: Instant): void {
  if (seconds < minSeconds || seconds > maxSeconds || nanos < 0 || nanos > 999_999_999)
    throw new WireError('expected a time of year 0001 to 9999');
}

const maxDuration = 315_576_000_000;

function checkDuration({ seconds, nanos }: Instant): void {
  const valid =
    Math.abs(seconds) <= maxDuration &&
    Math.abs(nanos) <= 999_999_999 &&
    (Math.abs(seconds) < maxDuration || nanos === 0) &&
    Math.sign(seconds) * Math.sign(nanos) >= 0;
  if (!valid) throw new WireError('expected a duration of at most 10,000 years');
}

function formatDuration({ seconds, nanos }: Instant): string {
  const sign = seconds < 0 || nanos < 0 ? '-' : '';
  return `${sign}${Math.abs(seconds)}${formatFraction(Math.abs(nanos))}s`;
}

function parseDuration(text: string): Instant {
  const sign = text.startsWith('-') ? -1 : 1;
  const [seconds = '', fraction = ''] = text.slice(sign < 0 ? 1 : 0, -1).split('.');
  return { seconds: sign * Number(seconds), nanos: sign * Number(fraction.padEnd(9, '0')) };
}

const readTimestamp = instantReader(checkTimestamp, parseTimestamp, formatTimestamp);
const readDuration = instantReader(checkDuration, parseDuration, formatDuration);

/** Paths joined by commas, in the original spelling. */
function readFieldMask(reader: Reader, before: unknown): unknown {
  const parts = before === undefined ? undefined : openParts(reader, before, openMask, joinPaths);
  const paths = parts?.state ?? [];
  eachField(reader, (tag) => {
    if (tag !== 0x0a) return false;
    const path = reader.text();
    if (path.includes(',')) throw new WireError('a path cannot hold a comma');
    paths.push(path);
    return true;
  });
  return parts ?? joinPaths(paths);
}

const openMask = (text: string): string[] => (text === '' ? [] : [text]);
const joinPaths = (paths: readonly string[]): string => paths.join(',');

type Entries = Map<string, unknown>;

function readStruct(reader: Reader, before: unknown): unknown {
  const parts = before === undefined ? undefined : openParts(reader, before, openEntries, sortEntries);
  const entries = parts?.state ?? new Map<string, unknown>();
  eachField(reader, (tag) => {
    if (tag !== 0x0a) return false;
    readEntry(reader, entries);
    return true;
  });
  return parts ?? sortEntries(entries);
}

function readEntry(reader: Reader, entries: Entries): void {
  reader.count(entryValues);
  const outer = reader.open();
  let key = '';
  let value: unknown;
  eachField(reader, (tag) => {
    if (tag === 0x0a) key = reader.text();
    else if (tag === 0x12) value = readMeasured(reader, readJson, value);
    else return false;
    return true;
  });
  reader.close(outer);
  if (value === undefined) throw unset();
  entries.set(key, value);
}

function* structSteps(reader: Reader, before: unknown): Generator<void, unknown> {
  const parts = before === undefined ? undefined : openParts(reader, before, openEntries, sortEntries);
  const entries = parts?.state ?? new Map<string, unknown>();
  yield* fieldSteps(reader, (tag) => {
    if (tag !== 0x0a) return false;
    if (reader.isLonger(stepBytes)) return entrySteps(reader, entries);
    readEntry(reader, entries);
    return true;
  });
  return parts ?? (yield* sortedRecordSteps([...entries])) ?? {};
}

function* entrySteps(reader: Reader, entries: Entries): Generator<void, void> {
  reader.count(entryValues);
  const outer = reader.open();
  let key = '';
  let value: unknown;
  const readInSteps = function* (): Generator<void, void> {
    value = yield* measuredSteps(reader, jsonSteps, value);
  };
  yield* fieldSteps(reader, (tag) => {
    if (tag === 0x12) return readInSteps();
    if (tag !== 0x0a) return false;
    key = reader.text();
    return true;
  });
  reader.close(outer);
  if (value === undefined) throw unset();
  entries.set(key, value);
}

/** `__proto__` is an ordinary key. */
export const openEntries = (finished: object): Entries => new Map(Object.entries(finished));

export function sortEntries(entries: Entries): object {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const unset = (): WireError => new WireError('google.protobuf.Value is not set');

/** The body of a google.protobuf.Value: parts of a struct are merged, those of a list appended, others replace. */
function readJson(reader: Reader, before: unknown): unknown {
  let value = before;
  eachField(reader, (tag) => {
    const read = readKind(reader, tag, value);
    if (read === undefined) return false;
    value = read;
    return true;
  });
  if (value === undefined) throw unset();
  return value;
}

/** One member of a Value; undefined if the tag is of none. */
function readKind(reader: Reader, tag: number, before: unknown): unknown {
  switch (tag) {
    case 0x08:
      reader.int32();
      return null;
    case 0x11: {
      const number = reader.double();
      if (!Number.isFinite(number)) throw new WireError('number is not finite');
      return number === 0 ? 0 : number;
    }
    case 0x1a:
      return reader.text();
    case 0x20:
      return reader.bool();
    case 0x2a:
      return readLevel(reader, readStruct, isStruct(before) ? before : undefined);
    case 0x32:
      return readLevel(reader, readList, Array.isArray(before) ? before : undefined);
    default:
      return undefined;
  }
}

function* jsonSteps(reader: Reader, before: unknown): Generator<void, unknown> {
  let value = before;
  const readInSteps = function* (tag: number): Generator<void, void> {
    value =
      tag === 0x2a
        ? yield* levelSteps(reader, structSteps, isStruct(value) ? value : undefined)
        : yield* levelSteps(reader, listSteps, Array.isArray(value) ? value : undefined);
  };
  yield* fieldSteps(reader, (tag) => {
    if ((tag === 0x2a || tag === 0x32) && reader.isLonger(stepBytes)) return readInSteps(tag);
    const read = readKind(reader, tag, value);
    if (read === undefined) return false;
    value = read;
    return true;
  });
  if (value === undefined) throw unset();
  return value;
}

function isStruct(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The open form of a list is the list. */
function readList(reader: Reader, before: unknown): unknown {
  const list = (before as unknown[] | undefined) ?? [];
  eachField(reader, (tag) => {
    if (tag !== 0x0a) return false;
    list.push(readMeasured(reader, readJson, undefined));
    return true;
  });
  return list;
}

function* listSteps(reader: Reader, before: unknown): Generator<void, unknown> {
  const list = (before as unknown[] | undefined) ?? [];
  const readInSteps = function* (): Generator<void, void> {
    list.push(yield* measuredSteps(reader, jsonSteps, undefined));
  };
  yield* fieldSteps(reader, (tag) => {
    if (tag !== 0x0a) return false;
    if (reader.isLonger(stepBytes)) return readInSteps();
    list.push(readMeasured(reader, readJson, undefined));
    return true;
  });
  return list;
}

/** Parts of an Any are not merged: the last type and the last content win. */
function anyReader(readers: MessageReaders, lookup: MessageLookup | undefined): ReadValue {
  return function readAny(reader: Reader): unknown {
    let typeUrl = '';
    let content: Buffer = nothing;
    eachField(reader, (tag) => {
      if (tag === 0x0a) typeUrl = reader.text();
      else if (tag === 0x12) content = reader.bytes();
      else return false;
      return true;
    });
    if (typeUrl === '' && content.length === 0) return {};
    const type = anyType(typeUrl, lookup);
    const inner = reader.unpack(content);
    if (type === undefined) throw new WireError(`type ${JSON.stringify(typeUrl.slice(0, 80))} is not known`);
    if (typeof type === 'string') {
      // Under `value`: one level deeper if it is an object or a list.
      if (levels.has(type)) inner.enter();
      return {
        '@type': typeUrl,
        value: type === 'Any' ? readAny(inner) : specialBody(type)(inner, undefined),
      };
    }
    // In the object of the Any.
    inner.leave();
    return { '@type': typeUrl, ...(readers(type)(inner, undefined) as object) };
  };
}

function specialBody(name: Exclude<SpecialName, 'Any'>): ReadValue {
  if (name === 'ListValue') return readList;
  if (!isWrapper(name)) return bodies[name];
  const wrapper = wrappers[name];
  return (reader) => {
    let value: unknown = wrapper.absent;
    eachField(reader, (tag) => {
      if (tag !== wrapper.tag) return false;
      value = wrapper.read(reader);
      return true;
    });
    return value;
  };
}
