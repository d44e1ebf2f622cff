/** What a call needs for itself: one part of a key, or all of it. */
export interface Turn {
  readonly key: string;
  readonly part?: string | undefined;
}

interface Entry extends Turn {
  readonly done: Promise<void>;
}

/**
 * Runs the callbacks of each part of a key one at a time, in the order of the calls. A call for the whole key waits for all
 * earlier ones of the key, and later ones wait for it.
 *
 * @example
 * const turns = new Turns();
 * await turns.take({ key: 'shop', part: image }, signal, async () => write());
 */
export class Turns {
  private readonly entries = new Map<string, Set<Entry>>();

  /** Runs `work` after the earlier calls that need the same. `signal` ends the waiting with its reason, but not the work. */
  async take<T>({ key, part }: Turn, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const entries = this.entries.get(key) ?? new Set<Entry>();
    this.entries.set(key, entries);
    const isSame = (other: Turn): boolean =>
      part === undefined || other.part === undefined || part === other.part;
    const before = Promise.all([...entries].filter(isSame).map(({ done }) => done)).then(() => {});
    const turn = Promise.withResolvers<void>();
    // A call that leaves the queue early passes the turn on only after the earlier calls are done.
    const entry = { key, part, done: before.then(() => turn.promise) };
    entries.add(entry);
    void entry.done.then(() => {
      entries.delete(entry);
      if (entries.size === 0) this.entries.delete(key);
    });
    try {
      await inTime(before, signal);
      return await work();
    } finally {
      turn.resolve();
    }
  }
}

/** Rejects with the reason of the signal if that comes first. */
async function inTime(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return promise;
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
