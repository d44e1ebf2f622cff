import { pointerTo, type View } from './json-view.js';

/** The reason why a report's scan does not count as finished. */
export interface Outcome {
  readonly at: string;
  readonly reason: string;
}

const problems = /^(?:scan_?|analysis_?)?(?:err|errors?|error_?message|error_?code|failed|failures?)$/i;
const states = /^(?:scan_?|analysis_?)?(?:status|state|success)$/i;
const goodWords: ReadonlySet<string> = new Set([
  'complete',
  'completed',
  'done',
  'finished',
  'finished_success',
  'indexfinished',
  'ok',
  'scanned',
  'succeeded',
  'success',
  'successful',
  'true',
]);

/**
 * The first member of an object that reports an error, or a state that is not a known success value; undefined if there is
 * none. A list of findings does not count beside `"state": "IndexError"`.
 *
 * @example
 * outcomeOf(viewOf({ state: 'IndexError' }, '')); // { at: '/state', reason: 'state is "IndexError"' }
 */
export function outcomeOf(view: View): Outcome | undefined {
  for (const [member, value] of Object.entries(view.value)) {
    if (saysNothing(value)) continue;
    const isState = states.test(member);
    if (!isState && !problems.test(member)) continue;
    if (isState ? goodWords.has(String(value).trim().toLowerCase()) : value === false) continue;
    const shown = JSON.stringify(value).slice(0, 80);
    return { at: pointerTo(view, member), reason: `${member} is ${shown}` };
  }
  return undefined;
}

function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}
