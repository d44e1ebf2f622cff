import { ApiError, cancelled } from '../domain/errors.js';
import { compareText } from '../domain/filter/text-order.js';
import { allProjects, parseReadParent, type Scope } from '../domain/names.js';
import type { Kind } from '../kinds/kind.js';
import type { SummaryRow } from '../storage/repository-rows.js';
import type { RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { readableProjects } from './readable.js';
import type { ListRequest, ParentRequest } from './requests.js';
import { behind, scopesToSearch } from './scopes.js';
import type { View } from './views.js';

/** Approximate maximal size of a response: half of the limit for all responses that clients have not read yet. */
const maxBytes = 64 * 1024 * 1024;
/** Bytes of a count besides the name of its resource. */
const bytesOfCount = 90;

type Request = ParentRequest & Pick<ListRequest, 'filter'>;

/** Counts of vulnerability occurrences by resource and severity. */
export interface SummaryService {
  getVulnerabilityOccurrencesSummary(request: Request, context: RequestContext): Promise<string>;
  /** With those that do not affect the artifact. */
  getAssessedSummary(request: Request, context: RequestContext): Promise<string>;
}

export function createSummaryService(
  { repository, filters, view }: Pick<ServiceDeps, 'repository' | 'filters' | 'view'>,
  vulnerability: Kind,
  severityNames: readonly string[],
): SummaryService {
  async function summaryOf(
    request: Request,
    context: RequestContext,
    assessed: boolean,
    artifact: View['artifact'],
  ): Promise<string> {
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
        assessed,
        signal,
        onFound,
      });
      // Of a store that does not tell of what it finds.
      if (bytes === counts.bytes) onFound(rows);
      return rows;
    };
    if (scope !== allProjects) return formatSummary(await count(scope), severityNames, artifact);
    const scopes = await scopesToSearch(repository, readable, where);
    for (let at = await scopes.next(); at !== undefined; at = await scopes.next(behind(at))) {
      if (signal?.aborted) throw cancelled(signal);
      counts.add(await count(at));
    }
    return formatSummary(counts.rows(), severityNames, artifact);
  }

  return {
    getVulnerabilityOccurrencesSummary: (request, context) =>
      summaryOf(request, context, false, view.artifact),
    getAssessedSummary: (request, context) =>
      summaryOf(request, context, true, (resourceUri) => ({ resourceUri })),
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
      own.set(severity, { resourceUri, severity, ...sumOf(row, before) });
    }
  }

  /** Ascending by resource, then severity. */
  rows(): readonly SummaryRow[] {
    return [...this.byResource]
      .sort(([a], [b]) => compareText(a, b))
      .flatMap(([, own]) => [...own.values()].sort((a, b) => a.severity - b.severity));
  }
}

type Sum = Pick<SummaryRow, 'total' | 'fixable' | 'notAffected'>;

function sumOf(row: Sum, before: Sum = { total: 0, fixable: 0 }): Sum {
  return {
    total: before.total + row.total,
    fixable: before.fixable + row.fixable,
    notAffected: (before.notAffected ?? 0) + (row.notAffected ?? 0),
  };
}

/** One entry a resource and severity, and before them one without a severity: the resource's total. */
function formatSummary(
  rows: readonly SummaryRow[],
  severityNames: readonly string[],
  artifact: View['artifact'],
): string {
  const counts: unknown[] = [];
  for (let start = 0; start < rows.length; ) {
    const uri = rows[start]?.resourceUri ?? '';
    let all: Sum | undefined;
    let end = start;
    for (let row = rows[end]; row?.resourceUri === uri; row = rows[++end]) {
      all = sumOf(row, all);
    }
    const resource = artifact(uri);
    if (all !== undefined) counts.push(toCount(resource, undefined, all));
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
  { total, fixable, notAffected = 0 }: Sum,
): unknown {
  const countOf = (count: number): string | undefined => (count === 0 ? undefined : String(count));
  return {
    ...resource,
    severity,
    fixableCount: countOf(fixable),
    totalCount: String(total),
    notAffectedCount: countOf(notAffected),
  };
}
