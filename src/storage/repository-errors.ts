import { ApiError, type FieldViolation } from '../domain/errors.js';
import {
  type AttestorKey,
  formatAttestorName,
  formatNoteName,
  formatPolicyName,
  type NoteKey,
  type PolicyKey,
} from '../domain/names.js';
import type { NoteRow, OccurrenceRow } from './repository-rows.js';

/** The errors of the contract, with the same messages for all backends. */

export function projectExists(id: string): ApiError {
  return new ApiError('PROJECT_EXISTS', `project projects/${id} already exists`);
}

export function attestorExists(key: AttestorKey): ApiError {
  return new ApiError('ATTESTOR_EXISTS', `attestor ${formatAttestorName(key)} already exists`);
}

export function policyExists(key: PolicyKey): ApiError {
  return new ApiError('POLICY_EXISTS', `policy ${formatPolicyName(key)} already exists`);
}

/** `taken` are the rows whose key exists, in the given order. */
export function notesExist(taken: readonly NoteRow[]): ApiError {
  const violations = taken.map((row) => ({
    field: `notes[${JSON.stringify(row.id)}]`,
    description: `note ${formatNoteName(row)} already exists`,
  }));
  return new ApiError('NOTE_EXISTS', summary(violations), { violations });
}

/** `used` are the rows whose name still has occurrences that may not count for them, in the given order. */
export function noteNamesUsed(used: readonly NoteRow[]): ApiError {
  const violations = used.map((row) => ({
    field: `notes[${JSON.stringify(row.id)}]`,
    description: `note ${formatNoteName(row)} was deleted and still has occurrences, which must not count for another note`,
  }));
  return new ApiError('NOTE_NAME_USED', summary(violations), { violations });
}

/** The caller derived from a text of the note that is no longer the newest, and has to read it again. */
export function noteRescored(): ApiError {
  return new ApiError('CONFLICT', 'a note changed while its occurrences were created; repeat the request', {
    retryAfter: 1,
  });
}

/** An occurrence that cannot be created: its index in the batch, and the kind of its note if the note exists. */
export interface BadOccurrence {
  readonly index: number;
  readonly noteKind: number | undefined;
}

/** NOTE_NOT_FOUND if any row lacks its note, else KIND_MISMATCH. */
export function occurrencesRefused(rows: readonly OccurrenceRow[], bad: readonly BadOccurrence[]): ApiError {
  const violations = bad.map(({ index, noteKind }) => {
    const row = rows[index];
    const note = row === undefined ? '' : formatNoteName(row.note);
    return {
      field: `occurrences[${index}]`,
      description:
        noteKind === undefined
          ? `note ${note} does not exist`
          : `note ${note} is of kind ${noteKind}, the occurrence of kind ${row?.kind}`,
    };
  });
  const missing = bad.some(({ noteKind }) => noteKind === undefined);
  // Kinds are ids here; the services replace them by names.
  return new ApiError(missing ? 'NOTE_NOT_FOUND' : 'KIND_MISMATCH', summary(violations), { violations });
}

export function storeUnavailable(message: string, cause?: unknown): ApiError {
  return new ApiError('STORE_UNAVAILABLE', message, { cause });
}

/** Maximal number of write calls that wait for their commit. */
export const maxQueued = 5000;

export function overloaded(what = 'writes'): ApiError {
  return new ApiError('OVERLOADED', `too many ${what} wait for the store`, { retryAfter: 1 });
}

export function importConflict(): ApiError {
  return new ApiError('CONFLICT', 'too many concurrent changes during the import; repeat it', {
    retryAfter: 1,
  });
}

/** The rows that repeat the key of an earlier row: a batch cannot create one note twice. */
export function repeatedNotes(rows: readonly NoteRow[]): NoteRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = noteKeyText(row);
    const repeated = seen.has(key);
    seen.add(key);
    return repeated;
  });
}

/** A map key; no scope or id contains NUL. */
export function noteKeyText(key: NoteKey): string {
  return `${key.scope}\0${key.id}`;
}

function summary(violations: readonly FieldViolation[]): string {
  const [first] = violations;
  const rest = violations.length - 1;
  return `${first?.description ?? ''}${rest > 0 ? ` (and ${rest} more)` : ''}`;
}
