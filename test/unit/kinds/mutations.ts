import { formatPath } from '../../../src/schema/codec.js';
import { placeOf } from '../../../src/schema/field-paths.js';
import type { FieldType } from '../../../src/schema/field-types.js';
import type { Message } from '../../../src/schema/message.js';

/** One way to spoil a message: the spoilt value and the path a refusal must name. */
export interface Mutation {
  readonly path: string;
  readonly value: unknown;
}

type Path = readonly PropertyKey[];
type Spoilt = readonly [path: Path, value: unknown];
type Json = Readonly<Record<string, unknown>>;

/** Every single mutation of a canonical message: an unknown field in each message, a wrong type in each place. */
export function mutations(message: Message<unknown>, value: Json): Mutation[] {
  return ofMessage(message, value, []).map(([path, spoilt]) => ({
    path: formatPath('', placeOf(message, path).path),
    value: spoilt,
  }));
}

function ofMessage(message: Message<unknown>, value: Json, path: Path): Spoilt[] {
  const unknown: Spoilt = [[...path, 'noSuchField'], { ...value, noSuchField: null }];
  const within = message.fields.flatMap(({ jsonName, type }) => {
    const child = value[jsonName];
    if (child === undefined) return [];
    return ofField(type, child, [...path, jsonName]).map(
      ([at, spoilt]): Spoilt => [at, { ...value, [jsonName]: spoilt }],
    );
  });
  return [unknown, ...within];
}

function ofField(type: FieldType<unknown>, value: unknown, path: Path): Spoilt[] {
  if (type.form === 'message') return [[path, 'no object'], ...ofMessage(type, value as Json, path)];
  if (type.form === 'repeated')
    return [[path, { a: 1 }], ...ofElements(type.element, value as unknown[], path)];
  if (type.form === 'map') return [[path, [1]], ...ofValues(type.value, value as Json, path)];
  if (type.form === 'wellKnown' && type.name === 'Value') return [];
  return [[path, [{}]]];
}

function ofElements(type: FieldType<unknown>, list: readonly unknown[], path: Path): Spoilt[] {
  return list.flatMap((element, index) => {
    const wrong: Spoilt[] =
      type.form === 'wellKnown' && type.name === 'Value' ? [] : [[[...path, index], null]];
    return [...wrong, ...ofField(type, element, [...path, index])].map(
      ([at, spoilt]): Spoilt => [at, list.with(index, spoilt)],
    );
  });
}

function ofValues(type: FieldType<unknown>, map: Json, path: Path): Spoilt[] {
  return Object.entries(map).flatMap(([key, child]) =>
    ofField(type, child, [...path, key]).map(
      ([at, spoilt]): Spoilt => [at, Object.fromEntries([...Object.entries(map), [key, spoilt]])],
    ),
  );
}
