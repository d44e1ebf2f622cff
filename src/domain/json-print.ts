import { runInSlices } from './slices.js';

/** Values that are printed in a step. */
const stepValues = 500;

/**
 * JSON.stringify of plain data of any size, which yields between slices. Integers beyond 2^53, which are read as bigint, are
 * printed as the digits that they were.
 *
 * @param sorted prints the members of each object by name, so that equal values have equal texts.
 * @example const digest = sha256(await printJson([operation, fields], true));
 */
export function printJson(value: unknown, sorted = false): Promise<string> {
  return runInSlices(printSteps(value, sorted));
}

function* printSteps(whole: unknown, sorted: boolean): Generator<void, string> {
  let text = '';
  let count = 0;
  function* add(value: unknown): Generator<void> {
    count += 1;
    if (count % stepValues === 0) yield;
    if (typeof value !== 'object' || value === null) text += printScalar(value) ?? 'null';
    else if (Array.isArray(value)) {
      text += '[';
      for (const [index, element] of value.entries()) {
        if (index > 0) text += ',';
        yield* add(element);
      }
      text += ']';
    } else {
      text += '{';
      let isFirst = true;
      for (const [key, member] of Object.entries(sorted ? sortMembers(value) : value)) {
        if (member === undefined || typeof member === 'function') continue;
        text += `${isFirst ? '' : ','}${JSON.stringify(key)}:`;
        isFirst = false;
        yield* add(member);
      }
      text += '}';
    }
  }
  yield* add(whole);
  return text;
}

/** An object with its members by name; what looks like an index comes first, as in every object. */
function sortMembers(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function printScalar(value: unknown): string | undefined {
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}
