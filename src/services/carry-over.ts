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

/** Occurrences that are read and written at once: few, as writers wait meanwhile (docs/adr/0022). */
const occurrencesOfStep = 50;
const notesOfLook = 100;

/**
 * Lets occurrences follow their note. A text from which they derive something else is pending first; then, some at a time,
 * they are derived anew; the note shows the text when all have followed. Whoever sees the note's new severity so finds
 * it in every occurrence. Any server may go on where another one stopped, also at the same time.
 */
export interface CarryOver {
  /** Resolves once the note has no pending text. */
  finish(key: NoteKey): Promise<void>;
  /** The same for those of the notes, by name, that have one. */
  finishAmong(names: ReadonlySet<string>): Promise<void>;
  /** Takes up whatever was left undone, by this server or another one. */
  resume(signal?: AbortSignal): Promise<void>;
}

type Deps = Pick<ServiceDeps, 'repository' | 'registry' | 'clock'>;

export function createCarryOver({ repository, registry, clock }: Deps): CarryOver {
  /** One occurrence derived anew; undefined where that changes nothing. */
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

  /** Carries over to one pending text; returns early where another one took its place. */
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
      const { rows, next } = await repository.listDerived({ note: key, after, limit: occurrencesOfStep });
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
      const keys = await repository.listPendingNotes({ after, limit: notesOfLook });
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

/** Milliseconds between looks for what a server left undone when it ended. */
const lookInterval = 60_000;

/**
 * Takes up what was left undone: at once, and again and again, as another server may have ended. The function it
 * returns stops it. `onProblem` is told why something was not finished; that stays stored and is taken up again.
 */
export function keepCarryingOver(deps: Deps, onProblem: (problem: string) => void): () => void {
  const carryOver = createCarryOver(deps);
  const stop = new AbortController();
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      await carryOver.resume(stop.signal);
    } catch (error) {
      if (!stop.signal.aborted) onProblem(toApiError(error).message);
    }
    isLooking = false;
  };
  void look();
  const timer = setInterval(() => void look(), lookInterval).unref();
  return () => {
    clearInterval(timer);
    stop.abort();
  };
}
