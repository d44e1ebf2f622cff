import type { Field, Message } from '../../src/schema/message.js';
import { elementOf, formOf, type HostileCase, type Spot, spotsOf } from './spots.js';

/**
 * Hostile JSON that follows from a declaration: unknown and repeated keys in every message, and in every field the
 * wrong type, too many elements, and texts that are slow to check where a check is not linear.
 */
export function hostileJson(root: Message<unknown>, seen = new Set<string>()): HostileCase[] {
  return [...messageCases('', []), ...spotsOf(root, seen).flatMap((spot) => casesOf(spot)), ...textCases];
}

/** The text of an element, by its index. */
export type Unit = (index: number) => string;

function messageCases(name: string, path: readonly Field[]): HostileCase[] {
  const list = (kind: string, unit: Unit): HostileCase => ({
    name: `${name}: ${kind}`,
    sort: kind,
    build: (size) => wrap(path, `{${join(size, unit)}}`),
  });
  return [
    list('unknown keys', (index) => `"k${index}":1`),
    list('one unknown key', () => '"k":1'),
    list('long unknown keys', (index) => `"${'k'.repeat(1000)}${index}":{}`),
  ];
}

function casesOf({ path, field, name }: Spot): HostileCase[] {
  const { type, jsonName, protoName } = field;
  const element = elementOf(type);
  const here = [...path, field];
  const at = (kind: string, build: (size: number) => string): HostileCase => ({
    name: `${name}: ${kind}`,
    sort: `${formOf(field)}: ${kind}`,
    build: (size) => wrap(path, `{"${jsonName}":${build(size)}}`),
  });
  const list = (kind: string, unit: Unit): HostileCase => at(kind, (size) => `[${join(size, unit)}]`);
  const object = (kind: string, unit: Unit): HostileCase => at(kind, (size) => `{${join(size, unit)}}`);
  const cases = [
    list('empty objects', () => '{}'),
    list('zeros', () => '0'),
    object('distinct keys', (index) => `"k${index}":""`),
    at('one long text', (size) => `"${'='.repeat(size)}x"`),
    at('one long number', (size) => `"${'9'.repeat(size)}"`),
    at('many digits', (size) => '9'.repeat(size)),
    {
      name: `${name}: both spellings`,
      sort: `${formOf(field)}: both spellings`,
      build: (size: number) => wrap(path, `{${join(size, (i) => `"${i % 2 ? protoName : jsonName}":null`)}}`),
    },
  ];
  if (element.form === 'message') return [...cases, ...messageCases(name, here)];
  if (element.form !== 'wellKnown' || element.name !== 'Any') return cases;
  const packed = (size: number): string => {
    let inner = `{"@type":"t/google.protobuf.Struct","value":{${join(size, (i) => `"k${i % 30_000}":"\\ud800"`)}}}`;
    for (let level = 0; level < 9; level += 1) inner = `{"@type":"t/google.protobuf.Any","value":${inner}}`;
    return inner;
  };
  return [...cases, at('packed ten times', packed)];
}

/** What stops the reading before any field is known. */
const textCases: readonly HostileCase[] = (
  [
    { name: 'only spaces', build: (size: number) => Buffer.alloc(size, ' ') },
    { name: 'opening brackets', build: (size: number) => Buffer.alloc(size, '[') },
    { name: 'empty lists', build: (size: number) => Buffer.from(`[${join(size, () => '[]')}]`) },
    { name: 'backslashes', build: (size: number) => Buffer.from(`"${'\\\\'.repeat(size / 2)}"`) },
    { name: 'quotes', build: (size: number) => Buffer.from(`"${'\\"'.repeat(size / 2)}`) },
    { name: 'line breaks, then an error', build: (size: number) => Buffer.from(`${'\n'.repeat(size)}?`) },
    {
      name: 'bad UTF-8 at the end',
      build: (size: number) => Buffer.concat([Buffer.alloc(size, ' '), Buffer.of(0xff)]),
    },
  ] satisfies Omit<HostileCase, 'sort'>[]
).map((entry) => ({ ...entry, sort: entry.name }));

function wrap(path: readonly Field[], content: string): Buffer {
  const text = path.reduceRight((inner, { type, jsonName }) => {
    if (type.form === 'repeated') return `{"${jsonName}":[${inner}]}`;
    return type.form === 'map' ? `{"${jsonName}":{"k":${inner}}}` : `{"${jsonName}":${inner}}`;
  }, content);
  return Buffer.from(text);
}

/** As many elements, separated by commas, as have `size` characters. */
export function join(size: number, unit: Unit): string {
  const parts: string[] = [];
  for (let length = 0, index = 0; length < size; index += 1) {
    const part = unit(index);
    parts.push(part);
    length += part.length + 1;
  }
  return parts.join(',');
}
