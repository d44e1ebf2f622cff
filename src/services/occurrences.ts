import { ApiError, type FieldViolation, invalidField } from '../domain/errors.js';
import {
  formatOccurrenceName,
  type NoteKey,
  type OccurrenceKey,
  parseNoteName,
  parseOccurrenceName,
  parseParent,
  projectOf,
  type Scope,
} from '../domain/names.js';
import { timestampFromMillis } from '../domain/timestamp.js';
import { applyMask } from '../kinds/field-mask.js';
import type { OccurrenceDocument } from '../kinds/registry.js';
import type { OccurrenceRow, StoredOccurrence } from '../storage/repository.js';
import { checkIfMatch, etagMismatch, readModifyWrite } from './changes.js';
import type { RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { checkBatchSize, noteNotFound, noteTarget, throwInvalidBatch, toBatchError } from './notes.js';
import { formatPage, type ListRequest, openWalk, pageSizeOf } from './pages.js';
import {
  brokenOccurrenceRules,
  checkOccurrence,
  needsNote,
  noteDetails,
  occurrenceRow,
  ofItem,
  timesAt,
  timesOf,
} from './rows.js';

/** Occurrences; each method is the steps of conformance 2.3 in their order. */
export type OccurrenceService = ReturnType<typeof createOccurrenceService>;

export function createOccurrenceService(deps: ServiceDeps) {
  const { repository, registry, clock, ids, pageTokens, etagOf, filters } = deps;

  async function load(key: OccurrenceKey): Promise<StoredOccurrence> {
    const stored = await repository.getOccurrence(key);
    if (stored === undefined) throw occurrenceNotFound(key);
    return stored;
  }

  /** Details of the notes that some of the occurrences derive from, by note name, each read once. */
  async function detailsOfNotes(
    occurrences: readonly OccurrenceDocument[],
  ): Promise<ReadonlyMap<string, unknown>> {
    const details = new Map<string, unknown>();
    for (const occurrence of occurrences) {
      const name = occurrence.noteName ?? '';
      if (details.has(name) || !needsNote(registry, occurrence)) continue;
      const note = await repository.getNote(parseNoteName(name, 'note_name'));
      details.set(name, note === undefined ? undefined : noteDetails(registry, note.document));
    }
    return details;
  }

  /** The store knows kinds by their numbers: names them in what it says of two kinds that differ. */
  function named(error: unknown): never {
    if (!(error instanceof ApiError) || error.reason !== 'KIND_MISMATCH') throw error;
    const withNames = (text: string): string =>
      text.replace(/ of kind (\d+)(?=,|;|$)/g, (_, number: string) => {
        const kind = registry.byNumber(Number(number));
        return ` of kind ${kind?.name ?? number}`;
      });
    const violations = error.violations.map(({ field, description }) => ({
      field,
      description: withNames(description),
    }));
    throw new ApiError(error.reason, withNames(error.message), { violations, cause: error.cause });
  }

  /** The rows of checked occurrences that are new in a scope. */
  async function newRows(scope: Scope, occurrences: readonly OccurrenceDocument[]): Promise<OccurrenceRow[]> {
    const details = await detailsOfNotes(occurrences);
    const now = clock.now();
    const times = timesAt(now);
    return occurrences.map((occurrence) =>
      occurrenceRow(registry, { scope, id: ids.occurrenceId(now) }, occurrence, times, {
        noteDetails: details.get(occurrence.noteName ?? ''),
      }),
    );
  }

  function requireAttach(context: RequestContext, note: NoteKey): void {
    context.access.require('notes.attachOccurrence', noteTarget(note));
  }

  return {
    async createOccurrence(
      request: { parent?: string; occurrence?: OccurrenceDocument },
      context: RequestContext,
    ): Promise<string> {
      const scope = parseParent(request.parent ?? '', 'parent');
      const occurrence = request.occurrence;
      if (occurrence === undefined) throw invalidField('occurrence', 'must be specified');
      context.access.require('occurrences.create', { project: projectOf(scope) });
      requireAttach(context, parseNoteName(occurrence.noteName ?? '', 'occurrence.note_name'));
      checkOccurrence(registry, occurrence);
      const rows = await newRows(scope, [occurrence]);
      await repository.createOccurrences(rows).catch(named).catch(toSingleError);
      return rows.map((row) => row.document).join();
    },

    async batchCreateOccurrences(
      request: { parent?: string; occurrences?: readonly OccurrenceDocument[] },
      context: RequestContext,
    ): Promise<string> {
      const scope = parseParent(request.parent ?? '', 'parent');
      context.access.require('occurrences.create', { project: projectOf(scope) });
      const occurrences = request.occurrences ?? [];
      checkBatchSize(occurrences.length, 'occurrences');
      const notes = new Map<string, NoteKey>();
      const badNames = occurrences.flatMap(({ noteName = '' }, index) => {
        if (notes.has(noteName)) return [];
        const name = `occurrences[${index}].note_name`;
        return violationsOf(() => notes.set(noteName, parseNoteName(noteName, name)));
      });
      throwInvalidBatch(badNames, 'INVALID_NAME');
      for (const note of notes.values()) requireAttach(context, note);
      throwInvalidBatch(
        occurrences.flatMap((occurrence, index) =>
          ofItem(`occurrences[${index}]`, brokenOccurrenceRules(registry, occurrence)),
        ),
      );
      const rows = await newRows(scope, occurrences);
      await repository.createOccurrences(rows).catch(named).catch(toBatchError);
      return `{"occurrences":[${rows.map((row) => row.document).join(',')}]}`;
    },

    async getOccurrence(request: { name?: string }, context: RequestContext): Promise<string> {
      const key = parseOccurrenceName(request.name ?? '', 'name');
      context.access.require('occurrences.get', { project: projectOf(key.scope) });
      return (await load(key)).document;
    },

    /** The note behind an occurrence; no right on the note is needed. */
    async getOccurrenceNote(request: { name?: string }, context: RequestContext): Promise<string> {
      const key = parseOccurrenceName(request.name ?? '', 'name');
      context.access.require('occurrences.get', { project: projectOf(key.scope) });
      const { note } = await load(key);
      const stored = await repository.getNote(note);
      if (stored === undefined) throw noteNotFound(note);
      return stored.document;
    },

    async listOccurrences(
      request: ListRequest & { parent?: string },
      context: RequestContext,
    ): Promise<string> {
      const scope = parseParent(request.parent ?? '', 'parent');
      context.access.require('occurrences.list', { project: projectOf(scope) });
      const pageSize = pageSizeOf(request);
      const where = filters.occurrence(request.filter ?? '');
      const walk = openWalk(pageTokens, request, `ListOccurrences ${scope}`, pageSize, 1);
      const found = await repository.listOccurrences({
        scope,
        where,
        after: walk.after?.[0],
        limit: pageSize + 1,
        onStop: (cursor) => {
          walk.stoppedAt = [cursor];
        },
      });
      return formatPage(
        'occurrences',
        found,
        walk,
        (item) => item.document,
        (item) => [item.id],
      );
    },

    /** Occurrences of a note in all projects. */
    async listNoteOccurrences(
      request: ListRequest & { name?: string },
      context: RequestContext,
    ): Promise<string> {
      const note = parseNoteName(request.name ?? '', 'name');
      context.access.require('notes.listOccurrences', noteTarget(note));
      const pageSize = pageSizeOf(request);
      const where = filters.occurrence(request.filter ?? '');
      const walk = openWalk(pageTokens, request, `ListNoteOccurrences ${note.scope}/${note.id}`, pageSize, 2);
      const [scope, id] = walk.after ?? [];
      const after = scope === undefined || id === undefined ? undefined : { scope, id };
      const found = await repository.listNoteOccurrences({
        note,
        where,
        after,
        limit: pageSize + 1,
        onStop: (cursor) => {
          walk.stoppedAt = [cursor.scope, cursor.id];
        },
      });
      const isEmpty = found.length === 0 && walk.stoppedAt === undefined;
      if (isEmpty && (await repository.getNote(note)) === undefined) throw noteNotFound(note);
      return formatPage(
        'occurrences',
        found,
        walk,
        (item) => item.document,
        (item) => [item.scope, item.id],
      );
    },

    async updateOccurrence(
      request: { name?: string; occurrence?: OccurrenceDocument; updateMask?: string },
      context: RequestContext,
    ): Promise<string> {
      const key = parseOccurrenceName(request.name ?? '', 'name');
      const patch = request.occurrence;
      if (patch === undefined) throw invalidField('occurrence', 'must be specified');
      context.access.require('occurrences.update', { project: projectOf(key.scope) });
      const row = await readModifyWrite(
        () => load(key),
        async (stored) => {
          requireAttach(context, stored.note);
          const current = JSON.parse(stored.document) as OccurrenceDocument;
          // The right on a note named in the body is asked for even where the mask leaves it out.
          if (patch.noteName !== undefined && patch.noteName !== current.noteName) {
            requireAttach(context, parseNoteName(patch.noteName, 'occurrence.note_name'));
          }
          checkIfMatch(context.ifMatch, stored.document, etagOf);
          const merged = applyMask(
            registry.Occurrence,
            current,
            patch,
            request.updateMask,
          ) as OccurrenceDocument;
          checkOccurrence(registry, merged);
          if (registry.kindOfOccurrence(merged)?.number !== stored.kind) {
            const member = registry.byNumber(stored.kind)?.occurrence?.member ?? 'kind';
            const field = `occurrence.${registry.Occurrence.byName.get(member)?.protoName}`;
            throw invalidField(field, 'the kind of an occurrence cannot be changed', 'IMMUTABLE_FIELD');
          }
          const updateTime = timestampFromMillis(clock.now());
          const times = timesOf(current.createTime ?? updateTime, updateTime);
          const details = (await detailsOfNotes([merged])).get(merged.noteName ?? '');
          return occurrenceRow(registry, key, merged, times, {
            noteDetails: details,
            imported: stored.imported,
          });
        },
        (expected, next) => repository.replaceOccurrence(expected, next),
      );
      return row.document;
    },

    async deleteOccurrence(request: { name?: string }, context: RequestContext): Promise<string> {
      const key = parseOccurrenceName(request.name ?? '', 'name');
      context.access.require('occurrences.delete', { project: projectOf(key.scope) });
      const stored = await load(key);
      requireAttach(context, stored.note);
      checkIfMatch(context.ifMatch, stored.document, etagOf);
      const expected = context.ifMatch === undefined ? undefined : stored.document;
      if (!(await repository.deleteOccurrence(key, expected)))
        throw expected === undefined ? occurrenceNotFound(key) : etagMismatch();
      return '{}';
    },
  };
}

export function occurrenceNotFound(key: OccurrenceKey): ApiError {
  return new ApiError('OCCURRENCE_NOT_FOUND', `occurrence "${formatOccurrenceName(key)}" not found`);
}

/** What a check says of one item, so that those of the others can be told beside it. */
function violationsOf(check: () => unknown): readonly FieldViolation[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof ApiError && error.violations.length > 0) return error.violations;
    throw error;
  }
}

/** The store speaks of a batch; here the one item is the request's occurrence. */
function toSingleError(error: unknown): never {
  if (!(error instanceof ApiError) || error.violations.length === 0) throw error;
  const violations = error.violations.map(({ description }) => ({
    field: 'occurrence.note_name',
    description,
  }));
  throw new ApiError(error.reason, error.message, { violations, cause: error.cause });
}
