import type { Scope } from '../domain/names.js';
import type { NoteDocument, OccurrenceDocument } from '../kinds/registry.js';
import type { ConvertedNotes } from './common/converted-notes.js';
import type { View } from './common/json-view.js';

/** A format of reports, and how it becomes notes and occurrences. Pure: no I/O, clock or randomness. */
export interface Importer {
  /** As `format=` spells it, such as `trivy`. */
  readonly format: string;
  /** What it reads, for help texts. */
  readonly title: string;
  /** Root members that may hold very many elements; they are read element by element. */
  readonly bulk: readonly string[];
  /** Whether a file with one such document per line is read too, as a list. */
  readonly readsLines?: true;
  /**
   * What a document, whose bulk arrays are empty here, lacks for the shape of this format; undefined if it has
   * that shape. Never throws.
   *
   * @param firstOf the first element of a bulk array, for lists whose elements may be of several formats.
   */
  missing(head: unknown, firstOf?: (member: string) => unknown): string | undefined;
  /** @throws ApiError INVALID_REPORT naming the JSON pointer, TOO_LARGE naming the limit. */
  convert(report: Report, options: ConvertOptions): Converted;
}

/** An uploaded document, without its bulk arrays. */
export interface Report {
  /** The root; its bulk arrays are empty. If the root is an array, only its first element. */
  readonly head: unknown;
  /** Whether it is JSON Lines: several objects, one per line. Its root is the array of them. */
  readonly isLines: boolean;
  /** Its text as it was uploaded. */
  text(): string;
  /** SHA-256 of its bytes in hex. */
  digest(): string;
  /** The elements of a bulk array, or of the root if it is an array (`''`), in order, each read when it is requested. */
  items(member: string): Iterable<ReportItem>;
}

export interface ReportItem {
  readonly value: unknown;
  readonly pointer: string;
  /** Its text as it was uploaded. */
  text(): string;
}

export interface ConvertOptions {
  /** Bytes of the report, which bound what it becomes. */
  readonly reportBytes: number;
  /** The scope of the notes. */
  readonly provider: Scope;
  /** The resource of the report, if the report does not name it or the caller states another one. */
  readonly resource?: string | undefined;
  /** `debian:11`, if the report does not name the distribution. */
  readonly distro?: string | undefined;
  /** Failed configuration checks become findings too. */
  readonly misconfig?: boolean | undefined;
  /** Found secrets become occurrences too. */
  readonly secrets?: boolean | undefined;
  /** Packages of bills of materials become occurrences too. */
  readonly packages?: boolean | undefined;
  /** Id of the note of signatures and attestations, in place of one for each signer. */
  readonly authority?: string | undefined;
  /** Another discovery note, by name, that gets a copy of the scan's result. */
  readonly discoveryNote?: string | undefined;
  /** The time of a report that has none. */
  readonly now: string;
  /** Notes of earlier reports; they change no result. */
  readonly notes?: ConvertedNotes | undefined;
}

export interface Warning {
  /** JSON pointer into the report. */
  readonly pointer: string;
  readonly reason: string;
}

/** The key of a stored occurrence within the consumer's project. */
export interface NaturalKey {
  readonly uri: string;
  readonly noteName: string;
}

/** The findings of one tool on one resource: its occurrences of this kind, of notes in this scope. */
export interface ReplaceSet {
  readonly importer: string;
  readonly uri: string;
  readonly provider: Scope;
  /** Name of the kind. */
  readonly kind: string;
  /** What the tool searched for instead of vulnerable packages: see `targetOf`. */
  readonly target: string | undefined;
  /** Every name of a finding in the report, advisories and aliases too. */
  readonly names: ReadonlySet<string>;
}

export interface ConvertedDiscovery {
  readonly occurrence: OccurrenceDocument;
  /** Whether the time of the scan is the report's own, not that of the import. */
  readonly timed: boolean;
  /** Whether it is under another note than the tool's own, which other tools may write too. */
  readonly copy: boolean;
}

export interface Converted {
  /** Name of the tool. */
  readonly importer: string;
  /** By note name. A document is in the v1beta1 form, or in the v1 form if v1beta1 cannot express it (docs/adr/0039). */
  readonly notes: ReadonlyMap<string, NoteDocument>;
  readonly occurrences: readonly OccurrenceDocument[];
  /** The states of scans, written last. */
  readonly discovery: readonly ConvertedDiscovery[];
  /** The sets that the report lists completely: findings that it no longer has are removed. */
  readonly replaces: readonly ReplaceSet[];
  /** The sets that were not understood completely: no finding is removed, and stored ones are merged. */
  readonly partial: readonly ReplaceSet[];
  /** Findings that the report suppresses, or that a row names that was not understood: not removed, and merged. */
  readonly keeps: readonly NaturalKey[];
  /** The resources of the report. */
  readonly resources: readonly string[];
  readonly warnings: readonly Warning[];
  /** False if a later conversion may differ, since a time in the report is in the future. */
  readonly isLasting: boolean;
}

export type Warn = (at: View | string, reason: string) => void;
