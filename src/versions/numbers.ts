/** The order of two runs of digits by value, however long; leading zeros do not count. */
export function compareDigits(a: string, b: string): number {
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return left.length - right.length || compareAscii(left, right);
}

/** The order of two texts by their units. */
export function compareAscii(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The first difference of two lists, each element against the other's, a filler where one ends. */
export function compareLists<T>(
  a: readonly T[],
  b: readonly T[],
  filler: T,
  compare: (a: T, b: T) => number,
): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const order = compare(a[index] ?? filler, b[index] ?? filler);
    if (order !== 0) return order;
  }
  return 0;
}
