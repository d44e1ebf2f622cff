import type { OccurrenceRow } from '../repository.js';

/** The table of counts: a row a resource, kept beside its occurrences (migrations/0002-severity-counts.js). */

/** Number of the kind of which they are kept. */
export const countedKind = 1;

/** The severities that are counted apart; whatever else is stored counts as unspecified, 0. */
export const severities = [1, 2, 3, 4, 5] as const;

export const countColumns: readonly string[] = [
  'total',
  'fixable',
  ...severities.flatMap((severity) => [`total_${severity}`, `fixable_${severity}`]),
];

/** Occurrences of one resource and severity. */
export interface Count {
  readonly scope: string;
  readonly resourceUri: string;
  /** 0 for whatever is not counted apart. */
  readonly severity: number;
  total: number;
  fixable: number;
}

/** What is to be added for new occurrences. */
export function countsOf(rows: readonly OccurrenceRow[]): readonly Count[] {
  const counts = new Map<string, Count>();
  for (const { kind, scope, resourceUri, severity: stored, fixable } of rows) {
    if (kind !== countedKind) continue;
    const severity = stored >= 1 && stored <= 5 ? stored : 0;
    const key = `${severity} ${scope}\n${resourceUri}`;
    let count = counts.get(key);
    if (count === undefined) {
      count = { scope, resourceUri, severity, total: 0, fixable: 0 };
      counts.set(key, count);
    }
    count.total += 1;
    if (fixable) count.fixable += 1;
  }
  return [...counts.values()];
}
