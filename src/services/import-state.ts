import { formatNoteName } from '../domain/names.js';
import type { NoteRow } from '../storage/repository-rows.js';
import type { ImportPlan, ImportState } from './import-plan.js';
import { sha256 } from './request-ids.js';

/** The digest of what is stored of an import's notes and resources, in whatever order it was read. */
export function digestOf(stored: Pick<ImportState, 'notes' | 'occurrences'>): string {
  return combine(hashesOf(stored));
}

/** The digest of the same once all of a plan has been written. */
export function digestAfter(stored: Pick<ImportState, 'notes' | 'occurrences'>, plan: ImportPlan): string {
  const hashes = hashesOf(stored);
  for (const row of plan.createNotes) hashes.set(formatNoteName(row), hashOfNote(row));
  for (const { row } of plan.updateNotes) hashes.set(formatNoteName(row), hashOfNote(row));
  for (const row of plan.createOccurrences) hashes.set(row.id, sha256(row.document));
  for (const { row } of plan.updateOccurrences) hashes.set(row.id, sha256(row.document));
  for (const { row } of plan.scans) hashes.set(row.id, sha256(row.document));
  for (const { id } of plan.deleteOccurrences) hashes.delete(id);
  return combine(hashes);
}

/** By name of a note or id of an occurrence; a text says which one it is of. */
function hashesOf({ notes, occurrences }: Pick<ImportState, 'notes' | 'occurrences'>): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const [name, note] of notes) hashes.set(name, hashOfNote(note));
  for (const { id, document } of occurrences) hashes.set(id, sha256(document));
  return hashes;
}

/** What a note assesses may be taken back while its text stays. */
function hashOfNote({ document, assessment }: Pick<NoteRow, 'document' | 'assessment'>): string {
  return sha256(`${document}${assessment?.text ?? ''}`);
}

function combine(hashes: ReadonlyMap<string, string>): string {
  return sha256([...hashes.values()].sort().join());
}
