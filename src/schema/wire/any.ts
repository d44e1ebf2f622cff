import type { MessageLookup, WellKnownName } from '../field-types.js';
import type { Message } from '../message.js';
import { type WrapperName, wrappers } from './wrappers.js';

/** Types whose JSON is not an object of their fields; in an Any they are under `value`. */
export type SpecialName = WellKnownName | WrapperName | 'ListValue';

const wellKnown: readonly (WellKnownName | 'ListValue')[] = [
  'Timestamp',
  'Duration',
  'Struct',
  'Value',
  'ListValue',
  'Any',
  'FieldMask',
  'Empty',
];

const special: ReadonlyMap<string, SpecialName> = new Map(
  [...wellKnown, ...(Object.keys(wrappers) as WrapperName[])].map((name) => [
    `google.protobuf.${name}`,
    name,
  ]),
);

/** What an Any of this type URL holds: a message, or the short name of a type within google.protobuf; undefined if unknown. */
export function anyType(
  typeUrl: string,
  lookup: MessageLookup | undefined,
): Message<unknown> | SpecialName | undefined {
  const name = typeUrl.slice(typeUrl.lastIndexOf('/') + 1);
  return special.get(name) ?? lookup?.(name);
}

export function isWrapper(name: SpecialName): name is WrapperName {
  return name in wrappers;
}
