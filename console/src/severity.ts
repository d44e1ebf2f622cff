/** Severities, worst first. One that is not known ranks above MEDIUM, as it may be bad. */
export const severities = ['CRITICAL', 'HIGH', 'UNKNOWN', 'MEDIUM', 'LOW', 'MINIMAL'] as const;
export type Severity = (typeof severities)[number];

/** The first of the values that names a severity; anything else is unknown. */
export function toSeverity(...values: readonly unknown[]): Severity {
  return severities.find((severity) => severity === values.find(isKnown)) ?? 'UNKNOWN';
}

const isKnown = (value: unknown): boolean =>
  value !== 'UNKNOWN' && severities.some((severity) => severity === value);

/** 0 is the worst. */
export const rankOf = (severity: Severity): number => severities.indexOf(severity);

export function worstOf(all: Iterable<Severity>): Severity | undefined {
  let worst: Severity | undefined;
  for (const severity of all) if (worst === undefined || rankOf(severity) < rankOf(worst)) worst = severity;
  return worst;
}

export type Counts = Readonly<Partial<Record<Severity, number>>>;

export function countSeverities(all: Iterable<Severity>): Counts {
  const counts: Partial<Record<Severity, number>> = {};
  for (const severity of all) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}

export const worstCounted = (counts: Counts): Severity | undefined =>
  severities.find((severity) => (counts[severity] ?? 0) > 0);

/** What all of them have together. */
export function sumCounts(all: Iterable<{ readonly counts: Counts }>): Counts {
  const sums: Partial<Record<Severity, number>> = {};
  for (const { counts } of all)
    for (const severity of severities)
      if (counts[severity] !== undefined) sums[severity] = (sums[severity] ?? 0) + counts[severity];
  return sums;
}
