/** Exports for backends outside this package: `grafeas-ts/backend` (docs/storage.md). */
export { ApiError, cancelled } from '../domain/errors.js';
export { evaluate, type FilterSubject } from '../domain/filter/evaluate.js';
export type { Predicate } from '../domain/filter/predicate.js';
export { compareText } from '../domain/filter/text-order.js';
export type { NoteKey, OccurrenceKey, Scope } from '../domain/names.js';
export { contractVersion, type StoreModule } from './handshake.js';
export { openMemory } from './memory/open-memory.js';
export type * from './repository.js';
export { requestBounds, shortNote } from './repository-bounds.js';
export {
  importConflict,
  noteNamesUsed,
  noteRescored,
  notesExist,
  occurrencesRefused,
  overloaded,
  projectExists,
  storeUnavailable,
} from './repository-errors.js';
