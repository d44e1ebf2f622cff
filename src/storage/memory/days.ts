import type { Scope } from '../../domain/names.js';
import type { DayMark, DayRow, DaysQuery, OccurrenceRow, SeverityCount } from '../repository-rows.js';
import { SortedMap } from './sorted-map.js';

/** Kept counts a day. See Repository. */
export class MemoryDays {
  private readonly days = new Map<Scope, SortedMap<DayRow>>();

  /** @param rows the occurrences of the scope by id. */
  keep({ scope, kind, day, time }: DayMark, rows: Iterable<readonly [string, OccurrenceRow]>): boolean {
    const days = this.days.get(scope) ?? new SortedMap<DayRow>();
    this.days.set(scope, days);
    if (days.has(day)) return false;
    days.set(day, { day, time, counts: countBySeverity(rows, kind) });
    return true;
  }

  list({ scope, from, to }: DaysQuery): readonly DayRow[] {
    const rows = [...(this.days.get(scope)?.entries() ?? [])].map(([, row]) => row);
    return rows.filter(({ day }) => from <= day && day <= to);
  }

  remove(before: string): boolean {
    for (const days of this.days.values())
      for (const [day] of [...days.entries()]) if (day < before) days.delete(day);
    return true;
  }
}

function countBySeverity(
  rows: Iterable<readonly [string, OccurrenceRow]>,
  kind: number,
): readonly SeverityCount[] {
  const counts = new Map<number, SeverityCount>();
  for (const [, row] of rows) {
    if (row.kind !== kind) continue;
    const severity = row.severity >= 1 && row.severity <= 5 ? row.severity : 0;
    const before = counts.get(severity) ?? { total: 0, fixable: 0, notAffected: 0 };
    counts.set(severity, {
      severity,
      total: before.total + 1,
      fixable: before.fixable + (row.fixable ? 1 : 0),
      notAffected: before.notAffected + (row.notAffected ? 1 : 0),
    });
  }
  return [...counts.values()].sort((a, b) => a.severity - b.severity);
}
