/**
 * How a stored text has a v1 form before its v1beta1 form (docs/adr/0031):
 *
 *     {"v1Length":57,"v1":{"name":"projects/p/notes/n", …},"name":"projects/p/notes/n", …}
 *
 * Backends see one text. They only use this to leave out the v1beta1 form, and what is left may be read by `v1Range` too.
 */
export const v1Start = '{"v1Length":';
export const v1Member = ',"v1":';

const digitAt = (text: string, index: number): number => text.charCodeAt(index) - 48;

/** Where the v1 form begins and ends in a stored text that has one. */
export function v1Range(stored: string): readonly [from: number, end: number] {
  let comma = v1Start.length;
  let length = 0;
  // Digit by digit: lists do this for each of their objects.
  for (let digit = digitAt(stored, comma); digit >= 0 && digit <= 9; digit = digitAt(stored, ++comma))
    length = length * 10 + digit;
  const from = comma + v1Member.length;
  return [from, from + length];
}

/** Whether the v1 form of a text ends before it should. */
export function isV1Cut(stored: string): boolean {
  return stored.startsWith(v1Start) && stored.length < v1Range(stored)[1];
}
