import { compareText } from '../../domain/filter/text-order.js';
import type { OccurrenceRow } from '../repository-rows.js';

/**
 * The table of counts: one row for each resource, maintained by the transactions that write its occurrences (docs/adr/0015). A
 * test compares this file with the kinds that declare `counted`; a further kind needs a migration that counts stored rows.
 */

/** Id of the kind that is counted. */
export const countedKind = 1;

/** The severities with counts of their own; any other counts as unspecified, 0. */
export const severities = [1, 2, 3, 4, 5] as const;

interface CountColumn {
  readonly name: string;
  /** Counts only rows of this severity. */
  readonly severity?: number;
  /** that can be fixed, */
  readonly fixable?: true;
  /** that are not affected. */
  readonly notAffected?: true;
}

const columns: readonly CountColumn[] = [
  { name: 'total' },
  { name: 'fixable', fixable: true },
  ...severities.flatMap((severity): CountColumn[] => [
    { name: `total_${severity}`, severity },
    { name: `fixable_${severity}`, severity, fixable: true },
  ]),
  { name: 'not_affected', notAffected: true },
  ...severities.map((severity): CountColumn => {
    return { name: `not_affected_${severity}`, severity, notAffected: true };
  }),
];

export const countColumns: readonly string[] = columns.map(({ name }) => name);

/**
 * What SQL counts of a group of occurrences, in the order of the columns, each with its name. With a column `sign`, 1 or
 * -1, it is what they add and take. Without `assessed` those who are not affected are left out, which no index has.
 */
export function countedInSql({ sign, assessed = true }: { sign?: string; assessed?: boolean } = {}): string {
  return columns
    .filter(({ notAffected }) => assessed || notAffected !== true)
    .map(({ name, severity, fixable, notAffected }) => {
      const conditions = [
        ...(severity === undefined ? [] : [`severity = ${severity}`]),
        ...(fixable === undefined ? [] : ['fixable = 1']),
        ...(notAffected === undefined ? [] : ['not_affected = 1']),
      ];
      const only = conditions.length === 0 ? '' : ` FILTER (WHERE ${conditions.join(' AND ')})`;
      return `${sign === undefined ? `count(*)${only}` : `coalesce(sum(${sign})${only}, 0)`} AS ${name}`;
    })
    .join(', ');
}

/** What of an occurrence decides how it counts. */
export type Counted = Pick<
  OccurrenceRow,
  'scope' | 'kind' | 'resourceUri' | 'severity' | 'fixable' | 'notAffected'
>;

/** What a transaction adds to the counts of one resource. */
export interface CountChange {
  readonly scope: string;
  readonly resourceUri: string;
  /** In the order of the columns; the first is the total. */
  readonly counts: readonly number[];
}

/**
 * The changes of counts if occurrences are added and removed. A replaced one is removed in its old state and added in its new
 * one. The result is sorted, so that two transactions cannot deadlock.
 *
 * @example
 * countChanges([{ scope: 'p', kind: 1, resourceUri: 'r', severity: 4, fixable: true }], []);
 * // [{ scope: 'p', resourceUri: 'r', counts: [1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0] }]
 */
export function countChanges(added: readonly Counted[], removed: readonly Counted[]): readonly CountChange[] {
  const changes = new Map<string, { scope: string; resourceUri: string; counts: number[] }>();
  const count = (rows: readonly Counted[], sign: 1 | -1): void => {
    for (const row of rows) {
      if (row.kind !== countedKind) continue;
      const { scope, resourceUri } = row;
      const key = `${scope}\n${resourceUri}`;
      const change = changes.get(key) ?? { scope, resourceUri, counts: columns.map(() => 0) };
      changes.set(key, change);
      columns.forEach((column, place) => {
        if (counts(column, row)) change.counts[place] = (change.counts[place] ?? 0) + sign;
      });
    }
  };
  count(added, 1);
  count(removed, -1);
  return [...changes.values()]
    .filter((change) => change.counts.some((more) => more !== 0))
    .sort((a, b) => compareText(a.scope, b.scope) || compareText(a.resourceUri, b.resourceUri));
}

function counts({ severity = -1, fixable, notAffected }: CountColumn, row: Counted): boolean {
  if (severity >= 0 && severity !== row.severity) return false;
  return (fixable !== true || row.fixable) && (notAffected !== true || row.notAffected === true);
}
