import { isDeepStrictEqual } from 'node:util';
import { ApiError } from '../domain/errors.js';
import { lazyList, mapLazily } from '../domain/lazy-list.js';
import { formatNoteName, parseNoteName } from '../domain/names.js';
import { PackedList } from '../domain/packed-list.js';
import { timestampFromMillis, timestampToMicros } from '../domain/timestamp.js';
import { scanningOf, scanTimeOf, statusOf, withScanTime, withStatus } from '../importers/common/discovery.js';
import { checkLimit, reportLimits } from '../importers/common/report.js';
import {
  advisoriesOf,
  importerOf,
  joinFindings,
  leaveOpen,
  targetOf,
} from '../importers/common/stored-finding.js';
import type { ConvertedDiscovery } from '../importers/types.js';
import type { FromNote } from '../kinds/derived.js';
import type { OccurrenceDocument } from '../kinds/registry.js';
import { type Forms, parseForms, type Written } from '../kinds/stored-text.js';
import type {
  ImportedOccurrence,
  OccurrenceChange,
  OccurrenceRemoval,
  OccurrenceRow,
} from '../storage/repository-rows.js';
import { findingOf, givenWith, parseAssessing, resourceUriOf } from './assessments.js';
import { maxSizeOf } from './import-bytes.js';
import { type PlannedNote, planNotes, storedTimes, updatedRow } from './import-notes.js';
import type { CheckedImport, Deps, ImportPlan, ImportState, PlannedScan } from './import-plan-types.js';
import { derivesFromNote, occurrenceRow, ownOccurrence, type Times, timesOf } from './rows.js';

/** Bytes that the server adds to an occurrence at most: name, times and what it derives from the note. */
const maxAdded = 64 * 1024;

/**
 * Compares a report with the stored rows and returns the writes that bring the store to the state of the report.
 * Notes are merged, occurrences are matched by their natural key, and the same report again writes nothing.
 *
 * @throws REPORT_OUTDATED, KIND_MISMATCH
 */
export function planImport(deps: Deps, report: CheckedImport, stored: ImportState): ImportPlan {
  const scans: PlannedScan[] = [];
  const updated = new PackedList<OccurrenceChange>();
  const deleted = new PackedList<OccurrenceRemoval>();
  const found = mapLazily(stored.occurrences, parseStored);
  const byKey: StoredByKey = new Map();
  for (const [index, { resourceUri, note, importer }] of found.entries()) {
    const key = keyOf(resourceUri, formatNoteName(note), importer);
    // What is made when it is read is not kept.
    if (!byKey.has(key)) byKey.set(key, () => found[index] as Stored);
  }
  checkAge(report, byKey);
  const joins = joinRule(report);
  const { planned: notes, ...noteChanges } = planNotes(deps, report, stored);
  const rows = rowsOf(deps, report, stored, notes);

  const [created, createdIds]: [number[], string[]] = [[], []];
  const touched = new Set<string>();
  const used = new Set<string>();
  for (const [index, written] of report.occurrences.entries()) {
    if (report.repeated.has(index)) continue;
    const { v1beta1: occurrence, before } = written;
    const old = storedFor(before ?? written, byKey);
    if (old === undefined) {
      const id = deps.ids.occurrenceId(report.now);
      // One that may be too large is refused before anything is written.
      if (maxSizeOf(occurrence) + maxAdded >= reportLimits.documentBytes) rows.created(written, id);
      created.push(index);
      createdIds.push(id);
      touched.add(resourceUriOf(occurrence));
      continue;
    }
    used.add(old.id);
    const joined = joins(occurrence) ? rows.joined(old, occurrence) : rows.alone(occurrence);
    const row = rows.changed({ v1beta1: joined, before }, old);
    if (row === undefined) continue;
    touched.add(row.resourceUri);
    updated.add({ expected: old.text, row });
  }
  if (report.removes) {
    for (const { id, text, resourceUri } of removed(deps, report, found, used)) {
      deleted.add({ id, expected: text });
      touched.add(resourceUri);
    }
  }
  for (const scan of report.discovery) {
    const old = storedFor({ v1beta1: scan.occurrence }, byKey);
    const occurrence = keptUnfinished(settled(scan, report, old, touched), report, old);
    const row = rows.changed({ v1beta1: occurrence }, old) ?? rows.same(occurrence, old);
    // If the import ends before its last part, an older report is still refused.
    const time = scan.timed ? scanTimeOf(occurrence) : statedTime(old, report.now);
    const scanning = rows.changed({ v1beta1: scanningOf(occurrence, time) }, old, row.id) ?? row;
    scans.push({ before: old?.text, scanning, row });
  }
  const createOccurrences = lazyList(created.length, (at) => {
    const written = report.occurrences[created[at] as number] as Written<OccurrenceDocument>;
    return rows.created(written, createdIds[at] as string);
  });
  return {
    ...noteChanges,
    createOccurrences,
    updateOccurrences: updated.values(),
    deleteOccurrences: deleted.values(),
    scans,
  };
}

/** A report that only adds to stored rows does not finish an unfinished scan: rows not understood before are still unknown. */
function keptUnfinished(
  occurrence: OccurrenceDocument,
  report: CheckedImport,
  old: Stored | undefined,
): OccurrenceDocument {
  const before = old === undefined ? undefined : statusOf(old.document);
  if (report.removes || before === undefined || before === 'FINISHED_SUCCESS') return occurrence;
  return statusOf(occurrence) === 'FINISHED_SUCCESS' ? withStatus(occurrence, before) : occurrence;
}

/** A stored occurrence with its parsed document. */
interface Stored extends Omit<ImportedOccurrence, 'document' | 'derived'> {
  readonly document: OccurrenceDocument;
  readonly forms: Forms<OccurrenceDocument>;
  /** The stored text. */
  readonly text: string;
  /** Paths of the members that the server filled, joined by commas; null if unknown. */
  readonly filled: string | null;
  readonly importer: string | undefined;
}

/** Finds a stored occurrence of a key. */
type StoredByKey = Map<string, () => Stored>;

function parseStored({ derived, ...row }: ImportedOccurrence): Stored {
  const forms = parseForms<OccurrenceDocument>(row.document);
  return {
    ...row,
    document: forms.v1beta1,
    forms,
    text: row.document,
    filled: derived,
    importer: importerOf(forms),
  };
}

function keyOf(uri: string, noteName: string, importer = ''): string {
  return `${noteName} ${importer} ${uri}`;
}

/** The stored occurrence of this tool. One that names no tool is taken over. */
function storedFor(forms: Forms<OccurrenceDocument>, byKey: StoredByKey): Stored | undefined {
  if (byKey.size === 0) return undefined;
  const { resource, noteName = '' } = forms.v1beta1;
  const uri = resource?.uri ?? '';
  return (byKey.get(keyOf(uri, noteName, importerOf(forms))) ?? byKey.get(keyOf(uri, noteName)))?.();
}

/** Decides whether a stored occurrence is merged with the one of the report. */
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

/** Refuses a report older than the stored scan of the same tool. Times that a report did not state do not count. */
function checkAge(report: CheckedImport, byKey: StoredByKey): void {
  if (report.force) return;
  for (const { occurrence, timed, copy } of report.discovery) {
    const uri = occurrence.resource?.uri ?? '';
    const last = statedTime(storedFor({ v1beta1: occurrence }, byKey), report.now);
    const time = scanTimeOf(occurrence);
    if (copy || !timed || last === undefined || time === undefined) continue;
    if (timestampToMicros(last) > timestampToMicros(time)) {
      throw new ApiError(
        'REPORT_OUTDATED',
        `the report of ${time} is older than the scan of ${last} stored for ${uri}; use force to import it`,
        { metadata: { resource: uri, stored: last, report: time } },
      );
    }
  }
}

/**
 * The time of a stored scan if its report stated one. Otherwise the time of the import was stored, which equals the time of
 * the write. A time in the future counts as none.
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

/** Creates rows of a report's occurrences. */
function rowsOf(
  { registry, ids }: Deps,
  report: CheckedImport,
  stored: ImportState,
  notes: ReadonlyMap<string, PlannedNote>,
) {
  const { scope } = report;
  const now = timestampFromMillis(report.now);
  const created = timesOf(now, now);
  const assessments = Map.groupBy(stored.assessments.map(parseAssessing), ({ noteId }) => noteId);
  function rowAt(
    occurrence: OccurrenceDocument,
    id: string,
    times: Times,
    before?: Forms<OccurrenceDocument>,
  ): OccurrenceRow {
    const note = derivesFromNote(registry, occurrence) ? notes.get(occurrence.noteName ?? '') : undefined;
    const row = occurrenceRow(registry, { scope, id }, { v1beta1: occurrence, before }, times, {
      imported: true,
      ...(note === undefined ? {} : { note: given(occurrence, note.given), noteRevision: note.revision }),
    });
    checkLimit('occurrence made of the report', Buffer.byteLength(row.document), reportLimits.documentBytes);
    return row;
  }

  function given(occurrence: OccurrenceDocument, note: FromNote): FromNote | undefined {
    if (assessments.size === 0) return note;
    const finding = findingOf(registry, scope, occurrence);
    return givenWith(note, assessments.get(finding?.noteId ?? '') ?? [], finding);
  }

  /** A finding as the report has it. */
  const alone = (occurrence: OccurrenceDocument): OccurrenceDocument =>
    leaveOpen(occurrence, notes.get(occurrence.noteName ?? '')?.severity);
  return {
    alone,
    /** The row of an occurrence that is not stored. */
    created: ({ v1beta1, before }: Written<OccurrenceDocument>, id: string): OccurrenceRow =>
      rowAt(alone(v1beta1), id, created, before),
    /** The row to be written; undefined if the stored row is the same. */
    changed(
      { v1beta1, before }: Written<OccurrenceDocument>,
      old: Stored | undefined,
      id = old?.id ?? ids.occurrenceId(report.now),
    ): OccurrenceRow | undefined {
      if (old === undefined) return rowAt(v1beta1, id, created, before);
      return updatedRow(old, storedTimes(old.document, now), now, (times) =>
        rowAt(v1beta1, id, times, before ?? old.forms),
      );
    },
    /** The stored finding merged with the report's. */
    joined(old: Stored, occurrence: OccurrenceDocument): OccurrenceDocument {
      const name = occurrence.noteName ?? '';
      // The note is needed to know which members an earlier release filled.
      const shown = old.filled === null ? stored.notes.get(name)?.document : undefined;
      const { own } = ownOccurrence(registry, { document: old.text, derived: old.filled }, shown);
      return joinFindings(own, occurrence, notes.get(name)?.severity);
    },
    /** The stored row. */
    same(occurrence: OccurrenceDocument, old: Stored | undefined): OccurrenceRow {
      if (old === undefined) throw new ApiError('INTERNAL', 'an occurrence that is not stored is unchanged');
      return rowAt(occurrence, old.id, storedTimes(old.document, now), old.forms);
    },
  };
}

/** The stored occurrences that a complete report no longer has. */
function* removed(
  { registry }: Deps,
  report: CheckedImport,
  stored: readonly Stored[],
  used: ReadonlySet<string>,
): Iterable<Stored> {
  const kinds = [...(registry.v1?.registry.kinds ?? []), ...registry.kinds];
  const numbers = new Map(kinds.map(({ name, id }) => [name, id]));
  const complete = new Map(
    report.replaces.map((set) => [
      JSON.stringify([set.importer, set.uri, set.provider, numbers.get(set.kind), set.target]),
      set.names,
    ]),
  );
  const kept = new Set(report.keeps.map(({ uri, noteName }) => keyOf(uri, noteName)));
  const isGone = ({ id, importer, resourceUri, note, kind, document, forms }: Stored): boolean => {
    const names = complete.get(JSON.stringify([importer, resourceUri, note.scope, kind, targetOf(forms)]));
    if (names === undefined || used.has(id) || kept.has(keyOf(resourceUri, formatNoteName(note))))
      return false;
    // The report still has the advisory, but without this alias.
    return !advisoriesOf(document).some((advisory) => names.has(advisory));
  };
  for (const one of stored) if (isGone(one)) yield one;
}

/**
 * A scan in stored form. If the report states no time, the time that an earlier report stated stays. A new time of import
 * alone is no change.
 */
function settled(
  { occurrence, timed }: ConvertedDiscovery,
  { now }: CheckedImport,
  old: Stored | undefined,
  touched: ReadonlySet<string>,
): OccurrenceDocument {
  if (old === undefined || timed) return occurrence;
  const before = withScanTime(occurrence, scanTimeOf(old.document));
  if (statedTime(old, now) !== undefined || scanTimeOf(occurrence) === undefined) return before;
  const same = isDeepStrictEqual(before.discovered, old.document.discovered);
  return same && !touched.has(occurrence.resource?.uri ?? '') ? before : occurrence;
}
