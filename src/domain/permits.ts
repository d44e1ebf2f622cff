import { cancelled } from './errors.js';
import { Turns } from './turns.js';

/** For whom something is done. */
export interface Caller {
  /** The name of an authenticated caller. Callers that wait take turns. */
  readonly principal?: string | undefined;
  /** Aborted when the caller has gone or its time is over. */
  readonly signal?: AbortSignal | undefined;
}

/** The part of the permits that one principal may hold, as of every limit (api/admission.ts). */
const principalPart = 0.75;

/**
 * Lets a limited number of tasks run at once; others wait, and their callers take turns. One principal may hold three quarters of
 * the permits. Without authentication there is only one caller, who may hold all of them.
 *
 * @example
 * const permits = new Permits(8);
 * const verdict = await permits.run(caller, () => judge(image));
 */
export class Permits {
  private readonly waiting = new Turns<() => void>();
  /** Permits in use, by principal. */
  private readonly held = new Map<string, number>();
  private free: number;
  private readonly most: number;

  constructor(count: number) {
    this.free = count;
    this.most = Math.max(1, Math.floor(count * principalPart));
  }

  /** Whether a task of the caller would wait. */
  isFull({ principal = '' }: Caller): boolean {
    return this.free === 0 || !this.mayHold(principal);
  }

  /** @throws what the task throws; CANCELLED if the caller leaves while it waits */
  async run<T>(caller: Caller, task: () => Promise<T>): Promise<T> {
    const { principal = '' } = caller;
    if (this.isFull(caller)) await this.wait(caller);
    else this.take(principal);
    try {
      return await task();
    } finally {
      this.giveBack(principal);
    }
  }

  private mayHold = (principal: string): boolean =>
    principal === '' || (this.held.get(principal) ?? 0) < this.most;

  private take(principal: string): void {
    this.free -= 1;
    this.held.set(principal, (this.held.get(principal) ?? 0) + 1);
  }

  private giveBack(principal: string): void {
    this.free += 1;
    const left = (this.held.get(principal) ?? 0) - 1;
    if (left > 0) this.held.set(principal, left);
    else this.held.delete(principal);
    this.waiting.next(this.mayHold)?.();
  }

  private wait({ principal = '', signal }: Caller): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = (): void => {
        signal?.removeEventListener('abort', leave);
        this.take(principal);
        resolve();
      };
      const leave = (): void => {
        if (!this.waiting.remove(principal, start)) return;
        reject(cancelled(signal));
      };
      this.waiting.add(principal, start);
      if (signal?.aborted === true) leave();
      else signal?.addEventListener('abort', leave, { once: true });
    });
  }
}
