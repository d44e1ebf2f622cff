import type { ElementType } from '../../src/schema/field-types.js';
import type { Field, Message } from '../../src/schema/message.js';
import { wireTypeOf } from '../../src/schema/wire/encoder.js';
import { elementOf, formOf, type HostileCase, type Spot, spotsOf } from './spots.js';

/**
 * Hostile binary messages that follow from a declaration: every field repeated as often as fits, within one parent and
 * with a parent around each (which a decoder has to merge), with empty, small and distinct contents.
 */
export function hostileWire(root: Message<unknown>, seen = new Set<string>()): HostileCase[] {
  const cases = spotsOf(root, seen).flatMap((spot) => casesOf(spot));
  const unknown = (tag: number, content: Buffer): HostileCase['build'] => {
    const unit = Buffer.concat([varint(tag), content]);
    return (size) => repeat(size, () => unit);
  };
  return [
    ...cases,
    ...Object.entries({
      'unknown field, varint': unknown((15_000 << 3) | 0, Buffer.of(1)),
      'unknown field, measured': unknown((15_000 << 3) | 2, Buffer.of(0)),
      'unknown field, group': unknown((15_000 << 3) | 3, varint((15_000 << 3) | 4)),
      'groups within each other': unknown((15_000 << 3) | 3, Buffer.of()),
    }).map(([name, build]) => ({ name, sort: name, build })),
  ];
}

type Unit = (index: number) => Buffer;

function casesOf({ path, field, name }: Spot): HostileCase[] {
  return Object.entries(unitsOf(field)).flatMap(([kind, unit]): HostileCase[] => {
    const sort = `${formOf(field)}: ${kind}`;
    const build = (size: number): Buffer => wrap(path, repeat(size, unit));
    const within = { name: `${name}: ${kind}`, sort, build };
    if (path.length === 0) return [within];
    const around = (size: number): Buffer => repeat(size, (index) => wrap(path, unit(index)));
    // Parts of singular messages are merged; those of a list stand beside each other.
    const parents = path.every(({ type }) => type.form === 'message') ? 'part' : 'element';
    return [
      within,
      {
        name: `${name}: ${kind}, each in its own parent`,
        sort: `${sort}, each in its own ${parents}`,
        build: around,
      },
    ];
  });
}

function unitsOf(field: Field): Record<string, Unit> {
  const { type, number } = field;
  const tag = (number << 3) | (type.form === 'map' ? 2 : wireTypeOf(elementOf(type)));
  const contents = contentsOf(elementOf(type));
  const units: Record<string, Unit> = {};
  for (const [kind, content] of Object.entries(contents)) {
    if (type.form === 'map') {
      const value = (2 << 3) | wireTypeOf(type.value);
      const entry = (key: string, index: number): Buffer =>
        measured(tag, Buffer.concat([text(0x0a, key), varint(value), content(index)]));
      units[`distinct keys, ${kind}`] = (index) => entry(`k${index}`, index);
      units[`one key, ${kind}`] = (index) => entry('k', index);
    } else units[kind] = (index) => Buffer.concat([varint(tag), content(index)]);
  }
  if (type.form === 'repeated' && (tag & 7) !== 2)
    units.packed = () => measured((number << 3) | 2, Buffer.alloc((tag & 7) === 0 ? 100 : 0));
  return units;
}

const url = (name: string): Buffer => text(0x0a, `t/google.protobuf.${name}`);
const nullValue = Buffer.of(0x08, 0);

/** What may stand behind the tag, with its length where it has one. */
function contentsOf(type: ElementType<unknown>): Record<string, Unit> {
  const all = (contents: Record<string, Unit>): Record<string, Unit> =>
    Object.fromEntries(Object.entries(contents).map(([kind, unit]) => [kind, (i: number) => sized(unit(i))]));
  switch (wireTypeOf(type)) {
    case 0:
      return { number: (index) => varint(index) };
    case 1:
      return { number: () => Buffer.alloc(8, 1) };
    case 5:
      return { number: () => Buffer.alloc(4, 1) };
  }
  if (type.form === 'scalar')
    return all({ empty: () => Buffer.of(), distinct: (index) => Buffer.from(`x${index}`) });
  if (type.form !== 'wellKnown') return all({ empty: () => Buffer.of() });
  const entry = (index: number): Buffer =>
    measured(0x0a, Buffer.concat([text(0x0a, `k${index}`), measured(0x12, nullValue)]));
  const item = measured(0x0a, nullValue);
  switch (type.name) {
    case 'Timestamp':
    case 'Duration':
      return all({
        empty: () => Buffer.of(),
        seconds: () => Buffer.of(0x08, 5),
        nanos: () => Buffer.of(0x10, 5),
      });
    case 'FieldMask':
      return all({ path: () => text(0x0a, 'name') });
    case 'Struct':
      return all({ entry });
    case 'Value':
      return all({
        'list part': () => measured(0x32, item),
        'struct part': (index) => measured(0x2a, entry(index)),
        both: (index) => Buffer.concat([measured(0x32, item), measured(0x2a, entry(index))]),
      });
    case 'Any':
      return all({
        struct: (index) => Buffer.concat([url('Struct'), measured(0x12, entry(index))]),
        'value of lists': () =>
          Buffer.concat([
            url('Value'),
            measured(0x12, Buffer.concat(Array<Buffer>(500).fill(measured(0x32, item)))),
          ]),
        'value of structs': () =>
          Buffer.concat([
            url('Value'),
            measured(0x12, Buffer.concat(Array.from({ length: 500 }, (_, i) => measured(0x2a, entry(i))))),
          ]),
        types: () => Buffer.concat(Array<Buffer>(50).fill(url('Empty'))),
      });
    case 'Empty':
      return all({ empty: () => Buffer.of() });
  }
}

/** The bytes within the fields of a path. */
function wrap(path: readonly Field[], content: Buffer): Buffer {
  return path.reduceRight((inner, { type, number }) => {
    const tag = (number << 3) | 2;
    if (type.form !== 'map') return measured(tag, inner);
    return measured(tag, Buffer.concat([text(0x0a, 'k'), measured(0x12, inner)]));
  }, content);
}

function repeat(size: number, unit: Unit): Buffer {
  const parts: Buffer[] = [];
  for (let length = 0, index = 0; length < size; index += 1) {
    const part = unit(index);
    if (part.length === 0) break;
    parts.push(part);
    length += part.length;
  }
  return Buffer.concat(parts);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.of(...bytes, rest);
}

const sized = (content: Buffer): Buffer => Buffer.concat([varint(content.length), content]);
const measured = (tag: number, content: Buffer): Buffer =>
  Buffer.concat([varint(tag), varint(content.length), content]);
const text = (tag: number, value: string): Buffer => measured(tag, Buffer.from(value));
