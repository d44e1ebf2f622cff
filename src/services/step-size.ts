/** Rows of a step at first, and at most: reading and deriving them holds the event loop. */
const maxRows = 50;
const minRows = 10;
/**
 * Milliseconds of a write after which the next has half as many rows, and below which it has twice as many. A write of few rows takes
 * some 30 ms on a busy database: a lower bound would keep steps small there for no gain.
 */
const [slow, fast] = [80, 40];

/**
 * How many rows a long change writes at once, where other writers wait for each step until it is committed. What a row takes depends on
 * the database, its disk and who else uses them, so the number follows from the time that the steps take: no writer waits
 * long for one of them, as far as the time grows with the rows.
 *
 * @example
 * const step = new StepSize();
 * const rows = await read(step.rows);
 * await step.timed(() => write(rows)); // took 90 ms
 * step.rows; // 25
 */
export class StepSize {
  rows = maxRows;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Runs a write of the step and sets the size of the next one. */
  async timed<T>(write: () => Promise<T>): Promise<T> {
    const started = this.now();
    try {
      return await write();
    } finally {
      const millis = this.now() - started;
      if (millis > slow) this.rows = Math.max(minRows, this.rows >> 1);
      else if (millis < fast) this.rows = Math.min(maxRows, this.rows * 2);
    }
  }
}
