import type { NoteDocument } from '../../kinds/registry.js';

/** Maximal number of characters of what the kept notes are made of: some 8,000 notes, about 30 MB. */
const maxKept = 8 * 1024 * 1024;

/**
 * The notes that the last reports had. Reports of different images have most vulnerabilities in common, and the same source
 * gives the same note. Equal sources give the same object, so that others can keep what they know about it. The oldest notes
 * are dropped.
 *
 * @example
 * const notes = new ConvertedNotes();
 * const note = notes.get(['CVE-2024-1', rows], () => convert('CVE-2024-1', rows));
 */
export class ConvertedNotes {
  private readonly kept = new Map<string, NoteDocument>();
  private size = 0;

  constructor(private readonly limit = maxKept) {}

  /** @param source everything that `convert` depends on, as JSON has it. What `convert` throws is not kept. */
  get(source: unknown, convert: () => NoteDocument): NoteDocument {
    const text = JSON.stringify(source);
    const found = this.kept.get(text);
    if (found !== undefined) return found;
    const note = convert();
    if (text.length > this.limit) return note;
    this.kept.set(text, note);
    this.size += text.length;
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.limit) break;
      this.kept.delete(oldest);
      this.size -= oldest.length;
    }
    return note;
  }
}
