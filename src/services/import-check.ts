import { ApiError, type FieldViolation } from '../domain/errors.js';
import { parseNoteName } from '../domain/names.js';
import { checkLimit, reportLimits } from '../importers/common/report.js';
import type { Converted, Warning } from '../importers/types.js';
import type { NoteDocument, OccurrenceDocument, Registry } from '../kinds/registry.js';
import type { Written } from '../kinds/stored-text.js';
import { decode } from '../schema/codec.js';
import type { Message } from '../schema/message.js';
import type { ServiceDeps } from './deps.js';
import { mostBytes } from './import-bytes.js';
import type { CheckedImport } from './import-plan.js';
import type { KeptNotes } from './kept-notes.js';
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
  const notes = [...converted.notes].map(([name, document]) => {
    const known = checked.get(document) ?? { note: checkForm(registry, 'note', document, name) };
    checked.set(document, known);
    return { key: parseNoteName(name, 'note'), known };
  });
  const checkOccurrence = (document: OccurrenceDocument): Written<OccurrenceDocument> =>
    checkForm(registry, 'occurrence', document, `occurrence of ${document.noteName}`);
  const occurrences = converted.occurrences.map(checkOccurrence);
  const discovery = converted.discovery.map((scan) => ({
    ...scan,
    occurrence: checkOccurrence(scan.occurrence).v1beta1,
  }));
  checkKinds(registry, converted.notes, [
    ...converted.occurrences,
    ...discovery.map(({ occurrence }) => occurrence),
  ]);
  return {
    ...rest,
    notes,
    occurrences,
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
function checkKinds(
  registry: Registry,
  notes: ReadonlyMap<string, NoteDocument>,
  occurrences: readonly OccurrenceDocument[],
): void {
  for (const occurrence of occurrences) {
    const name = occurrence.noteName ?? '';
    const note = notes.get(name);
    if (note === undefined) continue;
    const [kind, other] = [
      kindIn(registry, 'note', note)?.name,
      kindIn(registry, 'occurrence', occurrence)?.name,
    ];
    if (kind !== other)
      throw new ApiError(
        'KIND_MISMATCH',
        `the report has a note "${name}" of kind ${kind} and occurrences of it of kind ${other}`,
      );
  }
}

function check<T extends Readonly<Record<string, unknown>>>(
  message: Message<T>,
  document: T,
  what: string,
  broken: (value: T) => Violations,
): T {
  const value = decode(message, document, what);
  if (mostBytes(value) > reportLimits.documentBytes)
    checkLimit(what, Buffer.byteLength(JSON.stringify(value)), reportLimits.documentBytes);
  const violations: readonly FieldViolation[] = broken(value);
  if (violations.length === 0) return value;
  const list = violations.map(({ field, description }) => `${field}: ${description}`).join('; ');
  throw new ApiError('INVALID_REPORT', `${what}: ${list}`, { violations });
}
