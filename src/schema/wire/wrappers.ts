import { float } from '../scalars.js';
import type { Reader } from './reader.js';
import type { Writer } from './writer.js';

/** The messages of google.protobuf that wrap one scalar; only an Any can hold them here. */
export interface Wrapper {
  /** Tag of the field `value`, number 1. */
  readonly tag: number;
  readonly absent: unknown;
  write(writer: Writer, value: unknown): void;
  read(reader: Reader): unknown;
}

const spell = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

export const wrappers = {
  StringValue: { tag: 0x0a, absent: '', write: (w, value) => w.text(value as string), read: (r) => r.text() },
  BytesValue: {
    tag: 0x0a,
    absent: '',
    write: (w, value) => w.base64(value as string),
    read: (r) => r.base64(),
  },
  BoolValue: {
    tag: 0x08,
    absent: false,
    write: (w, value) => w.varint(value ? 1 : 0),
    read: (r) => r.bool(),
  },
  Int32Value: { tag: 0x08, absent: 0, write: (w, value) => w.int32(value as number), read: (r) => r.int32() },
  UInt32Value: {
    tag: 0x08,
    absent: 0,
    write: (w, value) => w.varint(value as number),
    read: (r) => r.int32() >>> 0,
  },
  Int64Value: {
    tag: 0x08,
    absent: '0',
    write: (w, value) => w.int64(value as string),
    read: (r) => r.int64(),
  },
  UInt64Value: {
    tag: 0x08,
    absent: '0',
    write: (w, value) => w.int64(value as string),
    read: (r) => BigInt.asUintN(64, BigInt(r.int64())).toString(),
  },
  FloatValue: {
    tag: 0x0d,
    absent: 0,
    write: (w, value) => w.float(Number(value)),
    read: (r) => float().decode(spell(r.float())),
  },
  DoubleValue: {
    tag: 0x09,
    absent: 0,
    write: (w, value) => w.double(Number(value)),
    read: (r) => spell(r.double()),
  },
} as const satisfies Record<string, Wrapper>;

export type WrapperName = keyof typeof wrappers;
