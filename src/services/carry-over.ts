import { setTimeout as delay } from 'node:timers/promises';
import { toApiError } from '../domain/errors.js';
import { randomRevision } from '../domain/ids.js';
import { formatNoteName, type NoteKey, type OccurrenceKey } from '../domain/names.js';
import { openPause, pauseAfter } from '../domain/slices.js';
import { timestampFromMillis } from '../domain/timestamp.js';
import type { FromNote } from '../kinds/derived.js';
import type { NoteDocument, OccurrenceDocument } from '../kinds/registry.js';
import { parseForms, parseFormsInSlices } from '../kinds/stored-text.js';
import type {
  OccurrenceChange,
  OccurrenceRow,
  StoredNote,
  StoredOccurrence,
} from '../storage/repository-rows.js';
import { productsOf } from './assessed-products.js';
import { assessedBy, findingOf, givenWith, memberOf, stillDerived } from './assessments.js';
import type { ServiceDeps } from './deps.js';
import { NoteSources } from './note-sources.js';
import {
  givenBy,
  noteRow,
  type OwnOccurrence,
  occurrenceRow,
  ownOccurrence,
  parseNote,
  timesOf,
} from './rows.js';
import { StepSize } from './step-size.js';

const notesPerCheck = 100;
/** Milliseconds between two steps of an assessment, in which other requests are served. */
const pause = 2;

/**
 * Carries changes of notes over to occurrences: of their own note, and of the notes that assess them. A text from which occurrences
 * derive other values is pending first. The occurrences are derived again, a few at a time. Then the note shows the text. So a
 * severity that a note shows is in every occurrence. Any server can continue where another one stopped, even at the same time.
 */
export interface CarryOver {
  /** Resolves once the note has no pending text. */
  finish(key: NoteKey): Promise<void>;
  /** The same for those of the notes, by name, that have one; those that assess others are left to the background. */
  finishAmong(names: ReadonlySet<string>, which?: 'also who assesses'): Promise<void>;
  /** Completes what this server or another one has not finished. */
  resume(signal?: AbortSignal): Promise<void>;
}

type Deps = Pick<ServiceDeps, 'repository' | 'registry' | 'clock' | 'background'>;
type Row = StoredOccurrence & OccurrenceKey;

/** What rows of a note derive from. */
interface Basis {
  readonly note: FromNote | undefined;
  readonly revision: number | undefined;
  /** The text that the note shows, where it is known. */
  readonly shown?: string | undefined;
}

export function createCarryOver({ repository, registry, clock, background }: Deps): CarryOver {
  const sources = new NoteSources(registry, repository);
  /** Occurrences that are read and written at once: few, as writers wait meanwhile (docs/adr/0022). */
  const step = new StepSize();

  const write = (key: NoteKey, revision: number | undefined, changes: readonly OccurrenceChange[]) =>
    step.timed(() => repository.carryOver(key, revision, changes));

  /** The rows that change when they are derived again. Assessments are read after the basis. */
  async function changesOf(
    rows: readonly Row[],
    { note, revision, shown }: Basis,
  ): Promise<OccurrenceChange[]> {
    const read: { readonly row: Row; readonly occurrence: OwnOccurrence }[] = [];
    const slice = openPause();
    for (const row of rows) {
      await slice();
      const forms = await parseFormsInSlices<OccurrenceDocument>(row.document);
      read.push({ row, occurrence: ownOccurrence(registry, row, shown, forms) });
    }
    const findings = read.map(({ row, occurrence }) => findingOf(registry, row.scope, occurrence.own));
    const held = await sources.lookUp(findings.flatMap((finding) => finding ?? []));
    const changes: OccurrenceChange[] = [];
    for (const [index, { row, occurrence }] of read.entries()) {
      await pauseAfter(row.document);
      const finding = findings[index];
      const given = givenWith(note, held, finding);
      const { last } = occurrence;
      const before =
        note === undefined ? { ...occurrence, last: stillDerived(last, held, finding) } : occurrence;
      changes.push(...(await changesOfOne(row, before, given, revision)));
    }
    return changes;
  }

  /** One occurrence derived again; undefined if nothing changes. */
  async function changesOfOne(
    stored: Row,
    { forms, own, last }: OwnOccurrence,
    note: FromNote | undefined,
    noteRevision: number | undefined,
  ): Promise<readonly OccurrenceChange[]> {
    const document = forms.v1beta1;
    const next = { v1beta1: own, before: forms };
    const rowAt = (updateTime: string): OccurrenceRow => ({
      ...occurrenceRow(registry, stored, next, timesOf(document.createTime ?? updateTime, updateTime), {
        imported: stored.imported,
        note,
        noteRevision,
        last,
      }),
      verification: stored.verification,
    });
    if (rowAt(document.updateTime ?? '').document === stored.document) return [];
    await pauseAfter(stored.document);
    return [{ expected: stored.document, row: rowAt(timestampFromMillis(clock.now())) }];
  }

  /** Carries one pending text over; false if another text has replaced it. */
  async function follow(
    key: NoteKey,
    stored: StoredNote,
    pending: string,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const note = givenBy(registry, parseNote(pending));
    const { revision, document: shown } = stored;
    let after: OccurrenceKey | undefined;
    let isReadAgain = false;
    for (;;) {
      if (signal?.aborted === true) return false;
      const { rows, next } = await repository.listDerived({ note: key, after, limit: step.rows });
      const ofKind = rows.filter(({ kind }) => kind === stored.kind);
      const changes = await changesOf(ofKind, { note, revision, shown });
      if (changes.length > 0 && !(await write(key, revision, changes))) return false;
      // A row that changed meanwhile was left alone. It may derive from no note, if the update began before there was one.
      isReadAgain = changes.length > 0 && !isReadAgain;
      if (isReadAgain) continue;
      if (next === undefined) return true;
      after = next;
    }
  }

  /**
   * Applies a note that assesses, or assessed, occurrences of other notes. They are derived again from all their assessments.
   * Before that, the store refuses rows that were derived without the new text.
   */
  async function assess(
    { noteId, product }: { readonly noteId: string; readonly product: string },
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    await repository.reviseNotes(noteId, randomRevision());
    const isWanted = (resourceUri: string): boolean => productsOf(resourceUri).includes(product);
    let after: OccurrenceKey | undefined;
    let isLast = false;
    while (!isLast) {
      if (signal?.aborted === true) return false;
      const page = { note: { id: noteId }, after, limit: step.rows, isWanted };
      const { rows, next } = await repository.listDerived(page);
      const assessed = rows.filter(({ kind }) => memberOf(registry, kind) !== undefined);
      if (!(await assessPage(assessed))) continue;
      if (assessed.length > 0) await delay(pause);
      [after, isLast] = [next, next === undefined];
    }
    return true;
  }

  /** False if it must be read again, since a note, or one of the occurrences that were to change, may have another text. */
  async function assessPage(rows: readonly Row[]): Promise<boolean> {
    let isDone = true;
    for (const [name, own] of Map.groupBy(rows, ({ note }) => formatNoteName(note))) {
      const [first] = own;
      if (first === undefined) continue;
      const { note, noteRevision } = await sources.of(name, true);
      // The note is needed to determine which members an earlier release derived.
      const isEarlier = own.some(({ derived }) => derived === null);
      const shown = isEarlier ? (await repository.getNote(first.note))?.document : undefined;
      const changes = await changesOf(own, { note, revision: noteRevision, shown });
      if (changes.length === 0) continue;
      // A row that changed meanwhile was left alone, and may derive from no note; see `follow`.
      await write(first.note, noteRevision, changes);
      isDone = false;
    }
    return isDone;
  }

  /** Updates the occurrences that derive from one pending text. */
  async function apply(
    key: NoteKey,
    stored: StoredNote,
    pending: string,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const document = parseForms<NoteDocument>(pending).v1beta1;
    const assessed = [parseNote(stored.document), document].flatMap(
      (text) => assessedBy(registry, text) ?? [],
    );
    const targets = new Map(
      assessed.map((target) => [JSON.stringify([target.noteId, target.product]), target]),
    );
    for (const target of targets.values()) if (!(await assess(target, signal))) return;
    if (!(await follow(key, stored, pending, signal))) return;
    const now = timestampFromMillis(clock.now());
    const times = timesOf(document.createTime ?? now, document.updateTime ?? now);
    await repository.publishNote({
      ...noteRow(registry, key, { v1beta1: document }, times),
      document: pending,
    });
  }

  async function finish(key: NoteKey, signal?: AbortSignal): Promise<void> {
    while (signal?.aborted !== true) {
      const stored = await repository.getNote(key);
      if (stored?.pending === undefined) return;
      await apply(key, stored, stored.pending, signal);
    }
  }

  async function* pendingNotes(): AsyncGenerator<NoteKey> {
    let after: NoteKey | undefined;
    for (;;) {
      const keys = await repository.listPendingNotes({ after, limit: notesPerCheck });
      yield* keys;
      after = keys.at(-1);
      if (after === undefined) return;
    }
  }

  return {
    finish: (key) => finish(key),
    async finishAmong(names, which) {
      if (names.size === 0) return;
      let isLeft = false;
      for await (const key of pendingNotes()) {
        if (!names.has(formatNoteName(key))) continue;
        const pending = (await repository.getNote(key))?.pending;
        if (pending === undefined) continue;
        if (which === undefined && assessedBy(registry, parseNote(pending)) !== undefined) isLeft = true;
        else await finish(key);
      }
      if (isLeft) background.wake();
    },
    async resume(signal) {
      let problem: unknown;
      for await (const key of pendingNotes()) {
        if (signal?.aborted === true) return;
        // A failure of one note does not stop the others.
        await finish(key, signal).catch((error: unknown) => {
          problem = error;
        });
      }
      if (problem !== undefined) throw problem;
    },
  };
}

/** Milliseconds between checks for work that a server left unfinished when it ended. */
const lookInterval = 60_000;

/**
 * Completes unfinished work: at once, at intervals, since another server may have ended, and whenever `deps.background` is
 * woken. The function it returns stops it. `onProblem` receives the reason of each failure; the work stays stored and is tried
 * again.
 */
export function keepCarryingOver(deps: Deps, onProblem: (problem: string) => void): () => void {
  const carryOver = createCarryOver(deps);
  const stop = new AbortController();
  let [isRunning, isDue] = [false, false];
  const look = async (): Promise<void> => {
    isDue = true;
    if (isRunning) return;
    isRunning = true;
    while (isDue && !stop.signal.aborted) {
      isDue = false;
      try {
        await carryOver.resume(stop.signal);
      } catch (error) {
        if (!stop.signal.aborted) onProblem(toApiError(error).message);
      }
    }
    isRunning = false;
  };
  void look();
  const timer = setInterval(() => void look(), lookInterval).unref();
  const stopListening = deps.background.onWake(() => void look());
  return () => {
    stopListening();
    clearInterval(timer);
    stop.abort();
  };
}
