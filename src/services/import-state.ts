import { hash } from 'node:crypto';
import { formatNoteName } from '../domain/names.js';
import type { ImportPart, NoteRow } from '../storage/repository-rows.js';
import type { ImportState } from './import-plan-types.js';

/** The digest of the stored notes and occurrences that an import is about. It does not depend on their order. */
export class StoredDigest {
  /** By name of a note or id of an occurrence; a text says which one it is of. */
  private readonly hashes = new Map<string, string>();

  constructor({ notes, occurrences }: Pick<ImportState, 'notes' | 'occurrences'>) {
    for (const [name, note] of notes) this.hashes.set(name, hashOfNote(note));
    for (const { id, document } of occurrences) this.hashes.set(id, sha256(document));
  }

  /** Follows a part of a plan, which is written next. */
  add({
    createNotes,
    updateNotes,
    createOccurrences,
    updateOccurrences,
    deleteOccurrences,
  }: ImportPart): void {
    for (const row of createNotes) this.hashes.set(formatNoteName(row), hashOfNote(row));
    for (const { row } of updateNotes) this.hashes.set(formatNoteName(row), hashOfNote(row));
    for (const row of createOccurrences) this.hashes.set(row.id, sha256(row.document));
    for (const { row } of updateOccurrences) this.hashes.set(row.id, sha256(row.document));
    for (const { id } of deleteOccurrences) this.hashes.delete(id);
  }

  toString(): string {
    return hash('sha256', [...this.hashes.values()].sort().join(''), 'base64url');
  }
}

/** A character a byte: a large report has two hundred thousand of them. */
function sha256(text: string): string {
  return hash('sha256', text, 'binary');
}

/** What a note assesses may be taken back while its text stays. */
function hashOfNote({ document, assessment }: Pick<NoteRow, 'document' | 'assessment'>): string {
  return sha256(`${document}${assessment?.text ?? ''}`);
}
