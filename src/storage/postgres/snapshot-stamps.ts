import type { Stamp, Topic } from '../repository-stamps.js';
import type { Outcome, Statement } from '../sql/statement.js';

/**
 * Stamps by the snapshots of PostgreSQL. Two that are equal see the same: no transaction that writes has ended between them, of any
 * server. Whatever is written to any database of the cluster makes another one.
 */
export class SnapshotStamps {
  private next: Promise<Stamp | undefined> | undefined;
  private isKnown: Promise<boolean> | undefined;

  constructor(private readonly run: (statement: Statement) => Promise<Outcome>) {}

  /** One read serves all callers of a turn. */
  take(): Promise<Stamp | undefined> {
    this.next ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        // Later callers need a read of their own: a write may be acknowledged meanwhile.
        this.next = undefined;
        this.readSnapshot().then(resolve, reject);
      });
    });
    return this.next;
  }

  private async readSnapshot(): Promise<Stamp | undefined> {
    this.isKnown ??= this.isPostgres();
    let isKnown: boolean;
    try {
      isKnown = await this.isKnown;
    } catch (error) {
      this.isKnown = undefined;
      throw error;
    }
    if (!isKnown) return undefined;
    const { rows } = await this.run({ sql: currentSnapshot, bindings: [] });
    const [{ snapshot } = { snapshot: '' }] = rows as { readonly snapshot: string }[];
    return snapshot === '' ? undefined : new SnapshotStamp(snapshot);
  }

  /** Other databases with PostgreSQL's protocol may have a function of this name with another meaning. */
  private async isPostgres(): Promise<boolean> {
    const { rows } = await this.run({ sql: 'SELECT version() AS version', bindings: [] });
    const [{ version } = { version: '' }] = rows as { readonly version: string }[];
    return /^PostgreSQL \d[0-9a-z.]* /.test(version) && !/Greenplum|Redshift/.test(version);
  }
}

/**
 * None of a standby. A server that takes over may lack the last transactions and give their numbers to others, so a snapshot counts as long
 * as the same server runs.
 */
const currentSnapshot = `SELECT CASE WHEN pg_is_in_recovery() THEN ''
  ELSE pg_current_snapshot()::text || ' ' || pg_postmaster_start_time()::text END AS snapshot`;

class SnapshotStamp implements Stamp {
  constructor(private readonly snapshot: string) {}

  isUnchanged(earlier: Stamp, _topics: readonly Topic[]): boolean {
    return earlier instanceof SnapshotStamp && earlier.snapshot === this.snapshot;
  }
}
