import { type NoteKey, parseNoteName, type Scope } from '../domain/names.js';
import type { FromNote } from '../kinds/derived.js';
import type { OccurrenceDocument, Registry } from '../kinds/registry.js';
import type { Repository } from '../storage/repository.js';
import {
  type Assessing,
  assessmentsOf,
  assessmentsOfNote,
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
  /** What may assess its occurrences; undefined where there is so much that it is looked up for each. */
  readonly assessments: readonly Assessing[] | undefined;
}

/** Maximal number of cached notes, and of characters: one or two megabytes, ten at most. */
const maxKept = 5_000;
const maxText = 1_000;
/** Assessments that are read with a note. */
const maxAssessments = 5;

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
    private readonly repository: Pick<Repository, 'getNote' | 'listAssessments'>,
  ) {}

  /**
   * What note and assessments give to an occurrence that is, or will be, in a scope. `source` is that of its note; what is not
   * known of it is looked up.
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

  /** What may assess some findings. */
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

  private async read(name: string, key: NoteKey): Promise<Source> {
    const stored = await this.repository.getNote(key);
    this.kept.delete(name);
    if (stored === undefined) return { note: undefined, noteRevision: undefined, assessments: [] };
    const note = givenBy(this.registry, parseNote(newestText(stored)));
    const isAssessed = memberOf(this.registry, stored.kind) !== undefined;
    // After the note: what is said of it later gives it another revision.
    const assessments = isAssessed ? await assessmentsOfNote(this.repository, key.id, maxAssessments) : [];
    const source = { note, noteRevision: stored.revision, assessments };
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
