import type { Scope } from '../domain/names.js';
import type { NoteDocument, OccurrenceDocument } from '../kinds/registry.js';
import type { View } from './common/json-view.js';

/** A format of reports, and how it becomes notes and occurrences. Pure: no I/O, clock or randomness. */
export interface Importer {
  /** As `format=` spells it, such as `trivy`. */
  readonly format: string;
  /** What it reads, for help texts. */
  readonly title: string;
  /** Root members that may hold very many elements; they are read element by element. */
  readonly bulk: readonly string[];
  /** Whether a file of one such document a line is read too, as the list of them. */
  readonly readsLines?: true;
  /**
   * What a document, whose bulk arrays are shown empty, lacks of the shape of this format; undefined where it has
   * that shape. Never throws.
   *
   * @param firstOf the first element of a bulk array, where objects of several formats are in lists of one shape.
   */
  missing(head: unknown, firstOf?: (member: string) => unknown): string | undefined;
  /** @throws ApiError INVALID_REPORT naming the JSON pointer, TOO_LARGE naming the limit. */
  convert(report: Report, options: ConvertOptions): Converted;
}

/** An uploaded document, bulk arrays apart. */
export interface Report {
  /** The root; its bulk arrays are empty. Where the root is an array, only its first element. */
  readonly head: unknown;
  /** Whether it is JSON Lines: several objects, a line each. Its root is the array of them. */
  readonly isLines: boolean;
  /** Its text as it was uploaded. */
  text(): string;
  /** SHA-256 of its bytes in hex. */
  digest(): string;
  /** The elements of a bulk array, or of the root where it is an array (`''`), in order, each read when asked for. */
  items(member: string): Iterable<ReportItem>;
}

export interface ReportItem {
  readonly value: unknown;
  readonly pointer: string;
  /** Its text as it was uploaded. */
  text(): string;
}

export interface ConvertOptions {
  /** Where notes go. */
  readonly provider: Scope;
  /** What the report is about, where it does not say or the caller knows better. */
  readonly resource?: string | undefined;
  /** `debian:11`, where the report does not name the distribution. */
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
  /** Stands for the time of a report that has none. */
  readonly now: string;
}

export interface Warning {
  /** JSON pointer into the report. */
  readonly pointer: string;
  readonly reason: string;
}

/** What a stored occurrence is found again by, within the consumer's project. */
export interface NaturalKey {
  readonly uri: string;
  readonly noteName: string;
}

/** What one tool found on one resource: its occurrences of this kind, of notes in this scope. */
export interface ReplaceSet {
  readonly importer: string;
  readonly uri: string;
  readonly provider: Scope;
  /** Name of the kind. */
  readonly kind: string;
  /** What was looked for instead of vulnerable packages: see `targetOf`. */
  readonly target: string | undefined;
  /** Every name the report has for what it found, advisories and aliases too. */
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
  /** By note name. A document is in the v1beta1 form, or in the v1 form where that says more (docs/adr/0039). */
  readonly notes: ReadonlyMap<string, NoteDocument>;
  readonly occurrences: readonly OccurrenceDocument[];
  /** "Scan finished", written last. */
  readonly discovery: readonly ConvertedDiscovery[];
  /** What the report is a complete statement about: of these sets, what it no longer has is removed. */
  readonly replaces: readonly ReplaceSet[];
  /** What the report was not wholly understood about: of these sets, nothing is removed and nothing is lost. */
  readonly partial: readonly ReplaceSet[];
  /** Suppressed in the report, or named by a row that was not understood: not removed, and nothing of it is lost. */
  readonly keeps: readonly NaturalKey[];
  /** What the report is about. */
  readonly resources: readonly string[];
  readonly warnings: readonly Warning[];
  /** False where it would be another one at another time: a time that the report has is still to come. */
  readonly isLasting: boolean;
}

export type Warn = (at: View | string, reason: string) => void;
