import { isDeepStrictEqual } from 'node:util';
import { ApiError } from '../domain/errors.js';
import {
  formatNoteName,
  formatOccurrenceName,
  type NoteKey,
  parseNoteName,
  type Scope,
} from '../domain/names.js';
import { timestampFromMillis, timestampToMicros } from '../domain/timestamp.js';
import { scanTimeOf, withScanTime } from '../importers/common/discovery.js';
import { mergeNote } from '../importers/common/merge-note.js';
import { checkLimit, reportLimits } from '../importers/common/report.js';
import { advisoriesOf, importerOf, joinFindings } from '../importers/common/stored-finding.js';
import type { ConvertedDiscovery, NaturalKey, ReplaceSet } from '../importers/types.js';
import { decode } from '../kinds/codec.js';
import type { NoteDocument, OccurrenceDocument } from '../kinds/registry.js';
import type {
  ImportedOccurrence,
  ImportPlan,
  ImportState,
  NoteRow,
  OccurrenceRow,
} from '../storage/repository.js';
import type { ServiceDeps } from './deps.js';
import {
  derivesFromNote,
  isNoteRescored,
  noteRow,
  noteSource,
  occurrenceRow,
  type Times,
  timesOf,
} from './rows.js';

/** A converted report whose documents have passed their checks. */
export interface CheckedImport {
  readonly scope: Scope;
  readonly notes: readonly { readonly key: NoteKey; readonly note: NoteDocument }[];
  readonly occurrences: readonly OccurrenceDocument[];
  readonly discovery: readonly ConvertedDiscovery[];
  readonly replaces: readonly ReplaceSet[];
  readonly partial: readonly ReplaceSet[];
  readonly keeps: readonly NaturalKey[];
  /** Whether what the report no longer has is removed. */
  readonly removes: boolean;
  /** Whether an older report than the stored one is taken. */
  readonly force: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type Deps = Pick<ServiceDeps, 'registry' | 'ids'>;

/** What an import did to one collection. */
export interface Changes {
  readonly created: string[];
  readonly updated: string[];
  readonly removed: string[];
  unchanged: number;
}

export interface ImportOutcome {
  readonly notes: Changes;
  readonly occurrences: Changes;
  readonly discovery: Changes;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/**
 * Compares a report with what is stored and answers the writes that make the store say what the report says:
 * notes are merged, occurrences found again by their natural key, and the same report again writes nothing.
 *
 * @throws REPORT_OUTDATED, KIND_MISMATCH
 */
export function planImport(
  deps: Deps,
  report: CheckedImport,
  stored: ImportState,
): { plan: ImportPlan; outcome: ImportOutcome } {
  const plan: Mutable<ImportPlan> = {
    createNotes: [],
    updateNotes: [],
    createOccurrences: [],
    updateOccurrences: [],
    deleteOccurrences: [],
  };
  const outcome = { notes: noChanges(), occurrences: noChanges(), discovery: noChanges() };
  const found = stored.occurrences.map((row): Stored => {
    const document = parse(row.document);
    return { ...row, document, text: row.document, importer: importerOf(document) };
  });
  const byKey = new Map<string, Stored>();
  for (const occurrence of found) {
    const key = keyOf(occurrence.resourceUri, formatNoteName(occurrence.note), occurrence.importer);
    if (!byKey.has(key)) byKey.set(key, occurrence);
  }
  checkAge(report, byKey);
  const joins = joinRule(report);
  const noteTexts = planNotes(deps, report, stored, plan, outcome.notes);

  const touched = new Set<string>();
  const used = new Set<string>();
  const write = (occurrence: OccurrenceDocument, changes: Changes): void => {
    const uri = occurrence.resource?.uri ?? '';
    const old = storedFor(occurrence, byKey);
    if (old !== undefined) used.add(old.id);
    const joined =
      old !== undefined && joins(occurrence) ? joinFindings(old.document, occurrence) : occurrence;
    if (planOccurrence(deps, report, joined, old, noteTexts, plan, changes)) touched.add(uri);
  };
  for (const occurrence of report.occurrences) write(occurrence, outcome.occurrences);
  if (report.removes) {
    for (const gone of removed(deps, report, found, used)) {
      plan.deleteOccurrences.push(gone.id);
      outcome.occurrences.removed.push(formatOccurrenceName({ scope: report.scope, id: gone.id }));
      touched.add(gone.resourceUri);
    }
  }
  for (const scan of report.discovery) write(settled(scan, report, byKey, touched), outcome.discovery);
  return { plan, outcome };
}

function noChanges(): Changes {
  return { created: [], updated: [], removed: [], unchanged: 0 };
}

/** A stored occurrence whose document has been read. */
interface Stored extends Omit<ImportedOccurrence, 'document'> {
  readonly document: OccurrenceDocument;
  /** As it is stored. */
  readonly text: string;
  readonly importer: string | undefined;
}

function keyOf(uri: string, noteName: string, importer = ''): string {
  return `${noteName} ${importer} ${uri}`;
}

/** What this tool has stored for it; what no tool is named in is taken over. */
function storedFor(occurrence: OccurrenceDocument, byKey: ReadonlyMap<string, Stored>): Stored | undefined {
  const [uri, name] = [occurrence.resource?.uri ?? '', occurrence.noteName ?? ''];
  return byKey.get(keyOf(uri, name, importerOf(occurrence))) ?? byKey.get(keyOf(uri, name));
}

/** Whether what is stored of an occurrence stays beside what the report says of it. */
function joinRule(report: CheckedImport): (occurrence: OccurrenceDocument) => boolean {
  if (!report.removes) return () => true;
  const kept = new Set(report.keeps.map(({ uri, noteName }) => keyOf(uri, noteName)));
  const partial = new Set(report.partial.map(({ uri, provider }) => JSON.stringify([uri, provider])));
  return ({ resource, noteName = '' }) => {
    const uri = resource?.uri ?? '';
    if (kept.has(keyOf(uri, noteName))) return true;
    return partial.size > 0 && partial.has(JSON.stringify([uri, parseNoteName(noteName, 'note').scope]));
  };
}

/** Refuses to go back behind a newer scan of the same tool. Times that are not stated by a report do not count. */
function checkAge(report: CheckedImport, byKey: ReadonlyMap<string, Stored>): void {
  if (report.force) return;
  for (const { occurrence, timed, copy } of report.discovery) {
    const uri = occurrence.resource?.uri ?? '';
    const last = statedTime(storedFor(occurrence, byKey), report.now);
    const time = scanTimeOf(occurrence);
    if (copy || !timed || last === undefined || time === undefined) continue;
    if (timestampToMicros(last) > timestampToMicros(time)) {
      throw new ApiError(
        'REPORT_OUTDATED',
        `the report of ${time} is older than the scan of ${last} that is stored for ${uri}; force takes it all the same`,
        { metadata: { resource: uri, stored: last, report: time } },
      );
    }
  }
}

/**
 * The time of a stored scan, where its report stated one. The time of an import stands for one that did not, and
 * is then the time of the write too; a time in the future is none.
 */
function statedTime(stored: Stored | undefined, now: number): string | undefined {
  const time = stored === undefined ? undefined : scanTimeOf(stored.document);
  if (stored === undefined || time === undefined) return undefined;
  const micros = timestampToMicros(time);
  const written = stored.document.updateTime;
  if (micros > now * 1000 || (written !== undefined && timestampToMicros(written) === micros))
    return undefined;
  return time;
}

/** Plans the notes; answers the text each will have. */
function planNotes(
  { registry }: Deps,
  report: CheckedImport,
  stored: ImportState,
  plan: Mutable<ImportPlan>,
  changes: Changes,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const now = timestampFromMillis(report.now);
  for (const { key, note } of report.notes) {
    const name = formatNoteName(key);
    const text = stored.notes.get(name);
    if (text === undefined) {
      const row = noteRow(registry, key, note, timesOf(now, now));
      plan.createNotes.push(row);
      changes.created.push(name);
      texts.set(name, row.document);
      continue;
    }
    const old = parse(text) as NoteDocument;
    if (registry.kindOfNote(old)?.number !== registry.kindOfNote(note)?.number) {
      throw new ApiError(
        'KIND_MISMATCH',
        `the note "${name}" exists and is of another kind than the report's`,
      );
    }
    const merged = decode(registry.Note, mergeNote(old, note), 'note');
    const rescored = isNoteRescored(registry, old, merged);
    const row = updatedRow(text, storedTimes(old, now), now, (times) => ({
      ...noteRow(registry, key, merged, times),
      rescored,
    }));
    texts.set(name, row?.document ?? text);
    if (row === undefined) changes.unchanged += 1;
    else {
      plan.updateNotes.push(row);
      changes.updated.push(name);
    }
  }
  return texts;
}

/** Plans one occurrence; whether anything is written. */
function planOccurrence(
  { registry, ids }: Deps,
  report: CheckedImport,
  occurrence: OccurrenceDocument,
  old: Stored | undefined,
  noteTexts: ReadonlyMap<string, string>,
  plan: Mutable<ImportPlan>,
  changes: Changes,
): boolean {
  const { scope } = report;
  const now = timestampFromMillis(report.now);
  const noteText = derivesFromNote(registry, occurrence)
    ? noteTexts.get(occurrence.noteName ?? '')
    : undefined;
  const options = {
    imported: true,
    ...(noteText === undefined ? {} : { note: noteSource(registry, parse(noteText)) }),
  };
  const rowAt = (id: string, times: Times): OccurrenceRow => {
    const row = occurrenceRow(registry, { scope, id }, occurrence, times, options);
    checkLimit('occurrence made of the report', Buffer.byteLength(row.document), reportLimits.documentBytes);
    return row;
  };
  if (old === undefined) {
    const id = ids.occurrenceId(report.now);
    plan.createOccurrences.push(rowAt(id, timesOf(now, now)));
    changes.created.push(formatOccurrenceName({ scope, id }));
    return true;
  }
  const row = updatedRow(old.text, storedTimes(old.document, now), now, (times) => rowAt(old.id, times));
  if (row === undefined) {
    changes.unchanged += 1;
    return false;
  }
  plan.updateOccurrences.push(row);
  changes.updated.push(formatOccurrenceName({ scope, id: old.id }));
  return true;
}

/** The row with a new update time, or undefined where nothing but that would change. */
function updatedRow<R extends NoteRow | OccurrenceRow>(
  text: string,
  times: Times,
  now: string,
  rowAt: (times: Times) => R,
): R | undefined {
  return rowAt(times).document === text ? undefined : rowAt(timesOf(times.createTime, now));
}

function storedTimes(document: OccurrenceDocument | NoteDocument, now: string): Times {
  return timesOf(document.createTime ?? now, document.updateTime ?? now);
}

/** What the report, being complete, says is no longer there. */
function removed(
  { registry }: Deps,
  report: CheckedImport,
  stored: readonly Stored[],
  used: ReadonlySet<string>,
): Stored[] {
  const numbers = new Map(registry.kinds.map(({ name, number }) => [name, number]));
  const complete = new Map(
    report.replaces.map((set) => [
      JSON.stringify([set.importer, set.uri, set.provider, numbers.get(set.kind)]),
      set.names,
    ]),
  );
  const kept = new Set(report.keeps.map(({ uri, noteName }) => keyOf(uri, noteName)));
  return stored.filter(({ id, importer, resourceUri, note, kind, document }) => {
    const names = complete.get(JSON.stringify([importer, resourceUri, note.scope, kind]));
    if (names === undefined || used.has(id) || kept.has(keyOf(resourceUri, formatNoteName(note))))
      return false;
    // The report still has the advisory, only without this name for it.
    return !advisoriesOf(document).some((advisory) => names.has(advisory));
  });
}

/**
 * A scan as it is stored. Where the report states no time, the one that an earlier report stated stays; the time
 * of the import is no change by itself.
 */
function settled(
  { occurrence, timed }: ConvertedDiscovery,
  { now }: CheckedImport,
  byKey: ReadonlyMap<string, Stored>,
  touched: ReadonlySet<string>,
): OccurrenceDocument {
  const old = storedFor(occurrence, byKey);
  if (old === undefined || timed) return occurrence;
  const before = withScanTime(occurrence, scanTimeOf(old.document));
  if (statedTime(old, now) !== undefined || scanTimeOf(occurrence) === undefined) return before;
  const same = isDeepStrictEqual(before.discovered, old.document.discovered);
  return same && !touched.has(occurrence.resource?.uri ?? '') ? before : occurrence;
}

function parse(document: string): OccurrenceDocument {
  return JSON.parse(document) as OccurrenceDocument;
}
