import { formatNoteName } from '../domain/names.js';
import type { ImportPlan, ImportState } from './import-plan.js';
import { sha256 } from './request-ids.js';

/** The digest of the stored rows of an import's notes and resources, independent of their order. */
export function digestOf(stored: ImportState): string {
  return combine(hashesOf(stored));
}

/** The digest of the same rows after a plan was written. */
export function digestAfter(stored: ImportState, plan: ImportPlan): string {
  const hashes = hashesOf(stored);
  for (const row of plan.createNotes) hashes.set(formatNoteName(row), sha256(row.document));
  for (const { row } of plan.updateNotes) hashes.set(formatNoteName(row), sha256(row.document));
  for (const row of plan.createOccurrences) hashes.set(row.id, sha256(row.document));
  for (const { row } of plan.updateOccurrences) hashes.set(row.id, sha256(row.document));
  for (const { row } of plan.scans) hashes.set(row.id, sha256(row.document));
  for (const { id } of plan.deleteOccurrences) hashes.delete(id);
  return combine(hashes);
}

/** Hashes by the name of a note or the id of an occurrence. The text identifies which of the two it is. */
function hashesOf({ notes, occurrences }: ImportState): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const [name, { document }] of notes) hashes.set(name, sha256(document));
  for (const { id, document } of occurrences) hashes.set(id, sha256(document));
  return hashes;
}

function combine(hashes: ReadonlyMap<string, string>): string {
  return sha256([...hashes.values()].sort().join());
}
