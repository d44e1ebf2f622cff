import type { Predicate } from '../../domain/filter/predicate.js';
import { maxAhead, smallestIdAt } from '../../domain/ids.js';

/** Ids may run ahead of the creation time they carry; those of releases before did so by up to ten minutes. */
const slackMillis = Math.max(maxAhead, 600_000);
const largestMillis = 2 ** 48 - 1;

/** Bounds on `id`. */
export interface IdRange {
  /** Exclusive; empty text is before every id. */
  readonly after: string;
  /** Inclusive; left out there is no end. */
  readonly end?: string | undefined;
}

/**
 * A range of ids narrowed by the createTime comparisons every match must satisfy: occurrence ids carry their creation
 * time, so a time range is a range of the index a list walks. Wider than the predicate, which still decides. One bound
 * a side, as SQLite enters an index by one and compares the others row by row.
 */
export function narrowed(range: IdRange, predicate: Predicate | undefined): IdRange {
  if (predicate === undefined) return range;
  if (predicate.op === 'and') return predicate.terms.reduce<IdRange>(narrowed, range);
  if (predicate.op !== 'compare' || predicate.field.column !== 'createTime') return range;
  const { comparator, value } = predicate;
  if (typeof value !== 'bigint' || comparator === '!=') return range;
  const millis = Number(value / 1_000_000n);
  const from = smallestIdAt(bounded(millis - 1));
  const to = smallestIdAt(bounded(millis + 1 + slackMillis));
  const { after, end } = range;
  return {
    after: comparator.startsWith('<') || from < after ? after : from,
    end: comparator.startsWith('>') || (end !== undefined && end < to) ? end : to,
  };
}

function bounded(millis: number): number {
  return Math.min(Math.max(millis, 0), largestMillis);
}
