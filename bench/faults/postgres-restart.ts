import { postgresBinaries, startPostgres } from '../../test/setup/postgres-server.js';
import { Load, type LoadResult, missing, prepareLoad } from './load.js';
import { startReplica } from './replica.js';

export interface PostgresRestart extends LoadResult {
  readonly crashes: number;
  readonly lost: readonly string[];
  /** Milliseconds from the database's return to the first answer of readiness, for each crash. */
  readonly recovered: readonly number[];
}

/** A server under load whose PostgreSQL is killed and started again, so many times; undefined without its binaries. */
export async function postgresRestart(crashes: number): Promise<PostgresRestart | undefined> {
  const [binaries] = postgresBinaries();
  if (binaries === undefined) return undefined;
  const postgres = await startPostgres(binaries, { fsync: true });
  const replica = await startReplica('--store', `${postgres.url}/postgres`, '--log-level', 'info');
  const recovered: number[] = [];
  try {
    await prepareLoad(replica.url, 'restart');
    const load = new Load('restart');
    await load.add(replica.url);
    load.start(8);
    for (let round = 0; round < crashes; round += 1) {
      await Promise.all([pause(500), load.until(15 * (round + 1))]);
      await postgres.crash();
      await pause(200);
      await postgres.restart();
      const back = performance.now();
      while ((await fetch(`${replica.url}/readyz`)).status !== 200) await pause(10);
      recovered.push(Math.round(performance.now() - back));
    }
    await Promise.all([pause(300), load.until(15 * (crashes + 1))]);
    const result = await load.stop();
    return { ...result, crashes, recovered, lost: await missing(replica.url, result.created) };
  } finally {
    await replica.stop();
    await postgres.remove();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
