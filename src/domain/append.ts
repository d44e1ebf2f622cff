/** Adds items to the end of a list. `push(...items)` throws from some 120,000 of them on, as each is an argument on the stack. */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
