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
