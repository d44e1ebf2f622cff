/**
 * Runs the callbacks of each key one at a time, in the order of the calls.
 *
 * @example
 * const turns = new Turns();
 * await turns.take('shop', signal, async () => write());
 */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  /** Runs `work` after all earlier calls for the key. `signal` ends the waiting with its reason, but not the work. */
  async take<T>(key: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const turn = Promise.withResolvers<void>();
    // A call that leaves the queue early passes the turn on only after the earlier calls are done.
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
