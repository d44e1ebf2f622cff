import { ApiError } from '../domain/errors.js';
import { compareText } from '../domain/filter/text-order.js';
import { allProjects, parseReadParent, type Scope } from '../domain/names.js';
import type { Kind } from '../kinds/kind.js';
import type { SummaryRow } from '../storage/repository-rows.js';
import type { RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { readableProjects } from './readable.js';
import type { ListRequest, ParentRequest } from './requests.js';
import { behind, readableScopes } from './scopes.js';
import type { View } from './views.js';

/** Approximate maximal size of a response: half of the limit for all responses that clients have not read yet. */
const maxBytes = 64 * 1024 * 1024;
/** Bytes of a count besides the name of its resource. */
const bytesOfCount = 90;

/** Counts of vulnerability occurrences by resource and severity. */
export interface SummaryService {
  getVulnerabilityOccurrencesSummary(
    request: ParentRequest & Pick<ListRequest, 'filter'>,
    context: RequestContext,
  ): Promise<string>;
}

export function createSummaryService(
  { repository, filters, view }: Pick<ServiceDeps, 'repository' | 'filters' | 'view'>,
  vulnerability: Kind,
  severityNames: readonly string[],
): SummaryService {
  return {
    async getVulnerabilityOccurrencesSummary(request, context) {
      const scope = parseReadParent(request.parent ?? '', 'parent');
      const readable = readableProjects(context.access, 'occurrences.list', scope);
      const where = filters.occurrence(request.filter ?? '');
      const { signal } = context;
      const counts = new Counts();
      let bytes = 0;
      const onFound = (found: readonly Pick<SummaryRow, 'resourceUri'>[]): void => {
        for (const { resourceUri } of found) bytes += resourceUri.length + bytesOfCount;
        if (bytes <= maxBytes) return;
        throw new ApiError(
          'INVALID_FILTER',
          'the summary has more counts than fit into one answer: name resources in the filter',
        );
      };
      const count = async (of: Scope): Promise<readonly SummaryRow[]> => {
        bytes = counts.bytes;
        const rows = await repository.summarize({
          scope: of,
          kind: vulnerability.id,
          where,
          signal,
          onFound,
        });
        // For a store that does not call `onFound`.
        if (bytes === counts.bytes) onFound(rows);
        return rows;
      };
      if (scope !== allProjects) return formatSummary(await count(scope), severityNames, view);
      const scopes = readableScopes(repository, 'occurrences', readable);
      for (let at = await scopes.next(); at !== undefined; at = await scopes.next(behind(at))) {
        if (signal?.aborted) throw new ApiError('CANCELLED', 'the caller does not wait any more');
        counts.add(await count(at));
      }
      return formatSummary(counts.rows(), severityNames, view);
    },
  };
}

/** Counts of several scopes: the counts of a resource in each of them are added. */
class Counts {
  /** Approximate size of a response with them. */
  bytes = 0;
  private readonly byResource = new Map<string, Map<number, SummaryRow>>();

  add(rows: readonly SummaryRow[]): void {
    for (const row of rows) {
      const { resourceUri, severity } = row;
      const own = this.byResource.get(resourceUri) ?? new Map<number, SummaryRow>();
      this.byResource.set(resourceUri, own);
      const before = own.get(severity);
      if (before === undefined) this.bytes += resourceUri.length + bytesOfCount;
      const { total, fixable } = before ?? { total: 0, fixable: 0 };
      own.set(severity, { resourceUri, severity, total: total + row.total, fixable: fixable + row.fixable });
    }
  }

  /** Ascending by resource, then severity. */
  rows(): readonly SummaryRow[] {
    return [...this.byResource]
      .sort(([a], [b]) => compareText(a, b))
      .flatMap(([, own]) => [...own.values()].sort((a, b) => a.severity - b.severity));
  }
}

/** One entry for each resource and severity. Before them is one without a severity: the total of the resource. */
function formatSummary(
  rows: readonly SummaryRow[],
  severityNames: readonly string[],
  { artifact }: View,
): string {
  const counts: unknown[] = [];
  for (let start = 0; start < rows.length; ) {
    const uri = rows[start]?.resourceUri ?? '';
    const all = { total: 0, fixable: 0 };
    let end = start;
    for (let row = rows[end]; row?.resourceUri === uri; row = rows[++end]) {
      all.total += row.total;
      all.fixable += row.fixable;
    }
    const resource = artifact(uri);
    counts.push(toCount(resource, undefined, all));
    for (let row = rows[start]; start < end; row = rows[++start]) {
      if (row !== undefined && row.severity !== 0)
        counts.push(toCount(resource, severityNames[row.severity], row));
    }
  }
  return counts.length === 0 ? '{}' : JSON.stringify({ counts });
}

/** 64-bit integers are text, and omitted if they are 0. */
function toCount(
  resource: object,
  severity: string | undefined,
  { total, fixable }: Pick<SummaryRow, 'total' | 'fixable'>,
): unknown {
  const fixableCount = fixable === 0 ? undefined : String(fixable);
  return { ...resource, severity, fixableCount, totalCount: String(total) };
}
