import type { Predicate } from '../../domain/filter/predicate.js';
import { maxAhead, smallestIdAt } from '../../domain/ids.js';

/** Ids may be ahead of the creation time of their document; in earlier releases by up to ten minutes. */
const slackMillis = Math.max(maxAhead, 600_000);
const largestMillis = 2 ** 48 - 1;

/** Bounds on `id`. */
export interface IdRange {
  /** Exclusive; empty text is before every id. */
  readonly after: string;
  /** Inclusive; absent if there is no end. */
  readonly end?: string | undefined;
}

/**
 * A range of ids, narrowed by the createTime comparisons that every match must satisfy. Occurrence ids contain their creation
 * time, so a time range is a range of the index of a list. It is wider than the predicate, which is still evaluated. It has
 * one bound on each side, since SQLite uses one bound for the index and compares others row by row.
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
