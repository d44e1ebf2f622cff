import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rows } from '../../src/contract/rows.js';
import { openPostgres } from '../../src/storage/postgres/open-postgres.js';
import type { Repository } from '../../src/storage/repository.js';
import { type PostgresServer, postgresBinaries, startPostgres } from '../setup/postgres-server.js';
import { type Standby, startStandby } from '../setup/postgres-standby.js';
import { runningTime } from '../setup/running-time.js';

const [binaries] = postgresBinaries();

describe('a PostgreSQL store with a read replica', () => {
  if (binaries === undefined) {
    // A streaming replica is a second server on copied files: a URL of somebody's server cannot give one.
    it.skip('no server binaries of PostgreSQL to make a replica with', () => {});
    return;
  }
  let primary: PostgresServer;
  let standby: Standby;
  let repository: Repository;
  /** Another server over the same primary, without a replica. */
  let other: Repository;
  const rows = new Rows();
  const reads = { primary: 0, replica: 0 };
  const since = (): { primary: number; replica: number } => {
    const seen = { ...reads };
    reads.primary = 0;
    reads.replica = 0;
    return seen;
  };
  let made = 0;
  const note = () => {
    made += 1;
    return rows.note({ scope: 'p', id: `n${made}` });
  };

  beforeAll(async () => {
    primary = await startPostgres(binaries);
    standby = await startStandby(binaries, primary);
    const url = `${primary.url}/postgres`;
    repository = await openPostgres({
      url,
      migrate: true,
      replica: `${standby.url}/postgres`,
      // Long enough that what waits for it does not end within a test.
      statementTimeoutMs: 600_000,
      observer: {
        onCommit() {},
        onPool() {},
        onRead(by) {
          reads[by] += 1;
        },
      },
    });
    other = await openPostgres({ url, migrate: false });
    // The tables have to be there before anything can be read.
    await repository.hasProject('p');
  });
  afterAll(async () => {
    await repository.close();
    await other.close();
    await standby.remove();
    await primary.remove();
  });

  /** Reads back at once what was just acknowledged, through this server or another. */
  async function writesAndReads(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      const row = note();
      await (n % 2 === 0 ? repository : other).createNotes([row]);
      const [stored, listed] = await Promise.all([
        repository.getNote(row),
        repository.listNotes({ scope: 'p', limit: 1000 }),
      ]);
      expect(stored?.document).toBe(row.document);
      expect(listed.map(({ id }) => id)).toContain(row.id);
      expect(await repository.replaceNote(row.document, { ...row, document: '{"a":1}' })).toBe(true);
      expect((await repository.getNote(row))?.document).toBe('{"a":1}');
      expect(await repository.deleteNote(row)).toBe(true);
      expect(await repository.getNote(row)).toBeUndefined();
    }
  }

  async function untilReplica(): Promise<void> {
    for (const end = performance.now() + 60_000; performance.now() < end; ) {
      since();
      await repository.hasProject('p');
      // Others may read beside.
      if (reads.replica > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the replica is not used');
  }

  it('reads from it, and every caller reads all acknowledged writes', async () => {
    // A machine that stands still may leave it behind for all of the reads; but not each time.
    for (let fromReplica = 0; fromReplica === 0; ) {
      await untilReplica();
      since();
      await writesAndReads(30);
      const seen = since();
      expect(seen.primary + seen.replica).toBe(120);
      fromReplica = seen.replica;
    }
  });

  it('shares one check of the replica among concurrent reads', async () => {
    const readTogether = async (): Promise<number> => {
      await untilReplica();
      since();
      await Promise.all(Array.from({ length: 200 }, () => repository.hasProject('p')));
      return since().replica;
    };
    // Opens the connections that they need: each has its own time to be made, and may miss it alone.
    while ((await readTogether()) < 200);
    expect([0, 200]).toContain(await readTogether());
  });

  it('reads from the primary while the replica lags, and from the replica when it has caught up', async () => {
    await untilReplica();
    await standby.query('SELECT pg_wal_replay_pause()');
    await other.createNotes([note()]);
    since();
    const elapsed = runningTime();
    await writesAndReads(10);
    expect(since().replica).toBe(0);
    expect(elapsed(), 'waits once, not each time').toBeLessThan(5000);
    await standby.query('SELECT pg_wal_replay_resume()');
    await untilReplica();
    await writesAndReads(3);
  });

  it('reads from the primary while the replica is stopped, and from the replica when it is back', async () => {
    await untilReplica();
    await standby.stop();
    since();
    await writesAndReads(10);
    expect(since()).toMatchObject({ replica: 0, primary: 40 });
    await standby.start();
    await untilReplica();
    await writesAndReads(3);
  });

  it('reads on while the replica is restarted again and again', async () => {
    await untilReplica();
    const row = note();
    await repository.createNotes([row]);
    let running = true;
    const readers = Array.from({ length: 4 }, async () => {
      let count = 0;
      for (; running; count += 1) expect((await repository.getNote(row))?.document).toBe(row.document);
      return count;
    });
    for (let round = 0; round < 3; round += 1) {
      await standby.stop();
      await standby.start();
      await untilReplica();
    }
    running = false;
    for (const count of await Promise.all(readers)) expect(count).toBeGreaterThan(0);
  });

  it('reads from the primary while the replica neither responds nor disconnects', async () => {
    await untilReplica();
    const thaw = await standby.freeze();
    since();
    try {
      await writesAndReads(10);
    } finally {
      thaw();
    }
    expect(since()).toMatchObject({ replica: 0, primary: 40 });
    await untilReplica();
  });

  it('returns nothing that may be outdated while the primary is unavailable', async () => {
    await untilReplica();
    const row = note();
    await repository.createNotes([row]);
    await primary.crash();
    try {
      await expect(repository.getNote(row)).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    } finally {
      await primary.restart();
    }
    expect((await repository.getNote(row))?.document).toBe(row.document);
    await untilReplica();
  });

  it('does not read from a replica of the former primary after a failover', async () => {
    const promoted = await startStandby(binaries, primary);
    await promoted.query('SELECT pg_promote()');
    // The replica follows the former primary, which has gone on: its log is longer.
    const filler = { document: JSON.stringify({ filler: 'x'.repeat(100_000) }) };
    for (let n = 0; n < 10; n += 1) await other.createNotes([rows.note({ scope: 'p', id: `f${n}` }, filler)]);
    await untilReplica();
    const after = await openPostgres({
      url: `${promoted.url}/postgres`,
      migrate: false,
      replica: `${standby.url}/postgres`,
    });
    try {
      const row = note();
      await after.createNotes([row]);
      expect((await after.getNote(row))?.document).toBe(row.document);
    } finally {
      await after.close();
      await promoted.remove();
    }
  });

  it('does not read from a replica that was promoted', async () => {
    await untilReplica();
    await standby.query('SELECT pg_promote()');
    const row = note();
    await other.createNotes([row]);
    since();
    expect(await repository.getNote(row)).toBeDefined();
    expect(since().replica).toBe(0);
  });
});
