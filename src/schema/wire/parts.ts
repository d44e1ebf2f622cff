import type { Reader } from './reader.js';

/**
 * Protobuf lets a sub-message arrive in any number of parts, which are merged. The first part is read to its
 * finished form, as there is rarely another. From the second on the value stays open, in a form that takes one more
 * part at the cost of that part alone, until the whole message has been read: then `join` finishes every open
 * value in one walk. To finish it after each part would cost the square of their number.
 */
export class Parts<T = unknown> {
  constructor(
    /** What has been gathered. */
    readonly state: T,
    /** The finished form; may hold further open values. */
    readonly finish: (state: T) => unknown,
  ) {}
}

/**
 * The open form of what a field held before this part.
 *
 * @param before the finished value of the first part, or the open value of the parts so far.
 * @param open makes the open form of a finished value.
 */
export function openParts<T>(
  reader: Reader,
  before: unknown,
  open: (finished: never) => T,
  finish: (state: T) => unknown,
): Parts<T> {
  if (before instanceof Parts) return before as Parts<T>;
  reader.progress.hasParts = true;
  return new Parts(open(before as never), finish);
}

/** The value with everything finished that came in parts; `value` itself is changed. */
export function join(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Parts) return join(value.finish(value.state));
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const child: unknown = value[index];
      if (typeof child === 'object') value[index] = join(child);
    }
    return value;
  }
  const target = value as Record<string, unknown>;
  for (const name of Object.keys(target)) {
    const child = target[name];
    if (typeof child === 'object') target[name] = join(child);
  }
  return value;
}
