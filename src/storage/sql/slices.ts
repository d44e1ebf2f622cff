import { storeUnavailable } from '../repository-errors.js';
import type { Found, Part } from './documents.js';
import type { SqlDriver, Statement } from './driver.js';

/**
 * Reads that may have to look at every row of a project, taken a slice at a time, with everybody else's turn between
 * two: at the thread beside the one that serves where the database is embedded, else at the connections.
 */

/** Rows that a page looks at; then it ends, short or empty, and the next page goes on. */
export const rowsOfPage = 10_000;

/** Milliseconds after which a page ends, too, and a read that cannot end early is given up. */
const sliceTimeout = 10_000;

export interface SlicedRead<Cursor, Row, Key> {
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
  /** Of such a row. */
  readonly toCursor: (row: Key) => Cursor;
  /** What matches of a slice; the last slice has no end. */
  readonly read: (part: Part<Cursor>, look: SqlDriver['read']) => Promise<Found<Cursor, Row>>;
}

/** @throws STORE_UNAVAILABLE where it takes too long. */
export async function readSlices<Cursor, Row, Key>(
  sliced: SlicedRead<Cursor, Row, Key>,
): Promise<readonly Row[]> {
  const { driver, limit, size, edge, toCursor, read, onStop } = sliced;
  const readAside = sliced.aside === false ? undefined : driver.readAside;
  const look = readAside ?? ((statement: Statement) => driver.read(statement));
  const started = performance.now();
  const found: Row[] = [];
  let after = sliced.after;
  for (let visited = size; ; visited += size) {
    const [last] = (await look(edge(after, size))) as readonly Key[];
    const upTo = last === undefined ? undefined : toCursor(last);
    const { rows, stop } = await read({ after, upTo, limit: limit - found.length }, look);
    found.push(...rows);
    if (stop !== undefined) onStop?.(stop);
    if (stop !== undefined || upTo === undefined || found.length >= limit) return found;
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
