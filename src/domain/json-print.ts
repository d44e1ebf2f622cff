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
      for (const key of sorted ? sortedKeys(value) : Object.keys(value)) {
        const member = (value as Readonly<Record<string, unknown>>)[key];
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

/** The keys of an object by name; those that look like an index come first, as in every object. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  const first = keys.findIndex((key) => !isIndex(key));
  return first < 0 ? keys : [...keys.slice(0, first), ...keys.slice(first).sort()];
}

const isIndex = (key: string): boolean => String(Number(key) >>> 0) === key && key !== '4294967295';

function printScalar(value: unknown): string | undefined {
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}
