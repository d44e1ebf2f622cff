/** Reports with many elements and long texts, made of examples. */

export type Place = readonly (string | number)[];

/** Every place of a document, and what is there. */
export function* places(value: unknown, path: Place = []): Iterable<{ path: Place; value: unknown }> {
  yield { path, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value))
    yield* places(child, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** The document with another value at a place; what is not on the way there is shared. */
export function changed(document: unknown, path: Place, change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(document);
  const copy = (Array.isArray(document) ? [...document] : { ...(document as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = changed(copy[key], rest, change);
  return copy;
}

/** A value that differs from others by a number in each text that has digits: ids, digests, versions, names. */
export function withTexts(value: unknown, n: number): unknown {
  if (typeof value === 'string')
    return /[0-9a-f]{64}/.test(value)
      ? value.replace(/[0-9a-f]{6}(?![0-9a-f])/, n.toString(16).padStart(6, '0'))
      : value.replace(/\d+(?!.*\d)/, String(10_000 + n));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => withTexts(element, n));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withTexts(member, n)]));
}

const opened = '(opened)';

/** The document with signed bytes as what they hold. */
export function texts(document: unknown): unknown {
  return mapped(document, (value) => {
    if (typeof value !== 'string' || !value.startsWith('ey')) return value;
    try {
      return { [opened]: texts(JSON.parse(Buffer.from(value, 'base64').toString())) };
    } catch {
      return value;
    }
  });
}

/** The reverse of {@link texts}. */
export function withPayloads(document: unknown): unknown {
  return mapped(document, (value) => {
    const inner = (value as Readonly<Record<string, unknown>> | null)?.[opened];
    return inner === undefined ? value : Buffer.from(JSON.stringify(withPayloads(inner))).toString('base64');
  });
}

function mapped(value: unknown, map: (value: unknown) => unknown): unknown {
  const own = map(value);
  if (own !== value || typeof own !== 'object' || own === null) return own;
  if (Array.isArray(own)) return own.map((element) => mapped(element, map));
  return Object.fromEntries(Object.entries(own).map(([key, member]) => [key, mapped(member, map)]));
}
