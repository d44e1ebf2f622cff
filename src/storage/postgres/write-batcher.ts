import { maxQueued, overloaded } from '../repository-errors.js';

interface Call<T> {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Batches the calls of one turn of the event loop and passes them on together, in order. `flush` returns an error or
 * undefined for each item; if it throws, every call of the batch fails with that error.
 *
 * @example
 * const writes = new WriteBatcher<Row>(insert, { maxWeight: 1000, weight: () => 1, keys: ({ id }) => [id] });
 * await writes.add(row); // resolves once the row is committed
 */
export class WriteBatcher<T> {
  private calls: Call<T>[] = [];
  private scheduled = false;
  private pending = 0;
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly flush: (items: readonly T[]) => Promise<readonly unknown[]>,
    private readonly options: {
      readonly maxWeight: number;
      readonly weight: (item: T) => number;
      /** Items that share a key are never in one batch. */
      readonly keys: (item: T) => readonly string[];
      /** Called with the number of calls of each batch. */
      readonly onFlush?: ((calls: number) => void) | undefined;
    },
  ) {}

  /** Adds an item; resolves once it is written. @throws OVERLOADED if too many calls wait */
  add(item: T): Promise<void> {
    if (this.pending >= maxQueued) return Promise.reject(overloaded());
    this.pending += 1;
    return new Promise((resolve, reject) => {
      this.calls.push({ item, resolve, reject });
      if (this.scheduled) return;
      this.scheduled = true;
      setImmediate(() => {
        this.scheduled = false;
        const calls = this.calls;
        this.calls = [];
        const round = this.send(calls).finally(() => this.running.delete(round));
        this.running.add(round);
      });
    });
  }

  /** Resolves once everything added so far has been written or refused. */
  async idle(): Promise<void> {
    while (this.calls.length > 0 || this.running.size > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      await Promise.all(this.running);
    }
  }

  private async send(calls: readonly Call<T>[]): Promise<void> {
    let rest = calls;
    while (rest.length > 0) {
      const [group, later] = this.split(rest);
      this.options.onFlush?.(group.length);
      try {
        const errors = await this.flush(group.map((call) => call.item));
        group.forEach((call, index) => {
          const error = errors[index];
          if (error === undefined) call.resolve();
          else call.reject(error);
        });
      } catch (error) {
        for (const call of group) call.reject(error);
      }
      this.pending -= group.length;
      rest = later;
    }
  }

  private split(calls: readonly Call<T>[]): [Call<T>[], Call<T>[]] {
    const group: Call<T>[] = [];
    const later: Call<T>[] = [];
    const keys = new Set<string>();
    let weight = 0;
    for (const call of calls) {
      const own = this.options.keys(call.item);
      weight += this.options.weight(call.item);
      const fits = group.length === 0 || weight <= this.options.maxWeight;
      if (fits && !own.some((key) => keys.has(key))) group.push(call);
      else later.push(call);
      for (const key of own) keys.add(key);
    }
    return [group, later];
  }
}
