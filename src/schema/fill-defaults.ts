import type { Message } from './message.js';

/**
 * Adds absent fields in declared order, so that the text of a document does not depend on who set a field. Default values
 * are omitted, as everywhere.
 */
export function fillAbsent<T>(message: Message<T>, value: T, additions: Partial<T>): T {
  const present = value as Readonly<Record<string, unknown>>;
  const added = additions as Readonly<Record<string, unknown>>;
  const missing = Object.keys(added).some((key) => added[key] !== undefined && present[key] === undefined);
  if (!missing) return value;
  const filled: Record<string, unknown> = {};
  for (const { jsonName } of message.fields) {
    const child = present[jsonName] ?? added[jsonName];
    if (child !== undefined) filled[jsonName] = child;
  }
  return filled as T;
}
