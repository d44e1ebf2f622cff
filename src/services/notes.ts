import { ApiError, invalidField } from '../domain/errors.js';
import { limits } from '../domain/limits.js';
import {
  allProjects,
  checkId,
  formatNoteName,
  idRule,
  isId,
  type NoteKey,
  parseNoteName,
  parseParent,
  parseReadParent,
  projectOf,
  type Scope,
} from '../domain/names.js';
import { mapInSlices, pauseAfter } from '../domain/slices.js';
import { timestampFromMillis } from '../domain/timestamp.js';
import type { NoteDocument } from '../kinds/registry.js';
import { parseForms, parseFormsInSlices } from '../kinds/stored-text.js';
import { applyMask } from '../schema/field-mask.js';
import type { NoteRow, StoredNote } from '../storage/repository-rows.js';
import { assessedBy, reachFor } from './assessments.js';
import { createCarryOver } from './carry-over.js';
import type { RequestContext, Target } from './context.js';
import type { ServiceDeps } from './deps.js';
import { checkIfMatch, etagMismatch, readModifyWrite } from './optimistic-update.js';
import { formatPage, openWalk, pageSizeOf, partOf } from './pages.js';
import { readableProjects } from './readable.js';
import { earlierResult, requestRow } from './request-ids.js';
import type { CreateRequest, ListRequest, NameRequest, ParentRequest, UpdateRequest } from './requests.js';
import {
  brokenRules,
  checkChanged,
  checkNote,
  isNoteRescored,
  newestText,
  noteRow,
  ofItem,
  parseNote,
  type Times,
  timesAt,
  timesOf,
} from './rows.js';
import { formatScopedPage, pageOfScopes } from './scope-pages.js';
import { readableScopes } from './scopes.js';
import { textsOf } from './views.js';

/** Notes; each method is the steps of the contract in their order. */
export type NoteService = ReturnType<typeof createNoteService>;

export function createNoteService(deps: ServiceDeps) {
  const { repository, registry, view, clock, pageTokens, etagOf, filters, background } = deps;
  const carryOver = createCarryOver(deps);

  async function load(key: NoteKey): Promise<StoredNote> {
    const stored = await repository.getNote(key);
    if (stored === undefined) throw noteNotFound(key);
    return stored;
  }

  /** Creates notes once per request and returns their documents. A repeated request returns those of the first time. */
  async function createOnce(
    operation: string,
    request: CreateRequest,
    context: RequestContext,
    scope: Scope,
    make: (times: Times) => Promise<readonly NoteRow[]>,
    toError: (error: unknown) => never,
  ): Promise<readonly string[]> {
    const now = clock.now();
    const rows = await make(timesAt(now));
    // The request and the time of its first execution give exactly the same notes again.
    const asked = await requestRow(operation, request, context, { scope, now, result: String(now) });
    const earlier = earlierResult(asked, await repository.createNotes(rows, asked).catch(toError));
    if (rows.some(({ assessment }) => assessment !== undefined)) background.wake();
    // Also for one that was repeated: the first may have ended before it came to this. Whom others assess nobody waits for.
    const own = rows.filter(({ assessment }) => assessment === undefined);
    const [only] = own;
    await (own.length === 1 && only !== undefined
      ? carryOver.finish(only)
      : carryOver.finishAmong(new Set(own.map(formatNoteName))));
    const made = earlier === undefined ? rows : await make(timesAt(Number(earlier)));
    return made.map((row) => view.note.textOf(row.document));
  }

  function isAssessingNote({ assessment, pending }: StoredNote): boolean {
    return (
      assessment !== undefined ||
      (pending !== undefined && assessedBy(registry, parseNote(pending)) !== undefined)
    );
  }

  /**
   * Takes back what a note says of the occurrences of others, before it goes: should that be interrupted, the note is still there
   * and assesses nothing, and who deletes it once more succeeds.
   */
  async function withdraw(key: NoteKey): Promise<void> {
    for (;;) {
      await carryOver.finish(key);
      const stored = await repository.getNote(key);
      if (stored === undefined || !isAssessingNote(stored)) return;
      if (stored.pending !== undefined) continue;
      const { v1beta1: document } = parseForms<NoteDocument>(stored.document);
      const now = timestampFromMillis(clock.now());
      const times = timesOf(document.createTime ?? now, document.updateTime ?? now);
      const row = noteRow(registry, key, { v1beta1: document }, times);
      await repository.replaceNote(stored.document, { ...row, document: stored.document, rescored: true });
    }
  }

  return {
    async createNote(
      request: CreateRequest & { noteId?: string | undefined; note?: NoteDocument | undefined },
      context: RequestContext,
    ): Promise<string> {
      const scope = parseParent(request.parent ?? '', 'parent');
      context.access.require('notes.create', { project: projectOf(scope) });
      const id = checkId(request.noteId ?? '', 'note_id');
      const note = request.note;
      if (note === undefined) throw invalidField('note', 'must be specified');
      checkNote(view.registry, note);
      const written = view.note.toWritten(note);
      const reach = () => reachFor(context.access);
      const make = async (times: Times): Promise<readonly NoteRow[]> => {
        const row = noteRow(registry, { scope, id }, written, times, reach);
        await pauseAfter(row.document);
        return [row];
      };
      const documents = await createOnce('CreateNote', request, context, scope, make, rethrow);
      return documents.join();
    },

    async batchCreateNotes(
      request: CreateRequest & { notes?: Readonly<Record<string, NoteDocument>> | undefined },
      context: RequestContext,
    ): Promise<string> {
      const scope = parseParent(request.parent ?? '', 'parent');
      context.access.require('notes.create', { project: projectOf(scope) });
      const notes = Object.entries(request.notes ?? {});
      checkBatchSize(notes.length, 'notes');
      const violations = await mapInSlices(notes, ([id, note]) => {
        const at = `notes[${JSON.stringify(id)}]`;
        const badId = isId(id) ? [] : [{ field: at, description: idRule }];
        return [...badId, ...ofItem(at, brokenRules(view.registry.Note, note))];
      });
      throwInvalidBatch(violations.flat());
      const reach = () => reachFor(context.access);
      const make = (times: Times): Promise<readonly NoteRow[]> =>
        mapInSlices(notes, ([id, note]) =>
          noteRow(registry, { scope, id }, view.note.toWritten(note), times, reach),
        );
      const documents = await createOnce('BatchCreateNotes', request, context, scope, make, toBatchError);
      return `{"notes":[${documents.join(',')}]}`;
    },

    async getNote(request: NameRequest, context: RequestContext): Promise<string> {
      const key = parseNoteName(request.name ?? '', 'name');
      context.access.require('notes.get', noteTarget(key));
      return view.note.textOf((await load(key)).document);
    },

    async listNotes(request: ListRequest & ParentRequest, context: RequestContext): Promise<string> {
      const scope = parseReadParent(request.parent ?? '', 'parent');
      const readable = readableProjects(context.access, 'notes.list', scope);
      const pageSize = pageSizeOf(request);
      const where = filters.note(request.filter ?? '');
      const list = `ListNotes ${scope}`;
      const { signal } = context;
      if (scope === allProjects) {
        const walk = openWalk(pageTokens, request, list, pageSize, 2);
        const scopes = readableScopes(repository, 'notes', readable);
        const found = await pageOfScopes(scopes, walk, (part) =>
          repository.listNotes({ ...part, signal, where, form: view.form }),
        );
        return formatScopedPage('notes', found, view.note, walk);
      }
      const walk = openWalk(pageTokens, request, list, pageSize, 1);
      const notes = await repository.listNotes({
        signal,
        form: view.form,
        scope,
        where,
        ...partOf(walk),
      });
      return formatPage('notes', notes, await textsOf(view.note, notes), walk, (note) => [note.id]);
    },

    async updateNote(
      request: UpdateRequest & { note?: NoteDocument | undefined },
      context: RequestContext,
    ): Promise<string> {
      const key = parseNoteName(request.name ?? '', 'name');
      context.access.require('notes.update', noteTarget(key));
      const patch = request.note;
      if (patch === undefined) throw invalidField('note', 'must be specified');
      let isPending = false;
      const row = await readModifyWrite(
        async () => {
          const stored = await load(key);
          const isAssessing = stored.pending !== undefined && assessedBy(registry, parseNote(stored.pending));
          // The earlier assessment must be removed from its findings before the note assesses others.
          if (isAssessing) {
            await carryOver.finish(key);
            return load(key);
          }
          return { ...stored, document: newestText(stored) };
        },
        async (stored) => {
          checkIfMatch(context.ifMatch, view.note.textOf(stored.document), etagOf);
          const forms = await parseFormsInSlices<NoteDocument>(stored.document);
          const current = view.note.formOf(forms);
          const { Note } = view.registry;
          const merged = (await applyMask(Note, current, patch, request.updateMask)) as NoteDocument;
          await pauseAfter(stored.document);
          checkChanged('note', brokenRules(Note, merged), () => brokenRules(Note, current));
          const kind = view.registry.kindOfNote(current);
          if (view.registry.kindOfNote(merged) !== kind) {
            const field = `note.${Note.byName.get(kind?.note.member ?? 'kind')?.protoName}`;
            throw invalidField(field, 'the kind of a note cannot be changed', 'IMMUTABLE_FIELD');
          }
          const createTime = current.createTime ?? timestampFromMillis(clock.now());
          const times = timesOf(createTime, timestampFromMillis(clock.now()));
          const next = view.note.toWritten(merged, forms);
          const made = noteRow(registry, key, next, times, () => reachFor(context.access));
          const isAssessing = (made.assessment ?? stored.assessment) !== undefined;
          const rescored = isAssessing || isNoteRescored(registry, forms.v1beta1, next.v1beta1);
          isPending = rescored || stored.pending !== undefined;
          const row = { ...made, rescored };
          await pauseAfter(row.document);
          return row;
        },
        (expected, next) => repository.replaceNote(expected, next),
      );
      if (isPending) await carryOver.finish(key);
      return view.note.textOf(row.document);
    },

    async deleteNote(request: NameRequest, context: RequestContext): Promise<string> {
      const key = parseNoteName(request.name ?? '', 'name');
      context.access.require('notes.delete', noteTarget(key));
      for (;;) {
        const stored = await load(key);
        checkIfMatch(context.ifMatch, view.note.textOf(stored.document), etagOf);
        const isAssessing = isAssessingNote(stored);
        if (isAssessing) await withdraw(key);
        const isOnly = isAssessing || context.ifMatch !== undefined;
        if (isOnly && stored.pending !== undefined) await carryOver.finish(key);
        if (await repository.deleteNote(key, isOnly ? stored.document : undefined)) return '{}';
        if (!isAssessing && context.ifMatch !== undefined) throw etagMismatch();
      }
    },
  };
}

export function noteTarget(key: NoteKey): Target {
  return { project: projectOf(key.scope), note: key.id };
}

export function noteNotFound(key: NoteKey): ApiError {
  return new ApiError('NOTE_NOT_FOUND', `note "${formatNoteName(key)}" not found`);
}

/** @throws INVALID_BATCH unless there are 1 to 1000 items. */
export function checkBatchSize(count: number, field: string): void {
  if (count < 1) throw invalidField(field, 'at least one must be specified', 'INVALID_BATCH');
  if (count > limits.batch)
    throw invalidField(field, `${count} items, the limit is ${limits.batch}`, 'INVALID_BATCH');
}

/** Does nothing without violations. @throws INVALID_BATCH, or another reason, naming every violation. */
export function throwInvalidBatch(
  violations: readonly { field: string; description: string }[],
  reason: 'INVALID_BATCH' | 'INVALID_NAME' = 'INVALID_BATCH',
): void {
  if (violations.length === 0) return;
  const shown = violations.slice(0, 20).map(({ field, description }) => `${field}: ${description}`);
  const more = violations.length > shown.length ? [`and ${violations.length - shown.length} more`] : [];
  throw new ApiError(reason, `nothing was created: [${[...shown, ...more].join(', ')}]`, {
    violations,
  });
}

/** In a batch every storage conflict is INVALID_ARGUMENT naming the items. */
/** A single note's error is the store's. */
function rethrow(error: unknown): never {
  throw error;
}

export function toBatchError(error: unknown): never {
  if (error instanceof ApiError && error.violations.length > 0) throwInvalidBatch(error.violations);
  throw error;
}
