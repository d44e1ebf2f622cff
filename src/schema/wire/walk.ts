import { type Reader, stepBytes } from './reader.js';

/** Walks over the fields of a message and over the levels of values, at once or in steps. */

/** Reads the value after a tag; `before` is the previous value of the field, for messages in parts. */
export type ReadValue = (reader: Reader, before: unknown) => unknown;
/** `ReadValue` of a long value, in steps. */
export type ReadSteps = (reader: Reader, before: unknown) => Generator<void, unknown>;

/** Calls `take` for each tag and skips fields that it does not take. */
export function eachField(reader: Reader, take: (tag: number) => boolean): void {
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (!take(tag)) reader.skip(tag);
  }
}

/** `eachField` in steps; `take` may return further steps. */
export function* fieldSteps(
  reader: Reader,
  take: (tag: number) => boolean | Generator<void, void>,
): Generator<void, void> {
  let stepped = reader.position;
  while (reader.position < reader.end) {
    if (reader.position - stepped > stepBytes) {
      yield;
      stepped = reader.position;
    }
    const tag = reader.tag();
    const taken = take(tag);
    if (taken === false) reader.skip(tag);
    else if (taken !== true) yield* taken;
  }
}

export function readMeasured(reader: Reader, read: ReadValue, before: unknown): unknown {
  const outer = reader.open();
  const value = read(reader, before);
  reader.close(outer);
  return value;
}

export function* measuredSteps(reader: Reader, read: ReadSteps, before: unknown): Generator<void, unknown> {
  const outer = reader.open();
  const value = yield* read(reader, before);
  reader.close(outer);
  return value;
}

export function* levelSteps(reader: Reader, read: ReadSteps, before: unknown): Generator<void, unknown> {
  reader.enter();
  const value = yield* measuredSteps(reader, read, before);
  reader.leave();
  return value;
}

/** Reads a value one level deeper. */
export function readLevel(reader: Reader, read: ReadValue, before: unknown): unknown {
  reader.enter();
  const value = readMeasured(reader, read, before);
  reader.leave();
  return value;
}
