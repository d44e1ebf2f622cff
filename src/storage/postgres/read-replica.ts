import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../../domain/errors.js';
import type { Repository } from '../repository.js';
import { forward } from '../repository-methods.js';
import type { StoreObserver } from '../repository-observer.js';
import type { Connections } from './connections.js';

export interface ReplicaParts {
  readonly primary: Repository;
  readonly primaryConnections: Connections;
  /** Over the streaming replica; only read. */
  readonly replica: Repository;
  readonly replicaConnections: Connections;
  readonly observer?: StoreObserver | undefined;
}

/** Milliseconds between checks of the replica's position; after the last one the primary serves the read. */
const pauses = [0, 2, 5, 10, 20, 40];
/** Milliseconds without any response after which a replica counts as unavailable. */
const patience = 250;
/** Milliseconds for which a replica that is unavailable or lags is not used. */
const rest = 1000;

/**
 * A repository whose gets and lists are served by a streaming replica. Before a read, the server gets from the primary the
 * position up to which its log is on disk, which covers every acknowledged write of any server. Then it waits until the
 * replica has replayed the log up to there. So a read sees every write that was acknowledged before it, as the contract of
 * Repository requires. If the replica lags too much or is unavailable, the primary serves the read.
 */
export function withReadReplica({ primary, replica, ...parts }: ReplicaParts): Repository {
  const freshness = new ReplicaLag(parts.primaryConnections, parts.replicaConnections);
  const { observer } = parts;

  async function read<T>(work: (repository: Repository) => Promise<T>): Promise<T> {
    if (await freshness.check()) {
      try {
        const found = await work(replica);
        observer?.onRead('replica');
        return found;
      } catch (error) {
        if (!isOfDatabase(error)) throw error;
        freshness.markUnavailable();
      }
    }
    observer?.onRead('primary');
    return work(primary);
  }

  return {
    ...forward(['read'], read),
    ...forward(['write', 'other'], (call) => call(primary)),
    stamp: async () => primary.stamp?.(),
    async close() {
      try {
        await replica.close();
      } finally {
        await primary.close();
      }
    },
  };
}

/**
 * Whether the replica is unavailable, or cancelled the statement because of replay. Errors of this server, such as overload
 * or closing, have no cause and are not retried on the primary.
 */
function isOfDatabase(error: unknown): boolean {
  return error instanceof ApiError && error.reason === 'STORE_UNAVAILABLE' && error.cause !== undefined;
}

/** Checks whether the replica has every acknowledged write. One check serves all reads of a turn. */
class ReplicaLag {
  private next: Promise<boolean> | undefined;
  private unavailableUntil = 0;

  constructor(
    private readonly primary: Connections,
    private readonly replica: Connections,
  ) {}

  check(): Promise<boolean> {
    if (performance.now() < this.unavailableUntil) return Promise.resolve(false);
    this.next ??= new Promise((resolve) => {
      setImmediate(() => {
        // Later reads need another check, since writes may be acknowledged in the meantime.
        this.next = undefined;
        void this.checkInTime().then(resolve);
      });
    });
    return this.next;
  }

  markUnavailable(): void {
    this.unavailableUntil = performance.now() + rest;
  }

  private async checkInTime(): Promise<boolean> {
    const inTime = Promise.race([this.checkPosition(), delay(patience, false, { ref: false })]);
    const isFresh = await inTime.catch(() => false);
    if (!isFresh) this.markUnavailable();
    return isFresh;
  }

  private async checkPosition(): Promise<boolean> {
    const { rows } = await this.primary.run({ sql: primaryPosition, bindings: [] });
    const [{ position, history } = { position: '', history: '' }] = rows as Position[];
    for (const pause of pauses) {
      if (pause > 0) await delay(pause);
      if (await this.hasReplayed(position, history)) return true;
    }
    return false;
  }

  private async hasReplayed(position: string, history: string): Promise<boolean> {
    const { rows } = await this.replica.run({ sql: replicaPosition, bindings: [position, history] });
    return (rows as { fresh: boolean | null }[])[0]?.fresh === true;
  }
}

interface Position {
  readonly position: string;
  /** Positions are only comparable within one cluster and one timeline; each failover begins a new timeline. */
  readonly history: string;
}

const primaryPosition = `SELECT pg_current_wal_flush_lsn()::text AS position,
  system_identifier || ' ' || substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8) AS history
FROM pg_control_system()`;

/** Also checks that the replica was not promoted. */
const replicaPosition = `SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= ?::pg_lsn
  AND system_identifier || ' ' || lpad(upper(to_hex(timeline_id)), 8, '0') = ? AS fresh
FROM pg_control_system(), pg_control_checkpoint()`;
