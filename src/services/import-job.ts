import { freeBytes } from '../domain/free-bytes.js';
import { formatNoteName, type NoteKey, parseNoteName, type Scope } from '../domain/names.js';
import { PackedList, PackedMap } from '../domain/packed-list.js';
import { timestampFromMillis } from '../domain/timestamp.js';
import { openReport } from '../importers/common/report.js';
import { bulkMembers, chooseImporter } from '../importers/registry.js';
import type { ConvertOptions, Importer, Report, Warning } from '../importers/types.js';
import type { AssessmentRow, ImportedNote, ImportedOccurrence } from '../storage/repository-rows.js';
import type { Reach } from './assessments.js';
import { checkConverted, checkStrict } from './import-check.js';
import { type PlannedPart, partsOf } from './import-parts.js';
import { planImport } from './import-plan.js';
import type { CheckedImport, Deps } from './import-plan-types.js';
import { StoredDigest } from './import-state.js';
import { type KeptNotes, keepNotes } from './kept-notes.js';
import { sha256 } from './request-ids.js';

/** Maximal number of names and warnings in a result. */
export const maxListed = 1000;

/** Maximal number of keys or resources that are requested at once. */
const askedNotes = 500;
const askedResources = 50;

/** A slice of an uploaded report; the last one is an argument of `open`. */
export interface ReportSlice {
  /** Bytes of the whole report. */
  readonly size: number;
  /** Offset of these bytes. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

export interface ConvertRequest {
  readonly scope: Scope;
  readonly removes: boolean;
  readonly force: boolean;
  readonly strict: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly options: Omit<ConvertOptions, 'now' | 'notes' | 'reportBytes'>;
  /** Where the caller may assess. */
  readonly reach: Reach;
}

export interface OpenRequest {
  readonly last: ReportSlice;
  /** Recognised if undefined. */
  readonly format: string | undefined;
}

/** Summary of a converted report; small for reports of any size. */
export interface ConvertedSummary {
  /** Scopes that its notes go to. */
  readonly noteScopes: readonly Scope[];
  readonly found: { readonly notes: number; readonly occurrences: number; readonly discovery: number };
  /** The first of them. */
  readonly resources: readonly string[];
  readonly warningCount: number;
  /** The first of them. */
  readonly warnings: readonly Warning[];
}

/** The notes and resources that an import depends on, and the digest of their stored rows after its plan was written. */
export interface ImportOutcome {
  /** Argument of `recall`. */
  readonly restsOn: string;
  readonly digest: string;
}

/** The stored rows that the job needs next. */
export type Wanted =
  | { readonly notes: readonly NoteKey[] }
  | { readonly resources: readonly string[] }
  /** Read after the notes: a later assessment gives them another revision. */
  | { readonly assessed: { readonly noteIds: readonly string[]; readonly resources: readonly string[] } };

/** A page of the stored occurrences that were wanted. */
export interface OccurrencePage {
  readonly rows: readonly ImportedOccurrence[];
  readonly isLast: boolean;
}

/** A part of the plan; the last one has the outcome, unless a later conversion of the same report may differ. */
export interface JobPart extends PlannedPart {
  readonly outcome: ImportOutcome | undefined;
}

/**
 * The computation of an import. Another process calls it, with data that can be copied, in this order: `receive`, `open`,
 * `convert`; then the stored rows that it wants, until it wants no more; then `plan`, and `part` up to the last part. After
 * `again` the stored rows are read again. Between `open` and `convert` it can check the stored rows of an earlier import:
 * `recall`, then the rows that it wants, then `storedDigest`. A step with a follow-up returns it, since a call of another process
 * costs more than the computation for a small report.
 */
export type ImportJob = ReturnType<typeof openImportJob>;

/** @param kept what the process keeps from job to job. */
export function openImportJob(deps: Deps, kept: KeptNotes = keepNotes()) {
  let upload: Buffer = Buffer.alloc(0);
  let reportBytes = 0;
  let report: Report | undefined;
  let importer: Importer | undefined;
  let checked: CheckedImport | undefined;
  let resources: readonly string[] = [];
  let asks: Iterator<Wanted> = [].values();
  let notes = new PackedMap<ImportedNote>();
  let occurrences = new PackedList<ImportedOccurrence>();
  let assessments: AssessmentRow[] = [];
  let parts: ((rows: number) => PlannedPart | undefined) | undefined;
  let isLasting = false;
  /** Of what is stored after the parts so far; undefined if a later conversion may differ. */
  let digest: StoredDigest | undefined;

  function* wanted(keys: readonly NoteKey[], resources: readonly string[]): Generator<Wanted> {
    for (let at = 0; at < keys.length; at += askedNotes) yield { notes: keys.slice(at, at + askedNotes) };
    for (let at = 0; at < resources.length; at += askedResources)
      yield { resources: resources.slice(at, at + askedResources) };
  }

  function* wantedOf(checked: CheckedImport, resources: readonly string[]): Generator<Wanted> {
    yield* wanted(checked.noteKeys, resources);
    const noteIds = [...new Set(checked.noteKeys.map(({ id }) => id))];
    for (let at = 0; at < noteIds.length; at += askedNotes)
      for (let from = 0; from < resources.length; from += askedResources)
        yield {
          assessed: {
            noteIds: noteIds.slice(at, at + askedNotes),
            resources: resources.slice(from, from + askedResources),
          },
        };
  }

  function restart(): void {
    [parts, digest, assessments] = [undefined, undefined, []];
    [notes, occurrences] = [new PackedMap(), new PackedList()];
    asks = checked === undefined ? [].values() : wantedOf(checked, resources);
  }

  function next(): Wanted | undefined {
    const { value, done } = asks.next();
    return done === true ? undefined : value;
  }

  function nextPart(rows: number): JobPart {
    // A restarted process has no plan; that must not look like the end of the plan.
    const part = parts?.(rows);
    if (part === undefined) throw new TypeError('nothing was planned');
    digest?.add(part.part);
    if (!part.isLast || digest === undefined) return { ...part, outcome: undefined };
    const restsOn = JSON.stringify([checked?.noteKeys.map(formatNoteName), resources]);
    return { ...part, outcome: { restsOn, digest: digest.toString() } };
  }

  function receive({ size, at, bytes }: ReportSlice): void {
    if (at === 0) upload = Buffer.allocUnsafeSlow(size);
    upload.set(bytes, at);
  }

  return {
    /** Slices arrive in order. */
    receive,

    /** @throws INVALID_REPORT, INVALID_PARAMETER, TOO_LARGE */
    open({ last, format }: OpenRequest): { format: string; digest: string } {
      receive(last);
      const digest = sha256(upload);
      report = openReport(upload, bulkMembers);
      reportBytes = upload.length;
      importer = chooseImporter(report.head, format, report);
      return { format: importer.format, digest };
    },

    /** @throws INVALID_REPORT, TOO_LARGE, KIND_MISMATCH */
    convert({ options, strict, scope, removes, force, now, reach }: ConvertRequest): {
      readonly converted: ConvertedSummary;
      readonly wanted: Wanted | undefined;
    } {
      if (report === undefined || importer === undefined) throw new TypeError('no report is open');
      const converted = importer.convert(report, {
        ...options,
        notes: kept.converted,
        now: timestampFromMillis(now),
        reportBytes,
      });
      report = undefined;
      freeBytes(upload);
      if (strict) checkStrict(converted.warnings);
      checked = checkConverted(deps, kept, converted, { scope, removes, force, now, reach });
      resources = [...new Set(converted.resources)];
      isLasting = converted.isLasting;
      restart();
      const summary: ConvertedSummary = {
        noteScopes: [...new Set(checked.noteKeys.map(({ scope }) => scope))],
        found: {
          notes: converted.notes.size,
          occurrences: converted.occurrences.length,
          discovery: converted.discovery.length,
        },
        resources: converted.resources.slice(0, maxListed),
        warningCount: converted.warnings.length,
        warnings: converted.warnings.slice(0, maxListed),
      };
      return { converted: summary, wanted: next() };
    },

    storedNotes(rows: readonly ImportedNote[]): Wanted | undefined {
      for (const row of rows) notes.set(formatNoteName(row), row);
      return next();
    },

    storedOccurrences({ rows, isLast }: OccurrencePage): Wanted | undefined {
      for (const row of rows) occurrences.add(row);
      return isLast ? next() : undefined;
    },

    storedAssessments(rows: readonly AssessmentRow[]): Wanted | undefined {
      for (const row of rows) assessments.push(row);
      return next();
    },

    /**
     * Plans, and returns the first part.
     *
     * @param rows maximal number of rows of a part
     * @throws REPORT_OUTDATED, KIND_MISMATCH
     */
    plan(rows: number): JobPart {
      if (checked === undefined) throw new TypeError('no report was converted');
      const stored = { notes, occurrences: occurrences.values(), assessments };
      const plan = planImport(deps, checked, stored);
      restart();
      parts = partsOf(plan, checked.scope);
      if (isLasting) digest = new StoredDigest(stored);
      return nextPart(rows);
    },

    /** The next part of the plan, after one that was not the last. */
    part: nextPart,

    again(): Wanted | undefined {
      restart();
      return next();
    },

    recall(restsOn: string): Wanted | undefined {
      const [names, about] = JSON.parse(restsOn) as [string[], string[]];
      asks = wanted(
        names.map((name) => parseNoteName(name, 'note')),
        about,
      );
      return next();
    },

    storedDigest(): string {
      const stored = new StoredDigest({ notes, occurrences: occurrences.values() });
      restart();
      return stored.toString();
    },
  };
}
