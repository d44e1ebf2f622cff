import { parseTimestamp } from '../../domain/timestamp.js';
import type { MessageLookup, WellKnownName, WellKnownType } from '../field-types.js';
import type { Message } from '../message.js';
import { anyType, isWrapper, type SpecialName } from './any.js';
import { wrappers } from './wrappers.js';
import type { Writer } from './writer.js';

/** Writes one value without its tag. */
export type WriteValue = (writer: Writer, value: unknown) => void;
/** Finds the writer of a message, for Any. */
export type MessageWriters = (message: Message<unknown>) => WriteValue;

/** Tags of the fields of google.protobuf's messages, `number << 3 | wire type`. */
const tags = {
  seconds: 0x08,
  nanos: 0x10,
  path: 0x0a,
  typeUrl: 0x0a,
  anyValue: 0x12,
  entry: 0x0a,
  key: 0x0a,
  value: 0x12,
  item: 0x0a,
  null: 0x08,
  number: 0x11,
  string: 0x1a,
  bool: 0x20,
  struct: 0x2a,
  list: 0x32,
} as const;

/** Writes a message whose JSON form is not an object of its fields, preceded by its length. */
export function wellKnownWriter(
  { name, lookup }: WellKnownType<unknown>,
  writers: MessageWriters,
): WriteValue {
  const write = name === 'Any' ? anyWriter(writers, lookup) : bodies[name];
  return (writer, value) => {
    const start = writer.begin();
    write(writer, value);
    writer.end(start);
  };
}

const bodies: Readonly<Record<Exclude<WellKnownName, 'Any'>, WriteValue>> = {
  Timestamp: writeTimestamp,
  Duration: writeDuration,
  Struct: writeStruct,
  Value: writeJson,
  FieldMask: writeFieldMask,
  Empty: () => undefined,
};

const wholeSeconds = '1970-01-01T00:00:00'.length;

function writeTimestamp(writer: Writer, value: unknown): void {
  const text = value as string;
  // Fast path for canonical texts, such as stored ones.
  const millis = text.endsWith('Z') ? Date.parse(`${text.slice(0, wholeSeconds)}Z`) : Number.NaN;
  if (!Number.isNaN(millis)) {
    const fraction = text.slice(wholeSeconds + 1, -1);
    writeSeconds(writer, millis / 1000, fraction === '' ? 0 : Number(fraction.padEnd(9, '0')));
    return;
  }
  const instant = parseTimestamp(value as string);
  if (instant === undefined) throw new RangeError('not a timestamp');
  writeSeconds(writer, instant.seconds, instant.nanos);
}

function writeDuration(writer: Writer, value: unknown): void {
  const match = /^(-?)(\d+)(?:\.(\d{1,9}))?s$/.exec(value as string);
  if (match === null) throw new RangeError('not a duration');
  const sign = match[1] === '-' ? -1 : 1;
  writeSeconds(writer, sign * Number(match[2]), sign * Number((match[3] ?? '').padEnd(9, '0')));
}

function writeSeconds(writer: Writer, seconds: number, nanos: number): void {
  if (seconds !== 0) {
    writer.varint(tags.seconds);
    writer.int64(String(seconds));
  }
  if (nanos !== 0) {
    writer.varint(tags.nanos);
    writer.int32(nanos);
  }
}

function writeFieldMask(writer: Writer, value: unknown): void {
  if (value === '') return;
  for (const path of (value as string).split(',')) {
    writer.varint(tags.path);
    writer.text(path);
  }
}

function writeStruct(writer: Writer, value: unknown): void {
  for (const [key, child] of Object.entries(value as object)) {
    writer.varint(tags.entry);
    const start = writer.begin();
    writer.varint(tags.key);
    writer.text(key);
    writer.varint(tags.value);
    writeMeasured(writer, writeJson, child);
    writer.end(start);
  }
}

/** The body of a google.protobuf.Value. */
function writeJson(writer: Writer, value: unknown): void {
  if (typeof value === 'string') {
    writer.varint(tags.string);
    writer.text(value);
  } else if (typeof value === 'number') {
    writer.varint(tags.number);
    writer.double(value);
  } else if (typeof value === 'boolean') {
    writer.varint(tags.bool);
    writer.varint(value ? 1 : 0);
  } else if (value === null) {
    writer.varint(tags.null);
    writer.varint(0);
  } else if (Array.isArray(value)) {
    writer.varint(tags.list);
    writeMeasured(writer, writeList, value);
  } else {
    writer.varint(tags.struct);
    writeMeasured(writer, writeStruct, value);
  }
}

function writeList(writer: Writer, value: unknown): void {
  for (const item of value as readonly unknown[]) {
    writer.varint(tags.item);
    writeMeasured(writer, writeJson, item);
  }
}

function writeMeasured(writer: Writer, write: WriteValue, value: unknown): void {
  const start = writer.begin();
  write(writer, value);
  writer.end(start);
}

function anyWriter(writers: MessageWriters, lookup: MessageLookup | undefined): WriteValue {
  return function writeAny(writer, value) {
    const { '@type': typeUrl, ...content } = value as Readonly<Record<string, unknown>>;
    if (typeUrl === undefined) return;
    writer.varint(tags.typeUrl);
    writer.text(typeUrl as string);
    const type = anyType(typeUrl as string, lookup);
    if (type === undefined) throw new RangeError('type of Any is not known');
    writer.varint(tags.anyValue);
    // Well-known types are under `value`, others beside the type.
    if (type === 'Any') writeMeasured(writer, writeAny, content.value);
    else if (typeof type === 'string') writeMeasured(writer, specialBody(type), content.value);
    else writeMeasured(writer, writers(type), content);
  };
}

function specialBody(name: Exclude<SpecialName, 'Any'>): WriteValue {
  if (name === 'ListValue') return writeList;
  if (!isWrapper(name)) return bodies[name];
  const { tag, absent, write } = wrappers[name];
  return (writer, value) => {
    if (value === absent) return;
    writer.varint(tag);
    write(writer, value);
  };
}
