import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Checkpoints } from '../../src/storage/sqlite/checkpoints.js';
import { temporaryFolder } from '../setup/temporary.js';

interface LogState {
  readonly log: number;
  readonly checkpointed: number;
}

/** Checkpoints by another connection, which fails or is late as the test wants. */
describe('checkpoints of a SQLite log', () => {
  const enough = 10_000;
  let folder: ReturnType<typeof temporaryFolder>;
  let database: Database.Database;
  let other: Database.Database;

  beforeEach(() => {
    folder = temporaryFolder();
    const file = join(folder.path, 'log.db');
    database = new Database(file);
    database.pragma('journal_mode = WAL');
    database.pragma('wal_autocheckpoint = 0');
    database.exec('CREATE TABLE things (text text)');
    other = new Database(file);
  });
  afterEach(() => {
    database.close();
    other.close();
    folder.remove();
  });

  const write = (pages: number): void => {
    const insert = database.prepare("INSERT INTO things VALUES (printf('%.*c', 4000, 'x'))");
    for (let page = 0; page < pages; page += 1) insert.run();
  };
  const state = (): LogState => (database.pragma('wal_checkpoint(NOOP)') as [LogState])[0];
  const noGroup = (): undefined => undefined;
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('are tried again after further rows if the other thread fails', async () => {
    let calls = 0;
    const checkpoints = new Checkpoints(
      database,
      {
        async checkpoint() {
          calls += 1;
          if (calls === 1) throw new Error('the thread ended');
          other.pragma('wal_checkpoint(PASSIVE)');
        },
      },
      noGroup,
    );
    write(20);
    checkpoints.after(enough);
    await turn();
    expect([calls, state().checkpointed]).toEqual([1, 0]);
    checkpoints.after(enough + 1);
    await turn();
    expect(calls, 'too few rows since').toBe(1);
    checkpoints.after(2 * enough);
    await turn();
    expect(calls).toBe(2);
    expect(state().checkpointed).toBe(state().log);
  });

  it('end with the pages that were written meanwhile, so that the log restarts', async () => {
    const checkpoints = new Checkpoints(
      database,
      {
        async checkpoint() {
          other.pragma('wal_checkpoint(PASSIVE)');
          write(30);
        },
      },
      noGroup,
    );
    write(300);
    checkpoints.after(enough);
    await turn();
    write(1);
    expect(state().log).toBeLessThan(10);
  });

  it('wait for the end of a group of writes, during which the log cannot be read', async () => {
    const ended = Promise.withResolvers<void>();
    const side = { checkpoint: async () => void other.pragma('wal_checkpoint(PASSIVE)') };
    const checkpoints = new Checkpoints(database, side, () => ended.promise);
    write(20);
    database.exec('BEGIN IMMEDIATE');
    write(30);
    checkpoints.after(enough);
    await turn();
    database.exec('COMMIT');
    expect(state().checkpointed).toBeLessThan(state().log);
    ended.resolve();
    await turn();
    expect(state().checkpointed).toBe(state().log);
  });

  it('give way to a long read, and to a store that is closed', async () => {
    let calls = 0;
    const reading = new Database(database.name);
    reading.exec('BEGIN; SELECT count(*) FROM things');
    write(1_500);
    const checkpoints = new Checkpoints(
      database,
      {
        async checkpoint() {
          calls += 1;
          other.pragma('wal_checkpoint(PASSIVE)');
        },
      },
      noGroup,
    );
    checkpoints.after(enough);
    await turn();
    expect(calls, 'rounds').toBe(3);
    expect(state().checkpointed).toBeLessThan(state().log);
    reading.close();
    const closing = new Checkpoints(database, { checkpoint: async () => void database.close() }, noGroup);
    closing.after(enough);
    await turn();
    expect(database.open).toBe(false);
  });
});
