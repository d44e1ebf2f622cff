import { type ElementType, type EnumType, type ScalarType, sortedRecordSteps } from '../field-types.js';
import type { Field, Message } from '../message.js';
import { wireTypeOf, wireTypes } from './encoder.js';
import { openParts } from './parts.js';
import { entryValues, type Reader, stepBytes, WireError } from './reader.js';
import type { ReadSteps, ReadValue } from './walk.js';
import { openEntries, sortEntries, wellKnownReader } from './well-known-reader.js';

type Target = Record<string, unknown>;

interface FieldReader {
  readonly name: string;
  readonly order: number;
  readonly wireType: number;
  /** A list of numbers, which may also be packed. */
  readonly packed: boolean;
  /** Other members of its oneof. */
  readonly rivals: readonly string[];
  read(reader: Reader, target: Target, wireType: number): void;
  /** Reads a long length-delimited field in steps; only for fields that hold messages or free JSON. */
  readonly steps?: ((reader: Reader, target: Target) => Generator<void, void>) | undefined;
}

interface Compiled {
  readonly read: ReadValue;
  readonly byNumber: ReadonlyMap<number | undefined, FieldReader>;
  readonly maps: readonly string[];
  readonly finish: (target: Target) => Target;
}

const cache = new WeakMap<Message<unknown>, Compiled>();

/** Decodes a message into its canonical JSON object; compiled once per message. */
export function messageReader(message: Message<unknown>): ReadValue {
  return compile(message).read;
}

/** `messageReader` in steps. */
export function* messageSteps(
  message: Message<unknown>,
  reader: Reader,
  before: unknown,
): Generator<void, unknown> {
  const { byNumber, maps, finish } = compile(message);
  reader.enter();
  const parts = before === undefined ? undefined : openParts(reader, before, asTarget, finish);
  const target = parts?.state ?? {};
  let stepped = reader.position;
  while (reader.position < reader.end) {
    if (reader.position - stepped > stepBytes) {
      yield;
      stepped = reader.position;
    }
    const tag = reader.tag();
    const wireType = tag & 7;
    const field = byNumber.get(tag >>> 3);
    if (field === undefined || (field.wireType !== wireType && !(field.packed && wireType === 2))) {
      reader.skip(tag);
      continue;
    }
    for (const rival of field.rivals) if (target[rival] !== undefined) delete target[rival];
    try {
      if (field.steps !== undefined && reader.isLonger(stepBytes)) yield* field.steps(reader, target);
      else field.read(reader, target, wireType);
    } catch (error) {
      if (error instanceof WireError) error.path.unshift(field.name);
      throw error;
    }
  }
  reader.leave();
  if (parts !== undefined) return parts;
  for (const name of maps) {
    const entries = target[name];
    if (entries instanceof Map) target[name] = (yield* sortedRecordSteps([...entries])) ?? {};
    yield;
  }
  return finish(target);
}

function compile(message: Message<unknown>): Compiled {
  const known = cache.get(message);
  if (known !== undefined) return known;
  const fields = message.fields.map((field, order) => fieldReader(message, field, order));
  const byNumber = new Map(fields.map((field, index) => [message.fields[index]?.number, field]));
  const maps = message.fields.filter(({ type }) => type.form === 'map').map((field) => field.jsonName);

  const finish = (target: Target): Target => {
    for (const name of maps) finishMap(target, name);
    return inOrder(fields, target);
  };

  const read: ReadValue = (reader, before) => {
    reader.enter();
    const parts = before === undefined ? undefined : openParts(reader, before, asTarget, finish);
    const target = parts?.state ?? {};
    let last = -1;
    let ordered = true;
    let member: FieldReader | undefined;
    while (reader.position < reader.end) {
      const tag = reader.tag();
      const wireType = tag & 7;
      const field = byNumber.get(tag >>> 3);
      if (field === undefined || (field.wireType !== wireType && !(field.packed && wireType === 2))) {
        reader.skip(tag);
        continue;
      }
      if (field.order < last) ordered = false;
      last = field.order;
      if (field.rivals.length > 0 && member !== field) {
        for (const rival of field.rivals) if (target[rival] !== undefined) delete target[rival];
        member = field;
      }
      try {
        field.read(reader, target, wireType);
      } catch (error) {
        if (error instanceof WireError) error.path.unshift(field.name);
        throw error;
      }
    }
    reader.leave();
    if (parts !== undefined) return parts;
    if (!ordered) return finish(target);
    for (const name of maps) finishMap(target, name);
    return target;
  };
  const compiled = { read, byNumber, maps, finish };
  cache.set(message, compiled);
  return compiled;
}

const asTarget = (finished: Target): Target => finished;

function inOrder(fields: readonly FieldReader[], target: Target): Target {
  const sorted: Target = {};
  for (const { name } of fields) {
    if (target[name] !== undefined) sorted[name] = target[name];
  }
  return sorted;
}

function fieldReader(message: Message<unknown>, field: Field, order: number): FieldReader {
  const { type, jsonName: name, options } = field;
  const rivals = message.fields
    .filter(
      (other) => other !== field && options.oneof !== undefined && other.options.oneof === options.oneof,
    )
    .map((other) => other.jsonName);
  const base = { name, order, rivals, packed: false };
  if (type.form === 'map') {
    const entry = { ...base, wireType: wireTypes.measured, read: mapReader(name, type.value) };
    return { ...entry, steps: mapSteps(name, type.value) };
  }
  if (type.form === 'repeated') {
    const wireType = wireTypeOf(type.element);
    const packed = wireType !== wireTypes.measured;
    const list = { ...base, wireType, packed, read: listReader(name, type.element) };
    return { ...list, steps: listSteps(name, type.element) };
  }
  const read = elementReader(type);
  const plain = type.form === 'scalar' || type.form === 'enum';
  const isDefault =
    plain && options.oneof === undefined ? (type.isDefault as (value: unknown) => boolean) : () => false;
  return {
    ...base,
    wireType: wireTypeOf(type),
    read(reader, target) {
      const value = read(reader, target[name]);
      if (isDefault(value)) delete target[name];
      else target[name] = value;
    },
    steps: singleSteps(name, type),
  };
}

/** Reads a long value in steps; undefined for a type whose values are read at once. */
function elementSteps(type: ElementType<unknown>): ReadSteps | undefined {
  if (type.form === 'wellKnown') return wellKnownReader(type, messageReader).steps;
  if (type.form !== 'message') return undefined;
  return function* (reader, before) {
    const outer = reader.open();
    const value = yield* messageSteps(type, reader, before);
    reader.close(outer);
    return value;
  };
}

function singleSteps(name: string, type: ElementType<unknown>): FieldReader['steps'] {
  const steps = elementSteps(type);
  if (steps === undefined) return undefined;
  return function* (reader, target) {
    target[name] = yield* steps(reader, target[name]);
  };
}

function listSteps(name: string, element: ElementType<unknown>): FieldReader['steps'] {
  const steps = elementSteps(element);
  if (steps === undefined) return undefined;
  return function* (reader, target) {
    const list = (target[name] as unknown[] | undefined) ?? [];
    reader.enter();
    try {
      list.push(yield* steps(reader, undefined));
    } catch (error) {
      if (error instanceof WireError) error.path.unshift(list.length);
      throw error;
    }
    reader.leave();
    target[name] = list;
  };
}

function mapSteps(name: string, element: ElementType<unknown>): FieldReader['steps'] {
  const steps = elementSteps(element);
  if (steps === undefined) return undefined;
  const absent = defaultOf(element);
  return function* (reader, target) {
    reader.count(entryValues);
    const outer = reader.open();
    let key = '';
    let value: unknown;
    reader.enter();
    try {
      while (reader.position < reader.end) {
        const tag = reader.tag();
        if (tag === 0x0a) key = reader.text();
        else if (tag === 0x12) value = yield* steps(reader, value);
        else reader.skip(tag);
      }
    } catch (error) {
      if (error instanceof WireError) error.path.unshift(key);
      throw error;
    }
    reader.leave();
    reader.close(outer);
    const entries = entriesOf(target[name]);
    entries.set(key, value === undefined ? absent() : value);
    target[name] = entries;
  };
}

function listReader(name: string, element: ElementType<unknown>): FieldReader['read'] {
  const read = elementReader(element);
  const wireType = wireTypeOf(element);
  return (reader, target, actual) => {
    const list = (target[name] as unknown[] | undefined) ?? [];
    reader.enter();
    try {
      if (actual === wireType) list.push(read(reader, undefined));
      else {
        const outer = reader.open();
        while (reader.position < reader.end) {
          reader.count();
          list.push(read(reader, undefined));
        }
        reader.close(outer);
      }
    } catch (error) {
      if (error instanceof WireError) error.path.unshift(list.length);
      throw error;
    }
    reader.leave();
    if (list.length > 0) target[name] = list;
  };
}

/** Entries are collected in a Map, so that a repeated key replaces and `__proto__` is an ordinary key. */
function mapReader(name: string, element: ElementType<unknown>): FieldReader['read'] {
  const read = elementReader(element);
  const valueWire = wireTypeOf(element);
  const absent = defaultOf(element);
  return (reader, target) => {
    reader.count(entryValues);
    const outer = reader.open();
    let key = '';
    let value: unknown;
    reader.enter();
    try {
      while (reader.position < reader.end) {
        const tag = reader.tag();
        if (tag === 0x0a) key = reader.text();
        else if (tag === ((2 << 3) | valueWire)) value = read(reader, value);
        else reader.skip(tag);
      }
    } catch (error) {
      if (error instanceof WireError) error.path.unshift(key);
      throw error;
    }
    reader.leave();
    reader.close(outer);
    const entries = entriesOf(target[name]);
    entries.set(key, value === undefined ? absent() : value);
    target[name] = entries;
  };
}

function entriesOf(value: unknown): Map<string, unknown> {
  return value instanceof Map ? value : openEntries((value ?? {}) as object);
}

function finishMap(target: Target, name: string): void {
  const entries = target[name];
  if (entries instanceof Map) target[name] = sortEntries(entries);
}

/** The default value of a map entry. */
function defaultOf(type: ElementType<unknown>): () => unknown {
  if (type.form === 'enum') return () => nameOfZero(type);
  if (type.form === 'message') return () => ({});
  if (type.form === 'wellKnown') {
    const read = wellKnownReader(type, messageReader);
    return () => read.absent();
  }
  const values = { string: '', bytes: '', bool: false, int32: 0, int64: '0', float: 0, double: 0 };
  return () => values[type.scalar];
}

function nameOfZero(type: EnumType<string>): string | number {
  for (const [name, number] of type.values()) if (number === 0) return name;
  return 0;
}

function elementReader(type: ElementType<unknown>): ReadValue {
  switch (type.form) {
    case 'scalar':
      return scalarReader(type);
    case 'enum':
      return enumReader(type);
    case 'wellKnown':
      return wellKnownReader(type, messageReader).read;
    case 'message': {
      const read = messageReader(type);
      return (reader, before) => {
        const outer = reader.open();
        const value = read(reader, before);
        reader.close(outer);
        return value;
      };
    }
  }
}

function scalarReader(type: ScalarType<unknown>): ReadValue {
  switch (type.scalar) {
    case 'string':
      return (reader) => reader.text();
    case 'bytes':
      return (reader) => reader.base64();
    case 'bool':
      return (reader) => reader.bool();
    case 'int32':
      return (reader) => reader.int32();
    case 'int64':
      return (reader) => reader.int64();
    // The type's own decoder prints the shortest decimal, and NaN and the infinities as text.
    case 'float':
      return (reader) => type.decode(spell(reader.float()));
    case 'double':
      return (reader) => type.decode(spell(reader.double()));
  }
}

function spell(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function enumReader(type: EnumType<string>): ReadValue {
  let names: Map<number, string> | undefined;
  return (reader) => {
    // Read lazily, since some enums depend on all kinds. The first name of a number wins.
    names ??= new Map([...type.values()].reverse().map(([name, number]) => [number, name]));
    const number = reader.int32();
    return names.get(number) ?? number;
  };
}
