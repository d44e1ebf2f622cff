import { storeUnavailable } from '../repository-errors.js';
import type { SqlDriver, Statement } from './driver.js';

/**
 * Reads that may have to look at every row of a project, taken a slice at a time, with everybody else's turn between
 * two: at the thread beside the one that serves where the database is embedded, else at the connections.
 */

/** Rows that a page looks at; then it ends, short or empty, and the next page goes on. */
export const rowsOfPage = 10_000;

/** Milliseconds after which a page ends, too, and a read that cannot end early is given up. */
const sliceTimeout = 10_000;

export interface SlicedRead<Cursor, Row, Found> {
  readonly driver: SqlDriver;
  readonly after?: Cursor | undefined;
  /** Rows wanted at most. */
  readonly limit: number;
  /** False where a slice is so quickly read that it may be read in between. Default true. */
  readonly aside?: boolean | undefined;
  /** Rows of a slice. */
  readonly size: number;
  /** See PageQuery. */
  readonly onStop?: ((cursor: Cursor) => void) | undefined;
  /** The row that ends the slice behind a cursor: found in an index, whatever the rest of the filter. */
  readonly edge: (after: Cursor | undefined, rows: number) => Statement;
  readonly toCursor: (row: Row) => Cursor;
  /** The matching rows of a slice; the last slice has no end. */
  readonly rows: (after: Cursor | undefined, upTo: Cursor | undefined, limit: number) => Statement;
  /** What is kept of them, so that many rows need not be held at once. */
  readonly keep: (rows: readonly Row[]) => readonly Found[];
}

/** @throws STORE_UNAVAILABLE where it takes too long. */
export async function readSlices<Cursor, Row, Found = Row>(
  read: SlicedRead<Cursor, Row, Found>,
): Promise<readonly Found[]> {
  const { driver, limit, size, edge, toCursor, rows, keep, onStop } = read;
  const readAside = read.aside === false ? undefined : driver.readAside;
  const look = readAside ?? ((statement: Statement) => driver.read(statement));
  const started = performance.now();
  const found: Found[] = [];
  let after = read.after;
  for (let visited = size; ; visited += size) {
    const [last] = (await look(edge(after, size))) as readonly Row[];
    const upTo = last === undefined ? undefined : toCursor(last);
    found.push(...keep((await look(rows(after, upTo, limit - found.length))) as readonly Row[]));
    if (upTo === undefined || found.length >= limit) return found;
    const isLate = performance.now() - started > sliceTimeout;
    if (onStop !== undefined && (visited >= rowsOfPage || isLate)) {
      onStop(upTo);
      return found;
    }
    if (isLate) {
      throw storeUnavailable('the filter reads too many rows; name a resource, note or kind beside it');
    }
    after = upTo;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
