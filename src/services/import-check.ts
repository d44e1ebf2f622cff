import { ApiError, type FieldViolation } from '../domain/errors.js';
import { type NoteKey, parseNoteName } from '../domain/names.js';
import { PackedList } from '../domain/packed-list.js';
import { evidenceKey } from '../importers/common/evidence-key.js';
import { checkLimit, reportLimits } from '../importers/common/report.js';
import type { Converted, Warning } from '../importers/types.js';
import type { NoteDocument, OccurrenceDocument, Registry } from '../kinds/registry.js';
import type { Forms, Written } from '../kinds/stored-text.js';
import { decode } from '../schema/codec.js';
import type { Message } from '../schema/message.js';
import type { ServiceDeps } from './deps.js';
import { maxSizeOf } from './import-bytes.js';
import type { CheckedImport } from './import-plan-types.js';
import type { CheckedNote, KeptNotes } from './kept-notes.js';
import { brokenOccurrenceRules, brokenRules, type Violations } from './rows.js';

/** Checks of a converted report. */

/** @throws INVALID_REPORT if there is any warning. */
export function checkStrict(warnings: readonly Warning[]): void {
  if (warnings.length === 0) return;
  const violations = warnings
    .slice(0, 20)
    .map(({ pointer, reason }) => ({ field: pointer, description: reason }));
  const more = warnings.length > violations.length ? `; and ${warnings.length - violations.length} more` : '';
  const text = violations.map(({ field, description }) =>
    field === '' ? description : `${field}: ${description}`,
  );
  throw new ApiError('INVALID_REPORT', `strict: ${text.join('; ')}${more}`, { violations });
}

/** Brings every document into canonical form and checks it, before anything is written. */
export function checkConverted(
  { registry }: Pick<ServiceDeps, 'registry'>,
  { checked }: KeptNotes,
  converted: Converted,
  rest: Pick<CheckedImport, 'scope' | 'removes' | 'force' | 'now' | 'reach'>,
): CheckedImport {
  const keys: NoteKey[] = [];
  const notes = new PackedList<CheckedNote>();
  const kindOfNote = new Map<string, string | undefined>();
  for (const [name, document] of converted.notes) {
    const known = checked.get(document) ?? { note: checkForm(registry, 'note', document, name) };
    checked.set(document, known);
    keys.push(parseNoteName(name, 'note'));
    notes.add(known);
    kindOfNote.set(name, kindIn(registry, 'note', document)?.name);
  }
  const checkOccurrence = (document: OccurrenceDocument): Written<OccurrenceDocument> => {
    const written = checkForm(registry, 'occurrence', document, `occurrence of ${document.noteName}`);
    checkKind(registry, kindOfNote, document);
    return written;
  };
  const occurrences = new PackedList<Written<OccurrenceDocument>>();
  const last = new LastOfEach();
  for (const document of converted.occurrences) {
    const written = checkOccurrence(document);
    last.add(written.before ?? written);
    occurrences.add(written);
  }
  const discovery = converted.discovery.map((scan) => ({
    ...scan,
    occurrence: checkOccurrence(scan.occurrence).v1beta1,
  }));
  return {
    ...rest,
    noteKeys: keys,
    notes: notes.values(),
    occurrences: occurrences.values(),
    repeated: last.earlier,
    discovery,
    replaces: converted.replaces,
    partial: converted.partial,
    keeps: converted.keeps,
  };
}

/** A document that v1beta1 cannot represent completely is in its v1 form; then both forms are stored. */
function checkForm(
  registry: Registry,
  side: 'note' | 'occurrence',
  document: NoteDocument | OccurrenceDocument,
  what: string,
): Written<NoteDocument & OccurrenceDocument> {
  const broken = (of: Registry) => (value: Readonly<Record<string, unknown>>) =>
    side === 'note' ? brokenRules(of.Note, value) : brokenOccurrenceRules(of, value);
  const messageOf = (of: Registry): Message<NoteDocument & OccurrenceDocument> =>
    side === 'note' ? of.Note : of.Occurrence;
  if (registry.v1 === undefined || kindIn(registry, side, document)?.isV1 !== true)
    return { v1beta1: check(messageOf(registry), document, what, broken(registry)) };
  const { registry: other, [side]: conversion } = registry.v1;
  const v1 = check(messageOf(other), document, what, broken(other));
  const v1beta1 = conversion.toV1beta1(v1);
  return { v1beta1, before: { v1beta1, v1 } };
}

/** The kind of a document in either form. In the v1 form, an occurrence has another member for the artifact, a note for its kind. */
function kindIn(
  registry: Registry,
  side: 'note' | 'occurrence',
  document: NoteDocument | OccurrenceDocument,
): { readonly name: string; readonly isV1: boolean } | undefined {
  const kindOf = (of: Registry) =>
    side === 'note' ? of.kindOfNote(document) : of.kindOfOccurrence(document as OccurrenceDocument);
  const isV1 = document.resourceUri !== undefined || kindOf(registry) === undefined;
  const kind = isV1 ? registry.v1 && kindOf(registry.v1.registry) : kindOf(registry);
  return kind && { name: kind.name, isV1 };
}

/** Checks that no note has occurrences of two kinds. A further discovery note may have the name of a finding's note. */
function checkKind(
  registry: Registry,
  kindOfNote: ReadonlyMap<string, string | undefined>,
  occurrence: OccurrenceDocument,
): void {
  const name = occurrence.noteName ?? '';
  if (!kindOfNote.has(name)) return;
  const [kind, other] = [kindOfNote.get(name), kindIn(registry, 'occurrence', occurrence)?.name];
  if (kind !== other)
    throw new ApiError(
      'KIND_MISMATCH',
      `the report has a note "${name}" of kind ${kind} and occurrences of it of kind ${other}`,
    );
}

/** If a report has the same evidence twice, the last one is kept, as if each had been imported separately. */
class LastOfEach {
  /** Indexes of evidence that a later one repeats. */
  readonly earlier = new Set<number>();
  private readonly last = new Map<string, number>();
  private count = 0;

  add(forms: Forms<OccurrenceDocument>): void {
    const index = this.count;
    this.count += 1;
    const evidence = evidenceKey(forms);
    if (evidence === undefined) return;
    const { resource, noteName = '' } = forms.v1beta1;
    const key = JSON.stringify([resource?.uri, noteName, evidence]);
    const before = this.last.get(key);
    if (before !== undefined) this.earlier.add(before);
    this.last.set(key, index);
  }
}

function check<T extends Readonly<Record<string, unknown>>>(
  message: Message<T>,
  document: T,
  what: string,
  broken: (value: T) => Violations,
): T {
  const value = decode(message, document, what);
  if (maxSizeOf(value) > reportLimits.documentBytes)
    checkLimit(what, Buffer.byteLength(JSON.stringify(value)), reportLimits.documentBytes);
  const violations: readonly FieldViolation[] = broken(value);
  if (violations.length === 0) return value;
  const list = violations.map(({ field, description }) => `${field}: ${description}`).join('; ');
  throw new ApiError('INVALID_REPORT', `${what}: ${list}`, { violations });
}
