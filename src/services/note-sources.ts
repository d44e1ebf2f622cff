import { type NoteKey, parseNoteName } from '../domain/names.js';
import type { FromNote } from '../kinds/derived.js';
import type { Registry } from '../kinds/registry.js';
import type { Repository } from '../storage/repository.js';
import { givenBy, newestText, parseNote } from './rows.js';

/** The note that occurrences derive from; both undefined if it does not exist. */
export interface Source {
  readonly note: FromNote | undefined;
  readonly noteRevision: number | undefined;
}

/** Maximal number of cached notes, and of characters: one or two megabytes, ten at most. */
const maxKept = 5_000;
const maxText = 1_000;

/**
 * A cache of the values that occurrences derive from notes. An entry may be outdated: the store refuses a row
 * whose `noteRevision` is not the newest, and the caller creates the row again with `readAnew`.
 *
 * @example const { note, noteRevision } = await sources.of('projects/p/notes/n', false);
 */
export class NoteSources {
  private readonly kept = new Map<string, Source>();

  constructor(
    private readonly registry: Registry,
    private readonly repository: Pick<Repository, 'getNote'>,
  ) {}

  /** @throws INVALID_NAME */
  of(name: string, readAnew: boolean): Source | Promise<Source> {
    const kept = readAnew ? undefined : this.kept.get(name);
    return kept ?? this.read(name, parseNoteName(name, 'note_name'));
  }

  private async read(name: string, key: NoteKey): Promise<Source> {
    const stored = await this.repository.getNote(key);
    this.kept.delete(name);
    if (stored === undefined) return { note: undefined, noteRevision: undefined };
    const note = givenBy(this.registry, parseNote(newestText(stored)));
    const source = { note, noteRevision: stored.revision };
    if (JSON.stringify(note).length <= maxText) this.keep(name, source);
    return source;
  }

  private keep(name: string, source: Source): void {
    if (this.kept.size >= maxKept) {
      const [oldest = ''] = this.kept.keys();
      this.kept.delete(oldest);
    }
    this.kept.set(name, source);
  }
}
