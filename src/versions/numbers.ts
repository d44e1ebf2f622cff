/** The order of two runs of digits by value, however long; leading zeros do not count. */
export function compareDigits(a: string, b: string): number {
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return left.length - right.length || compareAscii(left, right);
}

/** The order of two texts by their UTF-16 code units. */
export function compareAscii(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Compares two lists element by element, up to the first difference. The shorter one is extended with `filler`. */
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
