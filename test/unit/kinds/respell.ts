import type { ElementType, FieldType } from '../../../src/schema/field-types.js';
import type { Message } from '../../../src/schema/message.js';
import { toBigInt } from '../../../src/schema/scalars.js';

/** Writes a canonical message in other spellings that mean the same; `choose(n)` picks one of n. */
export type Choose = (count: number) => number;

type Json = Record<string, unknown>;

export function respell(message: Message<unknown>, value: Json, choose: Choose): Json {
  const entries = message.fields.flatMap((field): [string, unknown][] => {
    const name = choose(2) === 0 ? field.protoName : field.jsonName;
    const child = value[field.jsonName];
    if (child !== undefined) return [[name, respellField(field.type, child, choose)]];
    return choose(4) === 0 ? [[name, null]] : [];
  });
  return Object.fromEntries(choose(2) === 0 ? entries.reverse() : entries);
}

function respellField(type: FieldType<unknown>, value: unknown, choose: Choose): unknown {
  if (type.form === 'repeated')
    return (value as unknown[]).map((v) => respellElement(type.element, v, choose));
  if (type.form === 'map') {
    const entries = Object.entries(value as Json).map(([k, v]) => [k, respellElement(type.value, v, choose)]);
    return Object.fromEntries(entries.reverse());
  }
  return respellElement(type, value, choose);
}

function respellElement(type: ElementType<unknown>, value: unknown, choose: Choose): unknown {
  if (type.form === 'message') return respell(type, value as Json, choose);
  if (type.form === 'enum') return choose(2) === 0 ? (type.values().get(value as string) ?? value) : value;
  if (type.form === 'wellKnown')
    return type.name === 'Timestamp' ? respellTime(value as string, choose) : value;
  if (type.scalar === 'bytes') return respellBytes(value as string, choose);
  if (type.scalar === 'int32' || type.scalar === 'float') return choose(2) === 0 ? String(value) : value;
  return type.scalar === 'int64' && choose(2) === 0 ? toBigInt(value) : value;
}

function respellBytes(value: string, choose: Choose): string {
  const url = choose(2) === 0 ? value.replaceAll('+', '-').replaceAll('/', '_') : value;
  return choose(2) === 0 ? url.replaceAll('=', '') : url;
}

function respellTime(value: string, choose: Choose): string {
  const spellings = [value, value.replace('Z', '+00:00'), value.replace('T', 't').replace('Z', 'z')];
  return spellings[choose(spellings.length)] ?? value;
}
