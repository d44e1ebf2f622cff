import type Database from 'better-sqlite3';
import type { ReaderThread } from './reader-thread.js';

/** Written rows, of all tables, after which a checkpoint copies the log into the file: some 4,000 pages by batches, 10,000 by single creates. */
const everyRows = 4_000;
/** Pages that the writing connection copies itself, in a few milliseconds. */
const fewPages = 500;
/** Rounds of the reader thread; each copies what was written during the previous one. */
const maxRounds = 3;
/** Pages of the log from which every commit copies them itself, if the reader thread is too slow or a long read blocks it. */
export const maxPages = 16_000;

interface LogState {
  /** Pages in the log. */
  readonly log: number;
  /** Those of them that are in the file. */
  readonly checkpointed: number;
}

/**
 * Copies the log of a SQLite file into the file while writes continue. Copying some thousand pages would block the event loop for
 * tens of milliseconds, so the reader thread copies them. The log can restart only if the file has all of it, so the writing
 * connection copies the few pages that were written meanwhile.
 */
export class Checkpoints {
  private last = 0;
  private isRunning = false;

  constructor(
    private readonly database: Database.Database,
    private readonly side: Pick<ReaderThread, 'checkpoint'>,
    /** Resolves once no group of writes is open: the log cannot be examined within a transaction. */
    private readonly groupEnd: () => Promise<void> | undefined,
  ) {}

  /** Called after each commit. @param written how many rows were written so far */
  after(written: number): void {
    if (this.isRunning || written - this.last < everyRows) return;
    this.last = written;
    this.isRunning = true;
    this.run()
      // A failure is tried again after further rows, and finally by a commit.
      .catch(() => {})
      .finally(() => {
        this.isRunning = false;
      });
  }

  private async run(): Promise<void> {
    for (let round = 0; round < maxRounds; round += 1) {
      await this.side.checkpoint();
      await this.groupEnd();
      if (!this.database.open) return;
      const left = this.pages('NOOP');
      if (left > fewPages) continue;
      if (left > 0) this.pages('PASSIVE');
      return;
    }
  }

  /** Pages that the checkpoint has left in the log alone; NOOP only counts them. */
  private pages(mode: 'NOOP' | 'PASSIVE'): number {
    const [state] = this.database.pragma(`wal_checkpoint(${mode})`) as LogState[];
    return state === undefined ? 0 : state.log - state.checkpointed;
  }
}
