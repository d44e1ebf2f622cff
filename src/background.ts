import type { Kind } from './kinds/kind.js';
import type { Logger } from './logging.js';
import { keepCarryingOver } from './services/carry-over.js';
import { keepDays } from './services/day-keeper.js';
import type { ServiceDeps } from './services/deps.js';
import { keepIndexing } from './services/package-index.js';

/**
 * Work that every server does beside requests. The function it returns stops all of it.
 *
 * @param counted the kind whose numbers are kept day by day.
 */
export function startBackgroundWork(deps: ServiceDeps, counted: Kind, log: Logger): () => void {
  const warn =
    (text: string) =>
    (problem: string): void =>
      log.warn({ problem }, text);
  const stops = [
    keepCarryingOver(
      deps,
      warn('occurrences are not updated for a changed note yet; the server tries again'),
    ),
    keepIndexing(deps, warn('packages of earlier occurrences are not indexed yet; it is tried again')),
    keepDays(deps, counted, warn('the counts of today are not kept yet; the server tries again')),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
