import type { Predicate } from '../../domain/filter/predicate.js';
import { smallestIdAt } from '../../domain/ids.js';
import type { Statement } from './driver.js';

/** Ids made by one process may run ahead of the creation time they carry, by how long a request may take. */
const slackMillis = 600_000;
const largestMillis = 2 ** 48 - 1;

/**
 * Conditions on `id` that follow from createTime comparisons every match must satisfy: occurrence ids carry
 * their creation time, so a time range is a range of the index a list walks. Wider than the predicate,
 * which still decides.
 */
export function idRange(predicate: Predicate | undefined): Statement[] {
  if (predicate === undefined) return [];
  if (predicate.op === 'and') return predicate.terms.flatMap(idRange);
  if (predicate.op !== 'compare' || predicate.field.column !== 'createTime') return [];
  const { comparator, value } = predicate;
  if (typeof value !== 'bigint') return [];
  const millis = Number(value / 1_000_000n);
  const from: Statement = { sql: 'id >= ?', bindings: [smallestIdAt(bounded(millis - 1))] };
  const to: Statement = { sql: 'id < ?', bindings: [smallestIdAt(bounded(millis + 1 + slackMillis))] };
  if (comparator === '=') return [from, to];
  if (comparator === '>' || comparator === '>=') return [from];
  if (comparator === '<' || comparator === '<=') return [to];
  return [];
}

function bounded(millis: number): number {
  return Math.min(Math.max(millis, 0), largestMillis);
}
