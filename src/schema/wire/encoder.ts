import type { ElementType, EnumType, FieldType, ScalarType } from '../field-types.js';
import type { Field, Message } from '../message.js';
import { type WriteValue, wellKnownWriter } from './well-known-writer.js';

export const wireTypes = { varint: 0, fixed64: 1, measured: 2, fixed32: 5 } as const;

const cache = new WeakMap<Message<unknown>, WriteValue>();

/** Writes the fields of a canonical JSON object; compiled once per message. */
export function messageWriter(message: Message<unknown>): WriteValue {
  const known = cache.get(message);
  if (known !== undefined) return known;
  const fields = message.fields.map((field) => ({ name: field.jsonName, write: fieldWriter(field) }));
  const write: WriteValue = (writer, value) => {
    for (const field of fields) {
      const child = (value as Record<string, unknown>)[field.name];
      if (child !== undefined) field.write(writer, child);
    }
  };
  cache.set(message, write);
  return write;
}

function fieldWriter(field: Field): WriteValue {
  const { type, number } = field;
  if (type.form === 'repeated') return listWriter(number, type.element);
  if (type.form === 'map') return mapWriter(number, type.value);
  const tag = (number << 3) | wireTypeOf(type);
  const write = elementWriter(type);
  const always: WriteValue = (writer, value) => {
    writer.varint(tag);
    write(writer, value);
  };
  if (field.options.oneof !== undefined || type.form === 'message') return always;
  // In protojson, null is an absent field, except in a Value.
  if (type.form === 'wellKnown') {
    return type.name === 'Value' ? always : (writer, value) => value !== null && always(writer, value);
  }
  const isDefault = type.isDefault as (value: unknown) => boolean;
  return (writer, value) => {
    if (!isDefault(value)) always(writer, value);
  };
}

function listWriter(number: number, element: ElementType<unknown>): WriteValue {
  const write = elementWriter(element);
  const measured = (number << 3) | wireTypes.measured;
  if (wireTypeOf(element) === wireTypes.measured) {
    return (writer, value) => {
      for (const item of value as readonly unknown[]) {
        writer.varint(measured);
        write(writer, item);
      }
    };
  }
  return (writer, value) => {
    const list = value as readonly unknown[];
    if (list.length === 0) return;
    writer.varint(measured);
    const start = writer.begin();
    for (const item of list) write(writer, item);
    writer.end(start);
  };
}

function mapWriter(number: number, element: ElementType<unknown>): WriteValue {
  const write = elementWriter(element);
  const tag = (number << 3) | wireTypes.measured;
  const keyTag = (1 << 3) | wireTypes.measured;
  const valueTag = (2 << 3) | wireTypeOf(element);
  return (writer, value) => {
    for (const [key, item] of Object.entries(value as object)) {
      writer.varint(tag);
      const start = writer.begin();
      writer.varint(keyTag);
      writer.text(key);
      writer.varint(valueTag);
      write(writer, item);
      writer.end(start);
    }
  };
}

function elementWriter(type: ElementType<unknown>): WriteValue {
  switch (type.form) {
    case 'scalar':
      return scalarWriter(type);
    case 'enum':
      return enumWriter(type);
    case 'wellKnown':
      return wellKnownWriter(type, messageWriter);
    case 'message': {
      const write = messageWriter(type);
      return (writer, value) => {
        const start = writer.begin();
        write(writer, value);
        writer.end(start);
      };
    }
  }
}

function scalarWriter(type: ScalarType<unknown>): WriteValue {
  switch (type.scalar) {
    case 'string':
      return (writer, value) => writer.text(value as string);
    case 'bytes':
      return (writer, value) => writer.base64(value as string);
    case 'bool':
      return (writer, value) => writer.varint(value === true ? 1 : 0);
    case 'int32':
      return (writer, value) => writer.int32(value as number);
    case 'int64':
      return (writer, value) => writer.int64(value as string);
    // Number() also reads the texts NaN, Infinity and -Infinity.
    case 'float':
      return (writer, value) => writer.float(Number(value));
    case 'double':
      return (writer, value) => writer.double(Number(value));
  }
}

function enumWriter(type: EnumType<string>): WriteValue {
  return (writer, value) => {
    const number = typeof value === 'number' ? value : type.values().get(value as string);
    if (number === undefined) throw new RangeError(`${String(value)} is not a value of ${type.name}`);
    writer.int32(number);
  };
}

/** The wire type of a field type. */
export function wireTypeOf(type: FieldType<unknown>): number {
  if (type.form === 'enum') return wireTypes.varint;
  if (type.form !== 'scalar') return wireTypes.measured;
  switch (type.scalar) {
    case 'string':
    case 'bytes':
      return wireTypes.measured;
    case 'float':
      return wireTypes.fixed32;
    case 'double':
      return wireTypes.fixed64;
    default:
      return wireTypes.varint;
  }
}
