import { decodeMessage } from '../../src/schema/wire/message-codec.js';
import { openImportJob, type Wanted } from '../../src/services/import-job.js';
import type { Deps } from '../../src/services/import-plan-types.js';
import type { HostileRequest } from './hostile-requests.js';

/** Rows of a part of an import; any number does. */
const partRows = 500;

/** What an import stores of a report where nothing is stored yet. */
export interface ReportResult {
  /** Notes, occurrences and warnings. */
  readonly rows: number;
  /** Bytes of their documents. */
  readonly bytes: number;
}

const nothing: ReportResult = { rows: 0, bytes: 0 };

/**
 * What the report of a request becomes: a name of a few bytes can become a row, and a statement goes into a row for each of its
 * subjects. Nothing where the request is no import, or the report is refused.
 */
export function reportResult(deps: Deps, { operation, transport, path, body }: HostileRequest): ReportResult {
  if (operation.id !== 'ImportReport') return nothing;
  try {
    const fields = transport === 'gRPC' ? decodeMessage(operation.request, body) : fieldsOf(path);
    const bytes = transport === 'gRPC' ? Buffer.from(String(fields.report ?? ''), 'base64') : body;
    return resultOf(deps, bytes, fields);
  } catch {
    return nothing;
  }
}

function fieldsOf(path: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(new URL(path, 'http://localhost').searchParams);
}

function resultOf(
  deps: Deps,
  bytes: Buffer,
  { format, resource }: Readonly<Record<string, unknown>>,
): ReportResult {
  const job = openImportJob(deps);
  job.open({ last: { size: bytes.length, at: 0, bytes }, format: format as string | undefined });
  const { converted, wanted } = job.convert({
    options: { provider: 'p', resource: resource as string | undefined },
    scope: 'p',
    removes: true,
    force: false,
    strict: false,
    now: Date.now(),
    reach: 'all',
  });
  for (let next = wanted; next !== undefined; ) next = nothingStored(job, next);
  let rows = converted.warningCount;
  let size = 0;
  for (let part = job.plan(partRows); ; part = job.part(partRows)) {
    for (const { document } of [...part.part.createNotes, ...part.part.createOccurrences]) {
      rows += 1;
      size += document.length;
    }
    if (part.isLast) return { rows, bytes: size };
  }
}

function nothingStored(job: ReturnType<typeof openImportJob>, wanted: Wanted): Wanted | undefined {
  if ('notes' in wanted) return job.storedNotes([]);
  return 'resources' in wanted
    ? job.storedOccurrences({ rows: [], isLast: true })
    : job.storedAssessments([]);
}
