import { formatNoteName, type NoteKey, type Scope } from '../../domain/names.js';
import type {
  ImportedNote,
  ImportedPage,
  ImportedQuery,
  ImportPart,
  OccurrenceRow,
  RequestRow,
} from '../repository-rows.js';
import type { MemoryRequests } from './requests.js';
import { find, isReplaceable, type MemoryRows, newest, put, remove } from './rows.js';

/** Maximal number of rows of a part and of a page. */
export const partRows = 500;
const pageRows = 500;

export function importedNotes({ notes }: MemoryRows, keys: readonly NoteKey[]): ImportedNote[] {
  return keys.flatMap(({ scope, id }) => {
    const row = find(notes, { scope, id });
    if (row === undefined) return [];
    const { document, assessment } = newest(row);
    return [{ scope, id, document, revision: row.revision ?? 0, assessment }];
  });
}

export function importedPage(
  { occurrences }: MemoryRows,
  scope: Scope,
  { resources, after }: ImportedQuery,
): ImportedPage {
  const place = new Map(resources.map((resource, index) => [resource, index]));
  const start = after === undefined ? -1 : (place.get(after.resource) ?? -1);
  const left = [...(occurrences.get(scope)?.entries() ?? [])]
    .map(([, row]) => row)
    .filter(({ imported, resourceUri, id }) => {
      const at = imported ? (place.get(resourceUri) ?? -1) : -1;
      return at > start || (at >= 0 && at === start && id > (after?.id ?? ''));
    })
    // Stable, so ids keep their order.
    .sort((a, b) => (place.get(a.resourceUri) ?? 0) - (place.get(b.resourceUri) ?? 0));
  const rows = left.slice(0, pageRows).map(({ id, kind, note, resourceUri, document, derived }) => ({
    id,
    kind,
    note,
    resourceUri,
    document,
    derived: derived ?? null,
  }));
  const end = rows.at(-1);
  const isLast = end === undefined || left.length === rows.length;
  return { rows, next: isLast ? undefined : { resource: end.resourceUri, id: end.id } };
}

/** See ImportSession.apply. */
export function applyPart(
  rows: MemoryRows,
  requests: MemoryRequests,
  scope: Scope,
  part: ImportPart,
  request: RequestRow | undefined,
): boolean {
  if (!holds(rows, scope, part)) return false;
  if (request !== undefined && requests.find(request) !== undefined) return false;
  rows.putNotes(part.createNotes);
  for (const { row } of part.updateNotes) {
    const stored = find(rows.notes, row);
    if (stored !== undefined) rows.updateNote(stored, row);
  }
  for (const { id } of part.deleteOccurrences) remove(rows.occurrences, { scope, id });
  for (const { row } of part.updateOccurrences) {
    const stored = find(rows.occurrences, row);
    if (stored !== undefined) rows.replaceOccurrence(stored, row);
  }
  for (const row of part.createOccurrences) put(rows.occurrences, row);
  if (request !== undefined) requests.add(request);
  return true;
}

/** Whether all preconditions of the part still hold. */
function holds(rows: MemoryRows, scope: Scope, part: ImportPart): boolean {
  const written = new Set(
    [...part.createNotes, ...part.updateNotes.map(({ row }) => row)].map(formatNoteName),
  );
  const isNew = (row: OccurrenceRow): boolean => !written.has(formatNoteName(row.note));
  const created = new Map(part.createNotes.map((row) => [formatNoteName(row), row]));
  return (
    part.createNotes.every((row) => find(rows.notes, row) === undefined) &&
    part.updateNotes.every(({ expected, row }) => {
      const stored = find(rows.notes, row);
      return stored !== undefined && newest(stored).document === expected && isReplaceable(stored, row);
    }) &&
    [
      ...part.updateOccurrences.map(({ expected, row }) => ({ expected, id: row.id })),
      ...part.deleteOccurrences,
    ].every(({ expected, id }) => find(rows.occurrences, { scope, id })?.document === expected) &&
    rows.badOccurrences(part.createOccurrences, created).length === 0 &&
    [...part.createOccurrences, ...part.updateOccurrences.map(({ row }) => row)].every(
      (row) =>
        !rows.isUnchecked(row) &&
        (!isNew(row) || find(rows.notes, row.note) === undefined || !rows.isStale(row)),
    )
  );
}
