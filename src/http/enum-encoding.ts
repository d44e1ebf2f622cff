import { parseText } from '../domain/json.js';
import { pauseAfter } from '../domain/slices.js';
import type { FieldType } from '../schema/field-types.js';
import type { Message } from '../schema/message.js';

/** `$alt=json;enum-encoding=int`: Google's REST transports ask for enums by number. */
export function wantsNumericEnums(query: readonly [string, string][]): boolean {
  return query.some(([key, value]) => key === '$alt' && value.split(';').includes('enum-encoding=int'));
}

/** The JSON text with enum values as numbers. Yields to other work during a long text. */
export async function numericEnums(message: Message<unknown>, text: string): Promise<string> {
  const value = await parseText(text);
  await pauseAfter(text);
  const converted = convert(message, value);
  await pauseAfter(text);
  return JSON.stringify(converted);
}

function convert(type: FieldType<unknown>, value: unknown): unknown {
  if (type.form === 'enum') return typeof value === 'string' ? (type.values().get(value) ?? value) : value;
  if (type.form === 'repeated') return (value as unknown[]).map((element) => convert(type.element, element));
  if (type.form === 'map')
    return Object.fromEntries(
      Object.entries(value as object).map(([key, child]) => [key, convert(type.value, child)]),
    );
  if (type.form !== 'message') return value;
  return Object.fromEntries(
    Object.entries(value as object).map(([key, child]) => {
      const field = type.byName.get(key);
      return [key, field === undefined ? child : convert(field.type, child)];
    }),
  );
}
