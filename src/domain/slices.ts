import { cancelled } from './errors.js';

/** Milliseconds of work before yielding to the event loop. */
const sliceMillis = 15;

/**
 * Maps a list without blocking the event loop for longer than a slice and one item. A list that takes less than a slice
 * never yields; after a longer one, what follows begins in a new turn.
 *
 * @example const rows = await mapInSlices(occurrences, (occurrence) => toRow(occurrence));
 */
export async function mapInSlices<T, R>(
  items: readonly T[],
  map: (item: T, index: number) => R,
): Promise<R[]> {
  // Not by `runInSlices`: what a generator holds was moved to the old generation of the heap, at a third of a page's cost.
  const mapped: R[] = [];
  let started = performance.now();
  let isLong = false;
  for (const [index, item] of items.entries()) {
    mapped.push(map(item, index));
    if (performance.now() - started < sliceMillis) continue;
    isLong = true;
    await nextTurn();
    started = performance.now();
  }
  if (isLong) await nextTurn();
  return mapped;
}

/**
 * Runs work in short steps and yields to the event loop after each slice. Work that takes a slice or more yields at its end
 * too: the last slices of several works would add up in one turn.
 *
 * @returns the return value of the steps.
 * @example const value = await runInSlices(strictSteps(text, 100));
 */
export async function runInSlices<R>(steps: Iterator<void, R>): Promise<R> {
  let started = performance.now();
  let isLong = false;
  for (;;) {
    const step = steps.next();
    const isOver = performance.now() - started >= sliceMillis;
    isLong ||= isOver;
    if (step.done === true) {
      if (isLong) await nextTurn();
      return step.value;
    }
    if (!isOver) continue;
    await nextTurn();
    started = performance.now();
  }
}

/**
 * Makes a pause for work in many parts: call it between the parts; it yields to the event loop if a slice is over.
 *
 * @example const pause = openPause(); for (const check of checks) { await pause(); judge(check); }
 */
export function openPause(): () => Promise<void> {
  let started = performance.now();
  return async () => {
    if (performance.now() - started < sliceMillis) return;
    await nextTurn();
    started = performance.now();
  };
}

/** Yields to the event loop: for use between two long steps of work. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Bytes that are copied in less than a slice. */
const copiedAtOnce = 1024 * 1024;

/**
 * Joins the parts of a body or report. Reports may have hundreds of megabytes, which take half a second to copy.
 *
 * @param onJoined gets each part once it is copied, such as `freeBytes`: then the bytes are not in memory twice.
 * @example const report = await joinBytes(chunks);
 */
export async function joinBytes(
  parts: readonly Uint8Array[],
  onJoined: (part: Uint8Array) => void = () => {},
): Promise<Buffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length <= copiedAtOnce) {
    const joined = Buffer.concat(parts);
    for (const part of parts) onJoined(part);
    return joined;
  }
  const whole = Buffer.allocUnsafeSlow(length);
  let at = 0;
  await mapInSlices(parts, (part) => {
    whole.set(part, at);
    at += part.length;
    onJoined(part);
  });
  return whole;
}

/**
 * Yields to the event loop for work that may take long.
 *
 * @throws CANCELLED if the caller has gone
 */
export async function pauseFor(signal: AbortSignal | undefined): Promise<void> {
  await nextTurn();
  if (signal?.aborted === true) throw cancelled(signal);
}

/** Characters of a document that takes some milliseconds a step. */
const longDocument = 256 * 1024;

/** Yields after a step of work on a long document; returns at once for a short one. */
export async function pauseAfter(document: string): Promise<void> {
  if (document.length >= longDocument) await nextTurn();
}
