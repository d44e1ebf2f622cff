import { formatNoteName, type NoteKey, parseNoteName, type Scope } from '../domain/names.js';
import { mapInSlices } from '../domain/slices.js';
import type { FromNote } from '../kinds/derived.js';
import type { OccurrenceDocument, Registry } from '../kinds/registry.js';
import type { Repository } from '../storage/repository.js';
import type { NewestNote } from '../storage/repository-rows.js';
import {
  type Assessing,
  assessmentsOf,
  assessmentsOfNotes,
  type Finding,
  findingOf,
  givenWith,
  memberOf,
  parseAssessing,
} from './assessments.js';
import { givenBy, newestText, parseNote } from './rows.js';

/** The note that occurrences derive from; both undefined if it does not exist. */
export interface Source {
  readonly note: FromNote | undefined;
  readonly noteRevision: number | undefined;
  /** Assessments of its occurrences; undefined if there are so many that they are read for each occurrence. */
  readonly assessments: readonly Assessing[] | undefined;
}

/** Maximal number of cached notes, and of characters: one or two megabytes, ten at most. */
const maxKept = 5_000;
const maxText = 1_000;
/** Assessments that are read with a note. */
const maxAssessments = 5;
/** Maximum number of notes in one read, and of assessments of all of them. */
const batchSize = { notes: 200, assessments: 500 };

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
    private readonly repository: Pick<Repository, 'getNote' | 'getNotes' | 'listAssessments'>,
  ) {}

  /**
   * The values that note and assessments contribute to a stored or new occurrence of a scope. `source` is that of its note; missing
   * parts are read.
   */
  async given(
    scope: Scope,
    occurrences: readonly { readonly occurrence: OccurrenceDocument; readonly source: Source | undefined }[],
  ): Promise<readonly (FromNote | undefined)[]> {
    const findings = occurrences.map(({ occurrence }) => findingOf(this.registry, scope, occurrence));
    const unknown = findings.filter((_, index) => {
      const source = occurrences[index]?.source;
      return source !== undefined && source.assessments === undefined;
    });
    const found = unknown.length === 0 ? [] : await this.lookUp(unknown.flatMap((finding) => finding ?? []));
    return occurrences.map(({ source }, index) =>
      givenWith(source?.note, source?.assessments ?? found, findings[index]),
    );
  }

  /** The assessments that may apply to some findings. */
  async lookUp(findings: readonly Finding[]): Promise<readonly Assessing[]> {
    const ids = findings.map(({ noteId }) => noteId);
    const resources = findings.map(({ resourceUri }) => resourceUri);
    return (await assessmentsOf(this.repository, ids, resources)).map(parseAssessing);
  }

  /** @throws INVALID_NAME */
  of(name: string, readAnew: boolean): Source | Promise<Source> {
    const kept = readAnew ? undefined : this.kept.get(name);
    return kept ?? this.read(name, parseNoteName(name, 'note_name'));
  }

  /** Of each name. Uncached ones are read together. @throws INVALID_NAME */
  async ofAll(names: ReadonlySet<string>, readAnew: boolean): Promise<ReadonlyMap<string, Source>> {
    const found = new Map<string, Source>();
    const unknown = new Map<string, NoteKey>();
    for (const name of names) {
      const kept = readAnew ? undefined : this.kept.get(name);
      if (kept === undefined) unknown.set(name, parseNoteName(name, 'note_name'));
      else found.set(name, kept);
    }
    for (let names = [...unknown]; names.length > 0; names = names.slice(batchSize.notes))
      await this.readBatch(names.slice(0, batchSize.notes), found);
    return found;
  }

  /** A single note, one that the store leaves out, and one with many assessments are read by themselves. */
  private async readBatch(
    names: readonly (readonly [name: string, key: NoteKey])[],
    found: Map<string, Source>,
  ): Promise<void> {
    const stored = names.length > 1 ? await this.repository.getNotes(names.map(([, key]) => key)) : [];
    const assessed = stored.filter(({ kind }) => memberOf(this.registry, kind) !== undefined);
    // After the notes, as in `read`.
    const ids = assessed.map(({ id }) => id);
    const assessments = await assessmentsOfNotes(this.repository, ids, batchSize.assessments);
    const notes = new Map(stored.map((note) => [formatNoteName(note), note]));
    const left: (readonly [string, NoteKey])[] = [];
    await mapInSlices(names, ([name, key]) => {
      const note = notes.get(formatNoteName(key));
      const own = assessments?.get(key.id) ?? [];
      if (note === undefined || assessments === undefined || own.length > maxAssessments)
        left.push([name, key]);
      else found.set(name, this.sourceOf(name, note, own));
    });
    await Promise.all(left.map(async ([name, key]) => found.set(name, await this.read(name, key))));
  }

  private async read(name: string, key: NoteKey): Promise<Source> {
    const stored = await this.repository.getNote(key);
    this.kept.delete(name);
    if (stored === undefined) return { note: undefined, noteRevision: undefined, assessments: [] };
    const isAssessed = memberOf(this.registry, stored.kind) !== undefined;
    // Read after the note: a later assessment gives the note another revision.
    const all = await assessmentsOfNotes(this.repository, isAssessed ? [key.id] : [], maxAssessments);
    const newest = { document: newestText(stored), revision: stored.revision };
    return this.sourceOf(name, newest, all && (all.get(key.id) ?? []));
  }

  private sourceOf(
    name: string,
    { document, revision }: Pick<NewestNote, 'document' | 'revision'>,
    assessments: Source['assessments'],
  ): Source {
    this.kept.delete(name);
    const note = givenBy(this.registry, parseNote(document));
    const source = { note, noteRevision: revision, assessments };
    if (JSON.stringify([note, assessments]).length <= maxText) this.keep(name, source);
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
