/** Milliseconds of work after which others get their turn. */
const sliceMillis = 15;

/**
 * Maps a list that may be long without holding the event loop for longer than a slice and one item. Short lists, which
 * are done within a slice, never wait.
 *
 * @example const rows = await mapInSlices(occurrences, (occurrence) => toRow(occurrence));
 */
export async function mapInSlices<T, R>(
  items: readonly T[],
  map: (item: T, index: number) => R,
): Promise<R[]> {
  const mapped: R[] = [];
  let started = performance.now();
  for (const [index, item] of items.entries()) {
    mapped.push(map(item, index));
    if (performance.now() - started < sliceMillis) continue;
    await new Promise((resolve) => setImmediate(resolve));
    started = performance.now();
  }
  return mapped;
}

/**
 * Runs work that comes in short steps, and lets others have their turn once a slice is over.
 *
 * @returns what the steps return at their end.
 * @example const value = await runInSlices(strictSteps(text, 100));
 */
export async function runInSlices<R>(steps: Iterator<void, R>): Promise<R> {
  let started = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - started < sliceMillis) continue;
    await nextTurn();
    started = performance.now();
  }
}

/** Resolves once others have had their turn: for the time between two long stretches of work. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Characters of a document whose handling takes some milliseconds a step. */
const longDocument = 256 * 1024;

/** Lets others have their turn after a step of work on a long document; a short one goes on at once. */
export async function pauseAfter(document: string): Promise<void> {
  if (document.length >= longDocument) await nextTurn();
}
