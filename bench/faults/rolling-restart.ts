import { Load, type LoadResult, missing, prepareLoad } from './load.js';
import { startReplica } from './replica.js';

export interface RollingRestart extends LoadResult {
  readonly restarts: number;
  readonly exitCodes: readonly (number | null)[];
  /** Acknowledged creates that are gone. */
  readonly lost: readonly string[];
}

/**
 * Two replicas over one PostgreSQL database under load; they are replaced one after the other, each by a new
 * process, so many times.
 */
export async function rollingRestart(store: string, restarts: number): Promise<RollingRestart> {
  const flags = ['--store', store, '--log-level', 'info', '--drain-delay', '400'];
  let replicas = [await startReplica(...flags), await startReplica(...flags)];
  const [first] = replicas;
  await prepareLoad(first?.url ?? '', 'rolling');
  const load = new Load('rolling');
  for (const { url } of replicas) await load.add(url);
  load.start(8);
  const exitCodes: (number | null)[] = [];
  for (let round = 0; round < restarts; round += 1) {
    const [oldest, other] = replicas;
    const next = await startReplica(...flags);
    await load.add(next.url);
    if (oldest === undefined || other === undefined) throw new Error('unreachable');
    exitCodes.push(await oldest.stop());
    load.remove(oldest.url);
    replicas = [other, next];
  }
  const result = await load.stop();
  const lost = await missing(replicas[0]?.url ?? '', result.created);
  for (const replica of replicas) exitCodes.push(await replica.stop());
  return { ...result, restarts, exitCodes, lost };
}
