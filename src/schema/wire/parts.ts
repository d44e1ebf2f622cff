import type { Reader } from './reader.js';

/**
 * In protobuf, a sub-message may arrive in several parts, which are merged. The first part is decoded to its finished form,
 * since there is rarely another. From the second on, the value stays in an open form, to which a part is added at the cost
 * of that part. After the whole message, `join` finishes all open values in one pass. Finishing after each part would
 * take quadratic time.
 */
export class Parts<T = unknown> {
  constructor(
    /** The collected parts. */
    readonly state: T,
    /** The finished form; may hold further open values. */
    readonly finish: (state: T) => unknown,
  ) {}
}

/**
 * The open form of the previous value of a field.
 *
 * @param before the finished value of the first part, or the open value of the parts so far.
 * @param open converts a finished value to its open form.
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

/** Finishes all open values within `value`, in place. */
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
