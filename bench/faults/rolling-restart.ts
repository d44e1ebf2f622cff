import { Load, type LoadResult, missing, prepareLoad } from './load.js';
import { type Replica, startReplica } from './replica.js';

export interface RollingRestart extends LoadResult {
  readonly restarts: number;
  readonly exitCodes: readonly (number | null)[];
  /** Acknowledged creates that are gone. */
  readonly lost: readonly string[];
}

/**
 * Two replicas over one PostgreSQL database under load; they are replaced one after the other, each by a new
 * process, so many times. Within `drainDelay` milliseconds the load has to hear of each that goes.
 */
export async function rollingRestart(
  store: string,
  restarts: number,
  drainDelay = 400,
): Promise<RollingRestart> {
  let started = 0;
  const start = (): Promise<Replica> => {
    // The last two stay until the load is over, when nobody has to hear of their end.
    const delay = started < restarts ? drainDelay : 0;
    started += 1;
    return startReplica('--store', store, '--log-level', 'info', '--drain-delay', String(delay));
  };
  let replicas = [await start(), await start()];
  const [first] = replicas;
  await prepareLoad(first?.url ?? '', 'rolling');
  const load = new Load('rolling');
  for (const { url } of replicas) await load.add(url);
  load.start(8);
  const exitCodes: (number | null)[] = [];
  for (let round = 0; round < restarts; round += 1) {
    const [oldest, other] = replicas;
    const next = await start();
    await load.add(next.url);
    if (oldest === undefined || other === undefined) throw new Error('unreachable');
    await load.until(51 * (round + 1));
    exitCodes.push(await oldest.stop());
    load.remove(oldest.url);
    replicas = [other, next];
  }
  const result = await load.stop();
  const lost = await missing(replicas[0]?.url ?? '', result.created);
  for (const replica of replicas) exitCodes.push(await replica.stop());
  return { ...result, restarts, exitCodes, lost };
}
