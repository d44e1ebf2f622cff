import type { SummaryQuery, SummaryRow } from '../repository-rows.js';
import type { MemoryRows } from './rows.js';
import { SortedMap } from './sorted-map.js';
import { firstMatches, matches, occurrenceSubject } from './subjects.js';

/** See Repository.summarize. */
export async function summarize(rows: MemoryRows, query: SummaryQuery): Promise<readonly SummaryRow[]> {
  // Those of one moment; what is written during a pause does not count.
  const all = [...(rows.occurrences.get(query.scope)?.entries() ?? [])];
  const counted = await firstMatches(
    all,
    all.length,
    ([, row]) => row.kind === query.kind && matches(query.where, row, occurrenceSubject),
  );
  const resources = new SortedMap<Omit<SummaryRow, 'resourceUri' | 'severity'>[]>();
  for (const [, row] of counted) {
    const counts = resources.get(row.resourceUri) ?? [];
    resources.set(row.resourceUri, counts);
    const severity = row.severity >= 1 && row.severity <= 5 ? row.severity : 0;
    const { total, fixable, notAffected = 0 } = counts[severity] ?? { total: 0, fixable: 0 };
    const isAssessed = query.assessed === true && row.notAffected === true;
    counts[severity] = {
      total: total + 1,
      fixable: fixable + (row.fixable ? 1 : 0),
      notAffected: notAffected + (isAssessed ? 1 : 0) || undefined,
    };
  }
  return [...resources.entries()].flatMap(([resourceUri, counts]) =>
    Array.from(counts.entries())
      .filter(([, count]) => count !== undefined)
      .map(([severity, count]) => ({ resourceUri, severity, ...count })),
  );
}
