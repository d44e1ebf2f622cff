import type { Scope } from '../../domain/names.js';
import type { NoteDocument } from '../../kinds/registry.js';

/** Maximal number of characters of what the kept notes are made of: some 8,000 notes, about 30 MB. */
const maxKept = 8 * 1024 * 1024;

/** A text that a note is made of. */
export interface Source {
  /** SHA-256. */
  readonly digest: string;
  /** Characters. */
  readonly length: number;
}

/** Everything that a note is made of. */
export interface NoteSource {
  readonly scope: Scope;
  readonly id: string;
  readonly rows: readonly Source[];
}

interface Kept {
  readonly note: NoteDocument;
  readonly length: number;
}

/**
 * The notes that the last reports had. Reports of different images have most vulnerabilities in common, and the same source
 * gives the same note. Equal sources give the same object, so that others can keep what they know about it. The oldest notes
 * are dropped.
 *
 * @example
 * const notes = new ConvertedNotes();
 * const note = notes.get({ scope: 'trivy', id: 'CVE-2024-1', rows }, () => convert('CVE-2024-1', rows));
 */
export class ConvertedNotes {
  private readonly kept = new Map<string, Kept>();
  private size = 0;

  constructor(private readonly limit = maxKept) {}

  /** What `convert` throws is not kept. */
  get({ scope, id, rows }: NoteSource, convert: () => NoteDocument): NoteDocument {
    const key = JSON.stringify([scope, id, ...rows.map(({ digest }) => digest)]);
    const found = this.kept.get(key);
    if (found !== undefined) return found.note;
    const note = convert();
    const length = rows.reduce((sum, row) => sum + row.length, key.length);
    if (length > this.limit) return note;
    this.kept.set(key, { note, length });
    this.size += length;
    for (const [oldest, kept] of this.kept) {
      if (this.size <= this.limit) break;
      this.kept.delete(oldest);
      this.size -= kept.length;
    }
    return note;
  }
}
