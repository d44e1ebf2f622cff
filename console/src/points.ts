import { type Counts, type Severity, toSeverity } from './severity.js';
import { number } from './text.js';

/** The counts of one day. `counts` is undefined if the server did not count on that day. */
export interface Point {
  readonly day: string;
  readonly counts: Counts | undefined;
  readonly fixable: number;
}

/** The findings of now, once all of them are known. */
export interface Now {
  readonly counts: Counts;
  readonly fixable: number;
}

/** A day as the API has it. */
interface GivenDay {
  readonly day?: string;
  readonly counts?: readonly GivenCount[];
}

/** One point per day of the period, including days without counts. */
export function pointsOf(days: readonly GivenDay[], startDay: string, endDay: string): readonly Point[] {
  const kept = new Map(days.map((day) => [day.day, day]));
  const points: Point[] = [];
  const end = Date.parse(endDay);
  for (let at = Date.parse(startDay); at <= end; at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    const found = kept.get(day);
    if (found === undefined) points.push({ day, counts: undefined, fixable: 0 });
    else points.push({ day, ...toCounts(found.counts ?? []) });
  }
  return points;
}

/** Lines between days that follow each other; a day alone is a dot, and across unknown days there is no line. */
export function lineOf(values: readonly (number | undefined)[], most: number): string {
  return values
    .map((value, index) => {
      if (value === undefined) return '';
      const at = `${index} ${40 - (40 * value) / most}`;
      if (values[index - 1] !== undefined) return `L${at}`;
      return `M${at}L${at}`;
    })
    .join('');
}

/** @example changeOf(-3) is `−3` */
export const changeOf = (change: number): string =>
  change === 0 ? 'same' : `${change > 0 ? '+' : '−'}${number(Math.abs(change))}`;

interface GivenCount {
  readonly severity?: unknown;
  readonly totalCount?: string;
  readonly fixableCount?: string;
}

/** Findings without a severity are in the count of all alone. */
export function toCounts(given: readonly GivenCount[]): Now {
  const counts: Partial<Record<Severity, number>> = {};
  let [all, rated, fixable] = [0, 0, 0];
  for (const { severity, totalCount = '0', fixableCount = '0' } of given) {
    const total = Number(totalCount);
    if (severity === undefined) [all, fixable] = [total, Number(fixableCount)];
    else {
      const known = toSeverity(severity);
      counts[known] = (counts[known] ?? 0) + total;
      rated += total;
    }
  }
  if (all > rated) counts.UNKNOWN = (counts.UNKNOWN ?? 0) + all - rated;
  return { counts, fixable };
}
