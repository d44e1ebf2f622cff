import { parseParent, projectOf } from '../domain/names.js';
import type { Kind } from '../kinds/kind.js';
import type { SummaryRow } from '../storage/repository.js';
import type { RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';

/** Counts of vulnerability occurrences by resource and severity (conformance 2.7). */
export type SummaryService = ReturnType<typeof createSummaryService>;

export function createSummaryService(
  { repository, filters }: Pick<ServiceDeps, 'repository' | 'filters'>,
  vulnerability: Kind,
  severityNames: readonly string[],
) {
  return {
    async getVulnerabilityOccurrencesSummary(
      request: { parent?: string; filter?: string },
      context: RequestContext,
    ): Promise<string> {
      const scope = parseParent(request.parent ?? '', 'parent');
      context.access.require('occurrences.list', { project: projectOf(scope) });
      const where = filters.occurrence(request.filter ?? '');
      const rows = await repository.summarize({ scope, kind: vulnerability.number, where });
      return formatSummary(rows, severityNames);
    },
  };
}

/** One entry a resource and severity, and before them one without a severity: the resource's total. */
function formatSummary(rows: readonly SummaryRow[], severityNames: readonly string[]): string {
  const counts: string[] = [];
  for (let start = 0; start < rows.length; ) {
    const uri = rows[start]?.resourceUri ?? '';
    let end = start;
    let total = 0;
    let fixable = 0;
    for (let row = rows[end]; row?.resourceUri === uri; row = rows[++end]) {
      total += row.total;
      fixable += row.fixable;
    }
    const resource = JSON.stringify({ uri });
    counts.push(formatCount(resource, undefined, fixable, total));
    for (const row of rows.slice(start, end)) {
      if (row.severity !== 0)
        counts.push(formatCount(resource, severityNames[row.severity], row.fixable, row.total));
    }
    start = end;
  }
  return counts.length === 0 ? '{}' : `{"counts":[${counts.join(',')}]}`;
}

function formatCount(resource: string, severity: string | undefined, fixable: number, total: number): string {
  const severityPart = severity === undefined ? '' : `,"severity":"${severity}"`;
  const fixablePart = fixable === 0 ? '' : `,"fixableCount":"${fixable}"`;
  return `{"resource":${resource}${severityPart}${fixablePart},"totalCount":"${total}"}`;
}
