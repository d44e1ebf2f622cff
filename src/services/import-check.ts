import { ApiError, type FieldViolation } from '../domain/errors.js';
import { parseNoteName } from '../domain/names.js';
import { checkLimit, reportLimits } from '../importers/common/report.js';
import type { Converted, Warning } from '../importers/types.js';
import type { NoteDocument, OccurrenceDocument, Registry } from '../kinds/registry.js';
import { decode } from '../schema/codec.js';
import type { Message } from '../schema/message.js';
import type { ServiceDeps } from './deps.js';
import type { CheckedImport } from './import-plan.js';
import { brokenOccurrenceRules, brokenRules, type Violations } from './rows.js';

/** What is checked of a converted report. */

/** @throws INVALID_REPORT where there is any warning. */
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
  converted: Converted,
  rest: Pick<CheckedImport, 'scope' | 'removes' | 'force' | 'now'>,
): CheckedImport {
  const notes = [...converted.notes].map(([name, document]) => {
    const note = check(registry.Note, document, name, (value) => brokenRules(registry.Note, value));
    return { key: parseNoteName(name, 'note'), note };
  });
  const checkOccurrence = (document: OccurrenceDocument): OccurrenceDocument =>
    check(registry.Occurrence, document, `occurrence of ${document.noteName}`, (value) =>
      brokenOccurrenceRules(registry, value),
    );
  const occurrences = converted.occurrences.map(checkOccurrence);
  const discovery = converted.discovery.map((scan) => ({
    ...scan,
    occurrence: checkOccurrence(scan.occurrence),
  }));
  checkKinds(registry, converted.notes, [...occurrences, ...discovery.map(({ occurrence }) => occurrence)]);
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

/** One note cannot be behind two kinds; a further discovery note may have the name of a finding's. */
function checkKinds(
  registry: Registry,
  notes: ReadonlyMap<string, NoteDocument>,
  occurrences: readonly OccurrenceDocument[],
): void {
  for (const occurrence of occurrences) {
    const name = occurrence.noteName ?? '';
    const note = notes.get(name);
    if (note === undefined) continue;
    const [kind, other] = [registry.kindOfNote(note), registry.kindOfOccurrence(occurrence)];
    if (kind !== other)
      throw new ApiError(
        'KIND_MISMATCH',
        `the report has a note "${name}" of kind ${kind?.name} and occurrences of it of kind ${other?.name}`,
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
  checkLimit(what, Buffer.byteLength(JSON.stringify(value)), reportLimits.documentBytes);
  const violations: readonly FieldViolation[] = broken(value);
  if (violations.length === 0) return value;
  const list = violations.map(({ field, description }) => `${field}: ${description}`).join('; ');
  throw new ApiError('INVALID_REPORT', `${what}: ${list}`, { violations });
}
