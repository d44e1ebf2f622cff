import { ConvertedNotes } from '../importers/common/converted-notes.js';
import type { NoteDocument } from '../kinds/registry.js';
import type { Written } from '../kinds/stored-text.js';

/** A checked note of a report, and the last stored text that it changed nothing of. */
export interface CheckedNote {
  readonly note: Written<NoteDocument>;
  /** `text` is what is stored, `merged` the note that results from both. Notes that assess have none. */
  settled?: { readonly text: string; readonly merged: NoteDocument } | undefined;
}

/**
 * What a process of imports keeps from one job to the next: notes, as most reports name the same vulnerabilities. Converting,
 * checking and comparing notes is half of the work of an import. Only checked notes are kept. Each import still compares them
 * with the stored ones.
 */
export interface KeptNotes {
  readonly converted: ConvertedNotes;
  /** By the converted note. */
  readonly checked: WeakMap<NoteDocument, CheckedNote>;
}

export function keepNotes(): KeptNotes {
  return { converted: new ConvertedNotes(), checked: new WeakMap() };
}
