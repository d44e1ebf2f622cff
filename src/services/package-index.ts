import { setTimeout as delay } from 'node:timers/promises';
import { toApiError } from '../domain/errors.js';
import type { ServiceDeps } from './deps.js';
import { packagesOfStored } from './rows.js';

/** Milliseconds between two steps, so that other requests run. */
const pause = 20;
/** Milliseconds after which a failed step is retried. */
const retryAfter = 10_000;

/**
 * Indexes the packages of occurrences that an earlier release stored, a few at a time, until all are indexed (docs/adr/0033).
 * Returns a function that stops it. `onProblem` is called with the reason of a failed step, which is then retried.
 */
export function keepIndexing(
  { repository, registry }: Pick<ServiceDeps, 'repository' | 'registry'>,
  onProblem: (problem: string) => void,
): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        if (await repository.indexPackages((document) => packagesOfStored(registry, document))) return;
        await delay(pause, undefined, { ref: false, signal });
      } catch (error) {
        if (signal.aborted) return;
        onProblem(toApiError(error).message);
        await delay(retryAfter, undefined, { ref: false, signal }).catch(() => {});
      }
    }
  };
  void run();
  return () => stop.abort();
}
