import { storeUnavailable } from '../repository-errors.js';
import type { SqlDriver, Statement } from './driver.js';

/**
 * Reads that may have to look at every row of a project, taken a slice at a time. An embedded database is read
 * by the thread that serves, so between two slices everybody else gets their turn.
 */

/** Rows of a slice: short enough that nobody waits, even for a filter that reads documents. */
export const sliceRows = 200;

/** Milliseconds after which such a read is given up, as a database of its own gives up a statement. */
const sliceTimeout = 10_000;

export interface SlicedRead<Cursor, Row> {
  readonly driver: SqlDriver;
  readonly after: Cursor | undefined;
  /** Rows wanted at most. */
  readonly limit: number;
  /** The row that ends the slice behind a cursor: found in an index, whatever the rest of the filter. */
  readonly edge: (after: Cursor | undefined) => Statement;
  readonly toCursor: (row: Row) => Cursor;
  /** The matching rows of a slice; the last slice has no end. */
  readonly rows: (after: Cursor | undefined, upTo: Cursor | undefined, limit: number) => Statement;
}

/** @throws STORE_UNAVAILABLE where it takes too long. */
export async function readSlices<Cursor, Row>(read: SlicedRead<Cursor, Row>): Promise<readonly Row[]> {
  const { driver, limit, edge, toCursor, rows } = read;
  const started = performance.now();
  const found: Row[] = [];
  let after = read.after;
  for (;;) {
    const [last] = (await driver.read(edge(after))) as readonly Row[];
    const upTo = last === undefined ? undefined : toCursor(last);
    found.push(...((await driver.read(rows(after, upTo, limit - found.length))) as readonly Row[]));
    if (upTo === undefined || found.length >= limit) return found;
    if (performance.now() - started > sliceTimeout) {
      throw storeUnavailable('the filter reads too many rows; name a resource, note or kind beside it');
    }
    after = upTo;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
