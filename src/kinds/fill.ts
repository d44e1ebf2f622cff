import type { Message } from './message.js';

/**
 * Adds what is absent, in declared order, so that the text of a document does not depend on who set a field.
 * Default values are left out, as everywhere.
 */
export function fillAbsent<T>(message: Message<T>, value: T, additions: Partial<T>): T {
  const present = value as Readonly<Record<string, unknown>>;
  const added = additions as Readonly<Record<string, unknown>>;
  const missing = Object.keys(added).some((key) => added[key] !== undefined && present[key] === undefined);
  if (!missing) return value;
  return Object.fromEntries(
    message.fields.flatMap(({ jsonName }) => {
      const child = present[jsonName] ?? added[jsonName];
      return child === undefined ? [] : [[jsonName, child]];
    }),
  ) as T;
}
