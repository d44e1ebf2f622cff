import { type NoteKey, parseNoteName } from '../domain/names.js';
import type { NoteSource } from '../kinds/kind.js';
import type { Registry } from '../kinds/registry.js';
import type { Repository } from '../storage/repository.js';
import { newestText, noteSource, parseNote } from './rows.js';

/** The note that occurrences derive from; both undefined where it is gone. */
export interface Source {
  readonly note: NoteSource | undefined;
  readonly noteRevision: number | undefined;
}

/** Notes and characters of a note that are kept: some megabytes at most. */
const maxKept = 1_000;
const maxText = 4_096;

/**
 * What notes give to their occurrences, kept between requests. What is kept may be out of date: the store refuses a row
 * whose `noteRevision` is not the newest, and the caller makes the row anew with `readAnew`.
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
    const text = newestText(stored);
    const note = noteSource(this.registry, parseNote(text));
    const source = { note, noteRevision: stored.revision };
    if (text.length <= maxText) this.keep(name, source);
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
