/**
 * How a stored text has a v1 form before its v1beta1 form (docs/adr/0031):
 *
 *     {"v1Length":57,"v1":{"name":"projects/p/notes/n", …},"name":"projects/p/notes/n", …}
 *
 * Backends see one text. They only use this to leave out the v1beta1 form, and what is left may be read by `v1Range` too.
 */
export const v1Start = '{"v1Length":';
export const v1Member = ',"v1":';

/** Where the v1 form begins and ends in a stored text that has one. */
export function v1Range(stored: string): readonly [from: number, end: number] {
  const comma = stored.indexOf(',', v1Start.length);
  const from = comma + v1Member.length;
  return [from, from + Number(stored.slice(v1Start.length, comma))];
}

/** Whether the v1 form of a text ends before it should. */
export function isV1Cut(stored: string): boolean {
  return stored.startsWith(v1Start) && stored.length < v1Range(stored)[1];
}
