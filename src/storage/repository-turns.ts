/**
 * Lets one at a time work for a key, in the order they came.
 *
 * @example
 * const turns = new Turns();
 * await turns.take('shop', signal, async () => write());
 */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  /** Runs `work` after all that came before for the key. `signal` ends the waiting, with its reason, not the work. */
  async take<T>(key: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const turn = Promise.withResolvers<void>();
    // Whoever leaves the queue early still hands on only what it was to get.
    const done = before.then(() => turn.promise);
    this.last.set(key, done);
    void done.then(() => {
      if (this.last.get(key) === done) this.last.delete(key);
    });
    try {
      await inTime(before, signal);
      return await work();
    } finally {
      turn.resolve();
    }
  }
}

/** Rejects with the reason of the signal where that comes first. */
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
