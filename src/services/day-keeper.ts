import { setTimeout as delay } from 'node:timers/promises';
import { type Day, dayOf, daysBefore, untilNextDay } from '../domain/days.js';
import { toApiError } from '../domain/errors.js';
import type { Scope } from '../domain/names.js';
import type { Kind } from '../kinds/kind.js';
import type { Repository } from '../storage/repository.js';
import type { ServiceDeps } from './deps.js';
import { behind } from './scopes.js';
import { historyDays } from './severity-history.js';

/** Milliseconds between two scopes, in which requests are served. */
const pause = 5;
/** Milliseconds after which a day that failed is tried again. */
const retryAfter = 60_000;
/** Milliseconds after which the clock is read again: it may have been set, or the machine may have slept. */
const longest = 3_600_000;

type Deps = Pick<ServiceDeps, 'repository' | 'clock'>;

/**
 * Stores the counts of every project at the beginning of each day, or as soon as a server runs on that day (docs/adr/0044). Every
 * server tries; the first one writes. The function it returns stops it. `onProblem` receives the reason if a day failed; it is
 * tried again.
 *
 * @param kind the kind that is counted.
 */
export function keepDays(deps: Deps, kind: Kind, onProblem: (problem: string) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const run = async (): Promise<void> => {
    let done: Day | undefined;
    while (!signal.aborted) {
      let wait = retryAfter;
      try {
        const today = dayOf(deps.clock.now());
        if (today !== done) await keepDayOfAll(deps, kind, signal);
        done = today;
        wait = Math.min(untilNextDay(deps.clock.now()), longest);
      } catch (error) {
        if (!signal.aborted) onProblem(toApiError(error).message);
      }
      await delay(wait, undefined, { ref: false, signal }).catch(() => {});
    }
  };
  void run();
  return () => stop.abort();
}

/** Stores today's counts of every existing project and location, and removes counts that are too old. */
export async function keepDayOfAll(
  { repository, clock }: Deps,
  { id: kind }: Kind,
  signal?: AbortSignal,
): Promise<void> {
  for await (const scope of countedScopes(repository)) {
    signal?.throwIfAborted();
    const now = clock.now();
    await repository.keepDay({ scope, kind, day: dayOf(now), time: now * 1000 });
    await delay(pause, undefined, { ref: false, signal });
  }
  while (!(await repository.removeDays(daysBefore(clock.now(), historyDays.kept))))
    await delay(pause, undefined, { ref: false, signal });
}

/** Scopes with occurrences, then all projects: one without occurrences is known to have no findings. Some are listed twice. */
async function* countedScopes(repository: Repository): AsyncGenerator<Scope> {
  const next = (from: Scope) => repository.nextScope({ of: 'occurrences', from });
  for (let at = await next(''); at !== undefined; at = await next(behind(at))) yield at;
  const limit = 1000;
  for (let after: string | undefined, page: readonly string[] = ['']; page.length > 0; after = page.at(-1)) {
    page = await repository.listProjects({ after, limit });
    yield* page;
  }
}
