import type { NoteKey, Scope } from '../domain/names.js';
import type { ConvertedDiscovery, NaturalKey, ReplaceSet } from '../importers/types.js';
import type { OccurrenceDocument } from '../kinds/registry.js';
import type { Written } from '../kinds/stored-text.js';
import type {
  AssessmentRow,
  ImportedNote,
  ImportedOccurrence,
  ImportPart,
  NoteRow,
  OccurrenceRow,
} from '../storage/repository-rows.js';
import type { Reach } from './assessments.js';
import type { ServiceDeps } from './deps.js';
import type { CheckedNote } from './kept-notes.js';

/** A converted report whose documents were checked. */
export interface CheckedImport {
  readonly scope: Scope;
  readonly noteKeys: readonly NoteKey[];
  /** In the order of the keys. These and the occurrences of a large report are made when they are read. */
  readonly notes: readonly CheckedNote[];
  readonly occurrences: readonly Written<OccurrenceDocument>[];
  /** Indexes of occurrences that a later one of the report replaces. */
  readonly repeated: ReadonlySet<number>;
  readonly discovery: readonly ConvertedDiscovery[];
  readonly replaces: readonly ReplaceSet[];
  readonly partial: readonly ReplaceSet[];
  readonly keeps: readonly NaturalKey[];
  /** Whether rows that the report no longer has are removed. */
  readonly removes: boolean;
  /** Whether a report older than the stored one is accepted. */
  readonly force: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Where what the report assesses is applied. */
  readonly reach: Reach;
}

export type Deps = Pick<ServiceDeps, 'registry' | 'ids'>;

/** The stored rows that an import needs. */
export interface ImportState {
  /** The existing notes among those of the report, by name. */
  readonly notes: ReadonlyMap<string, ImportedNote>;
  /** The occurrences that importers wrote for the report's resources; of one resource ascending by id. */
  readonly occurrences: readonly ImportedOccurrence[];
  /** What may assess the report's occurrences. */
  readonly assessments: readonly AssessmentRow[];
}

/** A row that is made when its part is: the rows of a large report together need more memory than the report. */
export interface LaterNote {
  readonly key: NoteKey;
  row(): NoteRow;
}

/** The writes that bring the store to the state of the report, except for the scans. */
export interface ImportPlan
  extends Pick<ImportPart, 'updateNotes' | 'updateOccurrences' | 'deleteOccurrences'> {
  readonly createNotes: readonly LaterNote[];
  /** Each is made when it is read, like a LaterNote. */
  readonly createOccurrences: readonly OccurrenceRow[];
  /** Every scan of the report. */
  readonly scans: readonly PlannedScan[];
}

export interface PlannedScan {
  /** The stored text; undefined if there is none. */
  readonly before: string | undefined;
  /** The row during the import: unfinished, so that no client takes the stored findings for complete. */
  readonly scanning: OccurrenceRow;
  /** The row after the import; its text is `before` if nothing changes. */
  readonly row: OccurrenceRow;
}
