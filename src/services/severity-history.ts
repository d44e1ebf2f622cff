import { type Day, dayOf, daysBefore } from '../domain/days.js';
import { invalidField } from '../domain/errors.js';
import { parseParent, projectOf } from '../domain/names.js';
import { timestampFromMillis } from '../domain/timestamp.js';
import type { DayRow, SeverityCount } from '../storage/repository-rows.js';
import type { RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import type { ParentRequest } from './requests.js';

/** Days for which counts are kept, and the default length of a history. */
export const historyDays = { kept: 400, default: 90 } as const;

export type HistoryService = ReturnType<typeof createHistoryService>;

/** @param severityNames names by number. */
export function createHistoryService(
  { repository, clock }: Pick<ServiceDeps, 'repository' | 'clock'>,
  severityNames: readonly string[],
) {
  return {
    /** The counts that were kept of the last days, today among them. Days of which none were kept are left out. */
    async getVulnerabilityHistory(
      request: ParentRequest & { readonly days?: number | undefined },
      context: RequestContext,
    ): Promise<string> {
      const scope = parseParent(request.parent ?? '', 'parent');
      context.access.require('occurrences.list', { project: projectOf(scope) });
      const period = periodOf(clock.now(), request.days || historyDays.default);
      const rows = await repository.listDays({ scope, ...period });
      return JSON.stringify({ startDay: period.from, endDay: period.to, ...daysOf(rows, severityNames) });
    },
  };
}

export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** The last days, today among them. @throws INVALID_PARAMETER where they are not as many as are kept, or fewer */
export function periodOf(now: number, days: number): Period {
  if (days > 0 && days <= historyDays.kept) return { from: daysBefore(now, days - 1), to: dayOf(now) };
  throw invalidField('days', `must be between 0 and ${historyDays.kept}, not ${days}`, 'INVALID_PARAMETER');
}

/** The member `days` of a response, unless there are none. */
export const daysOf = (rows: readonly DayRow[], severityNames: readonly string[]): object =>
  rows.length === 0 ? {} : { days: rows.map((row) => toDay(row, severityNames)) };

/** The first count is that of all severities; there is none where nothing was found. */
function toDay({ day, time, counts }: DayRow, severityNames: readonly string[]) {
  const all = counts.reduce(
    (sum, { total, fixable, notAffected }) => ({
      total: sum.total + total,
      fixable: sum.fixable + fixable,
      notAffected: sum.notAffected + notAffected,
    }),
    { total: 0, fixable: 0, notAffected: 0 },
  );
  const rated = counts.filter(({ severity }) => severity > 0);
  return {
    day,
    countTime: timestampFromMillis(Math.floor(time / 1000)),
    ...(all.total > 0 && {
      counts: [formatCount(all), ...rated.map((count) => formatCount(count, severityNames[count.severity]))],
    }),
  };
}

/** 64-bit integers are text, and omitted if they are 0. */
export function formatCount(
  { total, fixable, notAffected }: Omit<SeverityCount, 'severity'>,
  severity?: string,
): object {
  return {
    ...(severity !== undefined && { severity }),
    ...(fixable > 0 && { fixableCount: String(fixable) }),
    totalCount: String(total),
    ...(notAffected > 0 && { notAffectedCount: String(notAffected) }),
  };
}
