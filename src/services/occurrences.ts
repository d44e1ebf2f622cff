import { isDeepStrictEqual } from 'node:util';
import { ApiError, type FieldViolation, invalidField } from '../domain/errors.js';
import {
  formatNoteName,
  formatOccurrenceName,
  type NoteKey,
  type OccurrenceKey,
  parseNoteName,
  parseOccurrenceName,
  parseParent,
  projectOf,
  type Scope,
} from '../domain/names.js';
import { mapInSlices, pauseAfter } from '../domain/slices.js';
import { timestampFromMillis } from '../domain/timestamp.js';
import { type LastDerived, namedAssessment } from '../kinds/derived.js';
import type { OccurrenceDocument, Registry } from '../kinds/registry.js';
import { parseFormsInSlices, type Written } from '../kinds/stored-text.js';
import { applyMask } from '../schema/field-mask.js';
import type { OccurrenceRow, StoredOccurrence } from '../storage/repository-rows.js';
import { findingOf, stillDerived } from './assessments.js';
import { callerOf, type RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { NoteSources } from './note-sources.js';
import { checkBatchSize, noteNotFound, noteTarget, throwInvalidBatch, toBatchError } from './notes.js';
import { createOccurrenceLists } from './occurrence-lists.js';
import { checkIfMatch, etagMismatch, readModifyWrite, untilStored } from './optimistic-update.js';
import { checkReplaced } from './replaced-members.js';
import { earlierResult, requestRow } from './request-ids.js';
import type { CreateRequest, NameRequest, UpdateRequest } from './requests.js';
import {
  asWritten,
  brokenOccurrenceRules,
  checkChanged,
  checkOccurrence,
  derivesFromNote,
  occurrenceRow,
  ofItem,
  ownOccurrence,
  timesAt,
  timesOf,
} from './rows.js';

/** Occurrences; each method is the steps of the contract in their order. */
export type OccurrenceService = ReturnType<typeof createOccurrenceService>;

/** A revision that no note has. If the note exists by the time of writing, it is read again. */
const noNote = -1;

/** The data that the server adds to a request that creates occurrences. With the request, it gives the same response again. */
interface Added {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The id of each, and the values that were derived, by path. */
  readonly made: readonly (readonly [id: string, derived?: Readonly<Record<string, unknown>>])[];
}

function addedTo(registry: Registry, { id, document, derived = null }: OccurrenceRow): Added['made'][number] {
  if (derived === '') return [id];
  const { last } = ownOccurrence(registry, { document, derived }, undefined);
  return [id, Object.fromEntries(last)];
}

export function createOccurrenceService(deps: ServiceDeps) {
  const { repository, registry, view, clock, ids, etagOf, signatures } = deps;
  const sources = new NoteSources(registry, repository);
  const lists = createOccurrenceLists(deps);

  async function load(key: OccurrenceKey): Promise<StoredOccurrence> {
    const stored = await repository.getOccurrence(key);
    if (stored === undefined) throw occurrenceNotFound(key);
    return stored;
  }

  /** Replaces ids of kinds by names in errors of the store about differing kinds. */
  function named(error: unknown): never {
    if (!(error instanceof ApiError) || error.reason !== 'KIND_MISMATCH') throw error;
    const withNames = (text: string): string =>
      text.replace(/ of kind (\d+)(?=,|;|$)/g, (_, number: string) => {
        const kind = registry.byId(Number(number)) ?? registry.v1?.registry.byId(Number(number));
        return ` of kind ${kind?.name ?? number}`;
      });
    const violations = error.violations.map(({ field, description }) => ({
      field,
      description: withNames(description),
    }));
    throw new ApiError(error.reason, withNames(error.message), { violations, cause: error.cause });
  }

  /**
   * The rows of checked, new occurrences of a scope. Each note that they derive from is read at most once, and again if the
   * store refused rows derived from a cached one.
   */
  async function newRows(
    scope: Scope,
    occurrences: readonly Written<OccurrenceDocument>[],
    isRepeated: boolean,
  ): Promise<OccurrenceRow[]> {
    const names = occurrences.map(({ v1beta1: occurrence }) =>
      derivesFromNote(registry, occurrence) ? (occurrence.noteName ?? '') : undefined,
    );
    const read = await sources.ofAll(new Set(names.filter((name) => name !== undefined)), isRepeated);
    const found = names.map((name) => (name === undefined ? undefined : read.get(name)));
    const given = await sources.given(
      scope,
      occurrences.map(({ v1beta1: occurrence }, index) => ({ occurrence, source: found[index] })),
    );
    const now = clock.now();
    const times = timesAt(now);
    return mapInSlices(occurrences, (occurrence, index) => {
      const key = { scope, id: ids.occurrenceId(now) };
      const { noteRevision = noNote } = found[index] ?? { noteRevision: undefined };
      return occurrenceRow(registry, key, occurrence, times, {
        note: given[index],
        noteRevision: found[index] === undefined ? undefined : noteRevision,
      });
    });
  }

  /** The rows of a request that was executed before. */
  function rowsAgain(
    scope: Scope,
    occurrences: readonly Written<OccurrenceDocument>[],
    result: string,
  ): Promise<readonly OccurrenceRow[]> {
    const { time, made } = JSON.parse(result) as Added;
    return mapInSlices(occurrences, (occurrence, index) => {
      const [id = '', derived = {}] = made[index] ?? [];
      const last = new Map(Object.entries(derived));
      return occurrenceRow(registry, { scope, id }, occurrence, timesAt(time), { last });
    });
  }

  /** Creates occurrences once per request and returns their documents. A repeated request returns those of the first time. */
  async function createOnce(
    operation: string,
    request: CreateRequest & { readonly occurrences?: readonly OccurrenceDocument[] | undefined },
    context: RequestContext,
    scope: Scope,
    occurrences: readonly OccurrenceDocument[],
    toError: (error: unknown) => never,
  ): Promise<readonly string[]> {
    let earlier = undefined as string | undefined;
    const written = await mapInSlices(occurrences, (one) => view.occurrence.toWritten(one));
    const make = async (isRepeated: boolean) =>
      signatures.check(await newRows(scope, written, isRepeated), {
        readAnew: isRepeated,
        field: (index) => (request.occurrences === undefined ? 'occurrence' : `occurrences[${index}]`),
        caller: callerOf(context),
      });
    const rows = await untilStored(make, async (next) => {
      const added = request.requestId ? await mapInSlices(next, (row) => addedTo(registry, row)) : [];
      const time = (next[0]?.createTime ?? 0) / 1000;
      const result = JSON.stringify({ time, made: added } satisfies Added);
      const asked = await requestRow(operation, request, context, { scope, now: clock.now(), result });
      earlier = earlierResult(
        asked,
        await repository.createOccurrences(next, asked).catch(named).catch(toError),
      );
    });
    const made = earlier === undefined ? rows : await rowsAgain(scope, written, earlier);
    return made.map((row) => view.occurrence.textOf(row.document));
  }

  /**
   * What counts as an assessment names its note, and only who may assess can write or change that: a scanner must not make its own
   * findings look better.
   */
  function requireAssess(
    context: RequestContext,
    scope: Scope,
    occurrence: OccurrenceDocument,
    before?: OccurrenceDocument,
  ): void {
    const named = namedIn(view.registry, occurrence);
    if (named === undefined) return;
    if (before !== undefined && isDeepStrictEqual(named, namedIn(view.registry, before))) return;
    context.access.require('occurrences.assess', { project: projectOf(scope) });
  }

  /** What stays derived of an occurrence whose note is gone. */
  async function stillDerivedOf(
    scope: Scope,
    occurrence: OccurrenceDocument,
    last: LastDerived,
  ): Promise<LastDerived> {
    const finding = findingOf(registry, scope, occurrence);
    return stillDerived(last, finding === undefined ? [] : await sources.lookUp([finding]), finding);
  }

  function requireAttach(context: RequestContext, note: NoteKey): void {
    context.access.require('notes.attachOccurrence', noteTarget(note));
  }

  return {
    async createOccurrence(
      request: CreateRequest & { occurrence?: OccurrenceDocument | undefined },
      context: RequestContext,
    ): Promise<string> {
      const scope = parseParent(request.parent ?? '', 'parent');
      const occurrence = request.occurrence;
      if (occurrence === undefined) throw invalidField('occurrence', 'must be specified');
      context.access.require('occurrences.create', { project: projectOf(scope) });
      requireAttach(context, parseNoteName(occurrence.noteName ?? '', 'occurrence.note_name'));
      requireAssess(context, scope, occurrence);
      checkOccurrence(view.registry, occurrence);
      const one = [occurrence];
      const documents = await createOnce('CreateOccurrence', request, context, scope, one, toSingleError);
      return documents.join();
    },

    async batchCreateOccurrences(
      request: CreateRequest & { occurrences?: readonly OccurrenceDocument[] | undefined },
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
      for (const occurrence of occurrences) requireAssess(context, scope, occurrence);
      const broken = await mapInSlices(occurrences, (occurrence, index) =>
        ofItem(`occurrences[${index}]`, brokenOccurrenceRules(view.registry, occurrence)),
      );
      throwInvalidBatch(broken.flat());
      const documents = await createOnce(
        'BatchCreateOccurrences',
        request,
        context,
        scope,
        occurrences,
        toBatchError,
      );
      return `{"occurrences":[${documents.join(',')}]}`;
    },

    async getOccurrence(request: NameRequest, context: RequestContext): Promise<string> {
      const key = parseOccurrenceName(request.name ?? '', 'name');
      context.access.require('occurrences.get', { project: projectOf(key.scope) });
      return view.occurrence.textOf((await load(key)).document);
    },

    /** The note of an occurrence. No permission on the note is needed. */
    async getOccurrenceNote(request: NameRequest, context: RequestContext): Promise<string> {
      const key = parseOccurrenceName(request.name ?? '', 'name');
      context.access.require('occurrences.get', { project: projectOf(key.scope) });
      const { note } = await load(key);
      const stored = await repository.getNote(note);
      if (stored === undefined) throw noteNotFound(note);
      return view.note.textOf(stored.document);
    },

    listOccurrences: lists.listOccurrences,
    listNoteOccurrences: lists.listNoteOccurrences,

    async updateOccurrence(
      request: UpdateRequest & { occurrence?: OccurrenceDocument | undefined },
      context: RequestContext,
    ): Promise<string> {
      const key = parseOccurrenceName(request.name ?? '', 'name');
      const patch = request.occurrence;
      if (patch === undefined) throw invalidField('occurrence', 'must be specified');
      context.access.require('occurrences.update', { project: projectOf(key.scope) });
      let isRepeated = false;
      const row = await readModifyWrite(
        () => load(key),
        async (stored) => {
          requireAttach(context, stored.note);
          // The note is needed to know which members an earlier release derived.
          const shown = stored.derived === null ? await repository.getNote(stored.note) : undefined;
          const parsed = await parseFormsInSlices<OccurrenceDocument>(stored.document);
          const { forms, last } = ownOccurrence(registry, stored, shown?.document, parsed);
          const current = asWritten(view.registry, view.occurrence.formOf(forms), last);
          // The permission on a note named in the body is checked even if the mask omits it.
          if (patch.noteName !== undefined && patch.noteName !== current.noteName) {
            requireAttach(context, parseNoteName(patch.noteName, 'occurrence.note_name'));
          }
          checkIfMatch(context.ifMatch, view.occurrence.textOf(stored.document), etagOf);
          await pauseAfter(stored.document);
          // A derived value that is sent back is no change, also within immutable members.
          const change = asWritten(view.registry, patch, last);
          const { Occurrence } = view.registry;
          const masked = (await applyMask(
            Occurrence,
            current,
            change,
            request.updateMask,
          )) as OccurrenceDocument;
          await pauseAfter(stored.document);
          requireAssess(context, key.scope, masked, current);
          checkReplaced(view.registry, request, context, masked, last);
          checkChanged('occurrence', brokenOccurrenceRules(view.registry, masked), () =>
            brokenOccurrenceRules(view.registry, current),
          );
          const kind = view.registry.kindOfOccurrence(current);
          if (view.registry.kindOfOccurrence(masked) !== kind) {
            const member = kind?.occurrence?.member ?? 'kind';
            const field = `occurrence.${Occurrence.byName.get(member)?.protoName}`;
            throw invalidField(field, 'the kind of an occurrence cannot be changed', 'IMMUTABLE_FIELD');
          }
          const updateTime = timestampFromMillis(clock.now());
          const times = timesOf(current.createTime ?? updateTime, updateTime);
          const changed = view.occurrence.toWritten(masked, forms);
          await pauseAfter(stored.document);
          const merged = { ...changed, v1beta1: asWritten(registry, changed.v1beta1, last) };
          const source = derivesFromNote(registry, merged.v1beta1)
            ? await sources.of(formatNoteName(stored.note), true)
            : undefined;
          const [note] = await sources.given(key.scope, [{ occurrence: merged.v1beta1, source }]);
          const { noteRevision } = source ?? {};
          const isGone = source !== undefined && source.note === undefined;
          const kept = isGone ? await stillDerivedOf(key.scope, merged.v1beta1, last) : last;
          const options = { note, noteRevision, imported: stored.imported, last: kept };
          const next = occurrenceRow(registry, key, merged, times, options);
          const [checked = next] = await signatures.check([next], {
            readAnew: isRepeated,
            field: () => 'occurrence',
            caller: callerOf(context),
          });
          isRepeated = true;
          return checked;
        },
        (expected, next) => repository.replaceOccurrence(expected, next),
      );
      return view.occurrence.textOf(row.document);
    },

    async deleteOccurrence(request: NameRequest, context: RequestContext): Promise<string> {
      const key = parseOccurrenceName(request.name ?? '', 'name');
      context.access.require('occurrences.delete', { project: projectOf(key.scope) });
      const stored = await load(key);
      requireAttach(context, stored.note);
      checkIfMatch(context.ifMatch, view.occurrence.textOf(stored.document), etagOf);
      const expected = context.ifMatch === undefined ? undefined : stored.document;
      if (!(await repository.deleteOccurrence(key, expected)))
        throw expected === undefined ? occurrenceNotFound(key) : etagMismatch();
      return '{}';
    },
  };
}

/** The assessment that the writer of an occurrence set, if it counts. */
function namedIn(registry: Registry, occurrence: OccurrenceDocument): unknown {
  const kind = registry.kindOfOccurrence(occurrence);
  return kind && namedAssessment(kind, occurrence[kind.occurrence?.member ?? '']);
}

export function occurrenceNotFound(key: OccurrenceKey): ApiError {
  return new ApiError('OCCURRENCE_NOT_FOUND', `occurrence "${formatOccurrenceName(key)}" not found`);
}

/** Runs a check of one item and returns its violations, so that those of all items can be reported together. */
function violationsOf(check: () => unknown): readonly FieldViolation[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof ApiError && error.violations.length > 0) return error.violations;
    throw error;
  }
}

/** Converts an error about a batch to one about the single occurrence of the request. */
function toSingleError(error: unknown): never {
  if (!(error instanceof ApiError) || error.violations.length === 0) throw error;
  const violations = error.violations.map(({ description }) => ({
    field: 'occurrence.note_name',
    description,
  }));
  throw new ApiError(error.reason, error.message, { violations, cause: error.cause });
}
