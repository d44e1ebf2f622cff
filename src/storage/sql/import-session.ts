import type { NoteKey, Scope } from '../../domain/names.js';
import type { ImportSession } from '../repository.js';
import {
  carriedBytes,
  type ImportedCursor,
  type ImportedNote,
  type ImportedOccurrence,
  type ImportedPage,
  type RequestRow,
  type StoredRequest,
} from '../repository-rows.js';
import type { Exclusive, SqlDriver } from './driver.js';
import { type AssessmentRecord, assessmentColumns, newestText, toAssessment } from './notes.js';
import { earlierRequest, once } from './requests.js';
import type { Statement, Work } from './statement.js';
import { applyPart, StaleRead } from './transactions.js';

/** Rows that one statement reads, including rows that were not imported. */
const pageRows = 200;

/** Opens the session of an import. `sweeps` returns whether storing a request removes old ones. */
export function importSession(
  { dialect }: SqlDriver,
  own: Exclusive,
  scope: Scope,
  sweeps: (request: RequestRow) => boolean,
): ImportSession {
  return {
    get partRows() {
      return own.partRows;
    },

    async readNotes(keys: readonly NoteKey[]) {
      const columns = `scope, id, ${newestText} AS document, revision, ${assessmentColumns.join(', ')}`;
      // SQLite has a statement for each note, and would take a turn of the event loop for each one that is awaited alone.
      const reads = dialect.selectNotes(columns, keys, undefined).map((statement) => own.read(statement));
      const rows = (await Promise.all(reads)).flat() as readonly (ImportedNote & AssessmentRecord)[];
      return rows.map((row): ImportedNote => {
        const { scope, id, document, revision } = row;
        return { scope, id, document, revision, ...toAssessment(row) };
      });
    },

    async readDemanded(keys: readonly NoteKey[]) {
      const found: NoteKey[] = [];
      for (const statement of dialect.selectDemands(keys))
        for (const row of await own.read(statement)) found.push(row as NoteKey);
      return found.map(({ scope, id }) => ({ scope, id }));
    },

    async readOccurrences({ resources, after }) {
      const rows: ImportedOccurrence[] = [];
      let bytes = 0;
      const start = after === undefined ? 0 : resources.indexOf(after.resource);
      for (const [index, resource] of resources.entries()) {
        if (index < start) continue;
        const page = await readPage(own, scope, { resource, id: index === start ? (after?.id ?? '') : '' });
        for (const row of page.rows) {
          rows.push(row);
          bytes += row.document.length;
        }
        if (page.next !== undefined) return { rows, next: page.next };
        const isLast = index === resources.length - 1;
        if (!isLast && (rows.length >= pageRows || bytes >= carriedBytes))
          return { rows, next: { resource, id: lastId } };
      }
      return { rows, next: undefined };
    },

    async earlier(request) {
      const [found] = (await own.read(earlierRequest(request))) as readonly StoredRequest[];
      return found;
    },

    async apply(part, request) {
      const work = (): Work<undefined> => applyPart(dialect, scope, part);
      const isSweeping = request !== undefined && sweeps(request);
      try {
        const earlier = await own.transact<StoredRequest | undefined>(
          request === undefined ? work : () => once(dialect, request, isSweeping, work),
        );
        return earlier === undefined;
      } catch (error) {
        if (error instanceof StaleRead) return false;
        throw error;
      }
    },
  };
}

/** Sorts after every id. */
const lastId = '~';

interface Sized {
  readonly id: string;
  readonly size: number;
}

interface ImportedRecord {
  readonly id: string;
  readonly kind: number;
  readonly note_scope: string;
  readonly note_id: string;
  readonly resource_uri: string;
  readonly document: string;
  readonly derived: string | null;
}

/** Reads a page of one resource. Reads sizes first, so that memory is bounded for documents of any length. */
async function readPage(
  own: Exclusive,
  scope: Scope,
  { resource, id }: ImportedCursor,
): Promise<ImportedPage> {
  const page = (columns: string, upTo: string, bindings: readonly unknown[]): Statement => ({
    sql:
      `SELECT ${columns} FROM occurrences WHERE scope = ? AND resource_uri = ? AND id > ? ${upTo} ` +
      'ORDER BY id LIMIT ?',
    bindings: [scope, resource, id, ...bindings],
  });
  const sizes = page('id, CASE WHEN imported = 1 THEN octet_length(document) ELSE 0 END AS size', '', [
    pageRows + 1,
  ]);
  const sized = (await own.read(sizes)) as readonly Sized[];
  const last = sized[fitting(sized) - 1];
  if (last === undefined) return { rows: [], next: undefined };
  const columns = 'id, kind, note_scope, note_id, resource_uri, document, derived';
  const rows = (await own.read(
    page(columns, 'AND id <= ? AND imported = 1', [last.id, pageRows]),
  )) as readonly ImportedRecord[];
  return {
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      note: { scope: row.note_scope, id: row.note_id },
      resourceUri: row.resource_uri,
      document: row.document,
      derived: row.derived,
    })),
    next: last === sized.at(-1) ? undefined : { resource, id: last.id },
  };
}

/** How many rows, in order, fit a page; the first always does. */
function fitting(sized: readonly Sized[]): number {
  let bytes = 0;
  for (const [index, { size }] of sized.entries()) {
    bytes += size;
    if (index >= pageRows || (index > 0 && bytes > carriedBytes)) return index;
  }
  return sized.length;
}
