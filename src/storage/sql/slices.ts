import type { ApiError } from '../../domain/errors.js';
import type { Predicate } from '../../domain/filter/predicate.js';
import { cancelled, storeUnavailable } from '../repository-errors.js';
import type { LongRead } from '../repository-rows.js';
import { isOfColumns } from './access-path.js';
import type { Found, Part } from './documents.js';
import { type Aside, type SqlDriver, type Statement, TookTooLong } from './driver.js';

/**
 * Reads that may have to look at every row of a project, taken a slice at a time, with everybody else's turn between
 * two: at the thread beside the one that serves where the database is embedded, else at the connections.
 */

/** Rows that a page looks at; then it ends, short or empty, and the next page goes on. */
export const rowsOfPage = 10_000;

/** Milliseconds of a slice read aside: what takes longer is read in smaller ones, as others wait for their turn. */
const sliceMillis = 25;

/** Milliseconds after which a page ends, too, and a read that cannot end early is given up. */
export const sliceTimeout = 10_000;

export interface SlicedRead<Cursor, Row, Key> extends LongRead {
  readonly driver: SqlDriver;
  /** See Aside. */
  readonly turn: string;
  readonly after?: Cursor | undefined;
  /** Rows wanted at most. */
  readonly limit: number;
  /** False where a slice is so quickly read that it may be read in between. Default true. */
  readonly aside?: boolean | undefined;
  /** Rows of a slice at most; fewer where they take long. */
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
  const { driver, turn, signal, limit, edge, toCursor, read, onStop } = sliced;
  const started = performance.now();
  const look = (millis: number) => lookOf(driver, { turn, millis, signal }, sliced.aside);
  const found: Row[] = [];
  let { after, size } = sliced;
  for (let visited = 0; ; ) {
    if (signal?.aborted) throw cancelled();
    const [last] = (await look(sliceTimeout)(edge(after, size))) as readonly Key[];
    const upTo = last === undefined ? undefined : toCursor(last);
    const part = { after, upTo, limit: limit - found.length };
    // One row takes what it takes.
    const slice = await read(part, look(size === 1 ? sliceTimeout : sliceMillis)).catch(tooLong);
    if (slice === undefined && size > 1) {
      size = Math.ceil(size / 8);
      continue;
    }
    if (slice === undefined) throw tooManyRows();
    visited += size;
    size = Math.min(sliced.size, size * 2);
    const { rows, stop } = slice;
    for (const row of rows) found.push(row);
    if (stop !== undefined) onStop?.(stop);
    if (stop !== undefined || upTo === undefined || found.length >= limit) return found;
    const isLate = performance.now() - started > sliceTimeout;
    if (onStop !== undefined && (visited >= rowsOfPage || isLate)) {
      onStop(upTo);
      return found;
    }
    if (isLate) throw tooManyRows();
    after = upTo;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Reads aside, where the database is embedded and it is worth it. */
export function lookOf(driver: SqlDriver, how: Aside, aside = true): SqlDriver['read'] {
  const { onReaderThread } = driver;
  if (onReaderThread === undefined || !aside) return (statement) => driver.read(statement);
  return (statement) => onReaderThread(statement, how);
}

function tooLong(error: unknown): undefined {
  if (!(error instanceof TookTooLong)) throw error;
}

export function tooManyRows(): ApiError {
  return storeUnavailable('the filter reads too many rows; name a resource, note or kind beside it');
}

/** For a statement that is not read in slices: aside where it looks into documents. */
export function lookWhole(
  driver: SqlDriver,
  turn: string,
  { where, signal }: LongRead & { readonly where?: Predicate | undefined },
): SqlDriver['read'] {
  if (where === undefined || isOfColumns(where)) return (statement) => driver.read(statement);
  const look = lookOf(driver, { turn, millis: sliceTimeout, signal });
  return async (statement) => (await look(statement).catch(tooLong)) ?? fail();
}

function fail(): never {
  throw tooManyRows();
}
