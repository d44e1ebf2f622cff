import type { AnalysisError } from '../common/discovery.js';
import { cutText } from '../common/text.js';

/** What is listed of broken rules; the first error has their number. */
const maxListed = 50;

/**
 * The errors of a verdict: how many rules are broken, and the first of them; then what of the report was not understood.
 *
 * @example policyErrors(['main: runs as root'], []) // 2 errors: 1 rule is broken, and which
 */
export function policyErrors(broken: readonly string[], doubts: readonly string[]): AnalysisError[] {
  const count = broken.length === 1 ? '1 rule is broken' : `${broken.length} rules are broken`;
  return [
    ...(broken.length === 0 ? [] : [count, ...broken.slice(0, maxListed)]),
    ...doubts.slice(0, maxListed),
  ].map((message) => ({ code: 9, message: cutText(message, 1000) }));
}
