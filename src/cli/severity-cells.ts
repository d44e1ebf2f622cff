/** Severities as columns of a table; findings without one are in a column of their own. */
export const severityHead = [
  'CRITICAL',
  'HIGH',
  'MEDIUM',
  'LOW',
  'MINIMAL',
  'NO SEVERITY',
  'FIXABLE',
] as const;
const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'MINIMAL'] as const;

interface Count {
  readonly severity?: unknown;
  readonly totalCount?: string;
  readonly fixableCount?: string;
}

/**
 * The cells of one row, from counts of the API, of which the one without a severity is of all findings.
 *
 * @example severityCells([{ totalCount: '3', fixableCount: '1' }, { severity: 'LOW', totalCount: '2' }]);
 * // ['0', '0', '0', '2', '0', '1', '1']
 */
export function severityCells(counts: readonly Count[] = []): string[] {
  const of = (severity: string | undefined): Count =>
    counts.find((count) => count.severity === severity) ?? {};
  const all = of(undefined);
  const totals = severities.map((severity) => BigInt(of(severity).totalCount ?? '0'));
  const rest = totals.reduce((left, total) => left - total, BigInt(all.totalCount ?? '0'));
  return [...totals, rest].map(String).concat(all.fixableCount ?? '0');
}

/** As many cells of a row whose counts are not known. */
export const unknownCells = (): string[] => severityHead.map(() => 'unknown');
