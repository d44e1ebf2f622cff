import { toApiError } from '../domain/errors.js';
import { formatNoteName, type NoteKey, type OccurrenceKey } from '../domain/names.js';
import { timestampFromMillis } from '../domain/timestamp.js';
import type { FromNote } from '../kinds/derived.js';
import type { NoteDocument } from '../kinds/registry.js';
import { parseForms } from '../kinds/stored-text.js';
import type {
  OccurrenceChange,
  OccurrenceRow,
  StoredNote,
  StoredOccurrence,
} from '../storage/repository-rows.js';
import type { ServiceDeps } from './deps.js';
import { givenBy, noteRow, occurrenceRow, ownOccurrence, timesOf } from './rows.js';

/** Number of occurrences that are read and written at once: few, since writers wait meanwhile (docs/adr/0022). */
const occurrencesPerStep = 50;
const notesPerCheck = 100;

/**
 * Updates the occurrences of a note after its text changed. A text from which they derive other values is pending first. Then
 * they are derived again, a few at a time. When all are done, the text becomes visible. So a client that sees the note's new
 * severity finds it in every occurrence. Any server may continue where another one stopped, also at the same time.
 */
export interface CarryOver {
  /** Resolves once the note has no pending text. */
  finish(key: NoteKey): Promise<void>;
  /** The same for the notes of these names that have a pending text. */
  finishAmong(names: ReadonlySet<string>): Promise<void>;
  /** Continues all unfinished work, of this server or another one. */
  resume(signal?: AbortSignal): Promise<void>;
}

type Deps = Pick<ServiceDeps, 'repository' | 'registry' | 'clock'>;

export function createCarryOver({ repository, registry, clock }: Deps): CarryOver {
  /** An occurrence derived again; undefined if that changes nothing. */
  function change(
    stored: StoredOccurrence & OccurrenceKey,
    note: FromNote,
    { document: shown, revision }: StoredNote,
  ): OccurrenceChange | undefined {
    const { forms, own, last } = ownOccurrence(registry, stored, shown);
    const document = forms.v1beta1;
    const next = { v1beta1: own, before: forms };
    const rowAt = (updateTime: string): OccurrenceRow => ({
      ...occurrenceRow(registry, stored, next, timesOf(document.createTime ?? updateTime, updateTime), {
        imported: stored.imported,
        note,
        noteRevision: revision,
        last,
      }),
      verification: stored.verification,
    });
    if (rowAt(document.updateTime ?? '').document === stored.document) return undefined;
    return { expected: stored.document, row: rowAt(timestampFromMillis(clock.now())) };
  }

  /** Carries over to one pending text. Returns early if another text replaced it. */
  async function follow(
    key: NoteKey,
    stored: StoredNote,
    pending: string,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const forms = parseForms<NoteDocument>(pending);
    const document = forms.v1beta1;
    const note = givenBy(registry, document);
    let after: OccurrenceKey | undefined;
    do {
      if (signal?.aborted === true) return;
      const { rows, next } = await repository.listDerived({ note: key, after, limit: occurrencesPerStep });
      const changes = rows
        .filter(({ kind }) => kind === stored.kind)
        .flatMap((row) => change(row, note, stored) ?? []);
      if (changes.length > 0 && !(await repository.carryOver(key, stored.revision, changes))) return;
      after = next;
    } while (after !== undefined);
    const now = timestampFromMillis(clock.now());
    const row = noteRow(
      registry,
      key,
      { v1beta1: document },
      timesOf(document.createTime ?? now, document.updateTime ?? now),
    );
    await repository.publishNote({ ...row, document: pending });
  }

  async function finish(key: NoteKey, signal?: AbortSignal): Promise<void> {
    while (signal?.aborted !== true) {
      const stored = await repository.getNote(key);
      if (stored?.pending === undefined) return;
      await follow(key, stored, stored.pending, signal);
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
    async finishAmong(names) {
      if (names.size === 0) return;
      for await (const key of pendingNotes()) if (names.has(formatNoteName(key))) await finish(key);
    },
    async resume(signal) {
      for await (const key of pendingNotes()) {
        if (signal?.aborted === true) return;
        await finish(key, signal);
      }
    },
  };
}

/** Milliseconds between checks for work that a server left unfinished when it ended. */
const checkInterval = 60_000;

/**
 * Continues unfinished work, at once and at intervals, since another server may have ended. Returns a function that stops it.
 * `onProblem` is called with the reason if something could not be finished; it stays pending and is tried again.
 */
export function keepCarryingOver(deps: Deps, onProblem: (problem: string) => void): () => void {
  const carryOver = createCarryOver(deps);
  const stop = new AbortController();
  let isRunning = false;
  const look = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    try {
      await carryOver.resume(stop.signal);
    } catch (error) {
      if (!stop.signal.aborted) onProblem(toApiError(error).message);
    }
    isRunning = false;
  };
  void look();
  const timer = setInterval(() => void look(), checkInterval).unref();
  return () => {
    clearInterval(timer);
    stop.abort();
  };
}
