import { isObject } from '../../domain/is-object.js';
import { type FieldType, Refusal } from '../../schema/field-types.js';
import type { Message } from '../../schema/message.js';

/**
 * The members of a value that a message of the contract has. Members that it does not have, or that have another type there, are
 * left out. The complete value is stored too, as it was signed.
 *
 * @example projectOnto(InTotoSlsaProvenance, { _type: '…', predicate: {}, more: 1 }) // without `more`
 */
export function projectOnto(message: Message<unknown>, value: unknown): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  if (!isObject(value)) return kept;
  for (const { jsonName, type } of message.fields) {
    const own = Object.hasOwn(value, jsonName) ? value[jsonName] : undefined;
    const child = own === undefined || own === null ? undefined : project(type, own);
    if (child !== undefined) kept[jsonName] = child;
  }
  return kept;
}

function project(type: FieldType<unknown>, value: unknown): unknown {
  switch (type.form) {
    case 'message':
      return isObject(value) ? projectOnto(type, value) : undefined;
    case 'repeated':
      return Array.isArray(value)
        ? value.flatMap((item) => [project(type.element, item)].filter((one) => one !== undefined))
        : undefined;
    case 'map': {
      if (!isObject(value)) return undefined;
      const entries = Object.entries(value).map(([key, item]) => [key, project(type.value, item)] as const);
      return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
    }
    default:
      return type.decode(value) instanceof Refusal ? undefined : value;
  }
}
