import { createHash } from 'node:crypto';
import { formatNoteName } from '../domain/names.js';
import type { NoteRow } from '../storage/repository-rows.js';
import type { ImportPlan, ImportState } from './import-plan.js';

/** The digest of what is stored of an import's notes and resources, in whatever order it was read. */
export function digestOf(stored: Pick<ImportState, 'notes' | 'occurrences'>): string {
  return combine(textsOf(stored));
}

/** The digest of the same once all of a plan has been written. */
export function digestAfter(stored: Pick<ImportState, 'notes' | 'occurrences'>, plan: ImportPlan): string {
  const texts = textsOf(stored);
  for (const row of plan.createNotes) texts.set(formatNoteName(row), textOfNote(row));
  for (const { row } of plan.updateNotes) texts.set(formatNoteName(row), textOfNote(row));
  for (const row of plan.createOccurrences) texts.set(row.id, row.document);
  for (const { row } of plan.updateOccurrences) texts.set(row.id, row.document);
  for (const { row } of plan.scans) texts.set(row.id, row.document);
  for (const { id } of plan.deleteOccurrences) texts.delete(id);
  return combine(texts);
}

/** By name of a note or id of an occurrence; a text says which one it is of. */
function textsOf({ notes, occurrences }: Pick<ImportState, 'notes' | 'occurrences'>): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, note] of notes) texts.set(name, textOfNote(note));
  for (const { id, document } of occurrences) texts.set(id, document);
  return texts;
}

/** What a note assesses may be taken back while its text stays. */
function textOfNote({ document, assessment }: Pick<NoteRow, 'document' | 'assessment'>): string {
  return assessment === undefined ? document : `${document}${assessment.text}`;
}

/** One hash over all of them: a hash of each would cost twice as much. */
function combine(texts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const key of [...texts.keys()].sort()) hash.update(texts.get(key) ?? '').update('\n');
  return hash.digest('base64url');
}
