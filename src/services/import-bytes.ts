/** An upper bound of the bytes of a value as JSON, which costs less than its text. */
export function maxSizeOf(value: unknown): number {
  // A character has at most six bytes: \u0000. Numbers and words have at most 24.
  if (typeof value === 'string') return value.length * 6 + 3;
  if (typeof value !== 'object' || value === null) return 25;
  let bytes = 3;
  if (Array.isArray(value)) for (const element of value) bytes += maxSizeOf(element);
  else
    for (const name in value)
      bytes += name.length * 6 + 4 + maxSizeOf((value as Readonly<Record<string, unknown>>)[name]);
  return bytes;
}
