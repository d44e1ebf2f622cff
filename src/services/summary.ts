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

/**
 * One entry a resource and severity, and before them one without a severity: the resource's total. A project has as many
 * as it has images, so they are added to one text and never held as objects.
 */
function formatSummary(rows: readonly SummaryRow[], severityNames: readonly string[]): string {
  if (rows.length === 0) return '{}';
  let text = '';
  for (let start = 0; start < rows.length; ) {
    const uri = rows[start]?.resourceUri ?? '';
    const all = { total: 0, fixable: 0 };
    let end = start;
    for (let row = rows[end]; row?.resourceUri === uri; row = rows[++end]) {
      all.total += row.total;
      all.fixable += row.fixable;
    }
    const resource = JSON.stringify({ uri });
    text += `${start === 0 ? '' : ','}${formatCount(resource, '', all)}`;
    for (let row = rows[start]; start < end; row = rows[++start]) {
      if (row === undefined || row.severity === 0) continue;
      text += `,${formatCount(resource, `,"severity":"${severityNames[row.severity]}"`, row)}`;
    }
  }
  return `{"counts":[${text}]}`;
}

function formatCount(
  resource: string,
  severity: string,
  { total, fixable }: Pick<SummaryRow, 'total' | 'fixable'>,
): string {
  const fixablePart = fixable === 0 ? '' : `,"fixableCount":"${fixable}"`;
  return `{"resource":${resource}${severity}${fixablePart},"totalCount":"${total}"}`;
}
