import type { Segment } from '../domain/filter/ast.js';
import type { CatalogueField, UnknownField } from '../domain/filter/catalogue.js';
import { shown } from '../domain/filter/filter-error.js';
import { didYouMean } from '../domain/filter/near-names.js';
import type { FilterField, FilterFieldType, FilterValue, PathStep } from '../domain/filter/predicate.js';
import type { ElementType, EnumType, FieldType } from './field-types.js';
import type { Field, Message } from './message.js';

/** Looks up enum names once per enum. */
export interface EnumLookup {
  namesOf(type: EnumType<string>): ReadonlyMap<number, string>;
}

export function enumLookup(): EnumLookup {
  const known = new WeakMap<EnumType<string>, ReadonlyMap<number, string>>();
  return {
    namesOf(type) {
      let names = known.get(type);
      if (names === undefined) {
        // Documents hold the first name of a number.
        names = new Map([...type.values()].reverse().map(([name, number]) => [number, name]));
        known.set(type, names);
      }
      return names;
    },
  };
}

/**
 * Resolves a path in the declaration of a message: fields in camel or snake case, lists without an index (any element),
 * maps by key.
 */
export function resolvePath(
  root: Message<unknown>,
  path: readonly Segment[],
  enums: EnumLookup,
): CatalogueField | UnknownField {
  const steps: PathStep[] = [];
  let name = '';
  let type: FieldType<unknown> = root;
  let leaf: Field | undefined;
  for (const [segment, { text, index }] of path.entries()) {
    if (type.form === 'repeated') {
      if (index) return { segment, problem: `${name} is a list: any element matches, leave the index out` };
      steps.push({ step: 'each' });
      type = type.element;
    }
    if (type.form === 'map') {
      steps.push({ step: 'key', key: text });
      type = type.value;
      name += `[${JSON.stringify(text)}]`;
      leaf = undefined;
      continue;
    }
    if (index) return { segment, problem: 'expected a dot: only maps take a key in brackets' };
    if (type.form !== 'message') return { segment, problem: notMessage(name, type) };
    leaf = type.byName.get(text);
    if (leaf === undefined) {
      const near = didYouMean(
        text,
        type.fields.map(({ jsonName }) => jsonName),
      );
      const where = name === '' ? '' : ` of ${name}`;
      return { segment, problem: `unknown field ${shown(text)}${where}${near}` };
    }
    steps.push({ step: 'field', name: leaf.jsonName });
    name = name === '' ? leaf.jsonName : `${name}.${leaf.jsonName}`;
    type = leaf.type;
  }
  return toField(name, steps, type, leaf, enums);
}

function notMessage(name: string, type: ElementType<unknown>): string {
  const opaque = type.form === 'wellKnown' && type.name !== 'Timestamp';
  return opaque ? `${name} holds free JSON, whose fields cannot be filtered` : `${name} has no fields`;
}

function toField(
  name: string,
  steps: readonly PathStep[],
  type: FieldType<unknown>,
  leaf: Field | undefined,
  enums: EnumLookup,
): CatalogueField {
  if (type.form === 'map') return { field: { name, type: 'message', path: steps }, shape: 'map' };
  const list = type.form === 'repeated';
  const element = list ? type.element : type;
  const path: readonly PathStep[] = list ? [...steps, { step: 'each' }] : steps;
  const fieldType = typeOf(element);
  // Plain scalars are not stored while they have their default; members of a oneof are.
  const implicit = !list && leaf !== undefined && leaf.options.oneof === undefined;
  const defaultValue = implicit ? defaults[fieldType] : undefined;
  const field: FilterField = {
    name,
    type: fieldType,
    path,
    ...(element.form === 'enum' ? { enumNames: enums.namesOf(element) } : {}),
    ...(defaultValue === undefined ? {} : { defaultValue }),
  };
  return {
    field,
    shape: list ? 'list' : 'single',
    ...(element.form === 'enum' ? { enumValues: element.values() } : {}),
  };
}

const defaults: Readonly<Partial<Record<FilterFieldType, FilterValue>>> = {
  text: '',
  bytes: '',
  enum: 0,
  int32: 0,
  int64: 0n,
  float: 0,
  bool: false,
};

/** The type of a single value. Free JSON is a message that supports only the presence test. */
export function typeOf(element: ElementType<unknown>): FilterFieldType {
  switch (element.form) {
    case 'message':
      return 'message';
    case 'enum':
      return 'enum';
    case 'wellKnown':
      return element.name === 'Timestamp' ? 'time' : 'message';
    case 'scalar':
      if (element.scalar === 'string') return 'text';
      return element.scalar === 'double' ? 'float' : element.scalar;
  }
}
