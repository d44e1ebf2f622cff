import { type ApiError, cancelled } from '../../domain/errors.js';
import type { Predicate } from '../../domain/filter/predicate.js';
import { storeUnavailable } from '../repository-errors.js';
import type { LongRead } from '../repository-rows.js';
import { isOfColumns } from './access-path.js';
import type { Found, Part } from './documents.js';
import { type ReaderOptions, type SqlDriver, StatementTimeout } from './driver.js';
import type { Statement } from './statement.js';

/**
 * Reads that may have to compare every row of a project, one slice at a time. Between two slices other callers are served: by
 * the reader thread if the database is embedded, otherwise by the connections.
 */

/** Rows that a page reads at most; then it ends, short or empty, and the next page continues. */
export const maxRowsPerPage = 10_000;

/** Time limit of a slice on the reader thread, in milliseconds. A slice that takes longer is read again in smaller ones. */
const sliceMillis = 25;

/** Milliseconds after which a page ends, or a read that cannot end early times out. */
export const sliceTimeout = 10_000;

export interface SlicedRead<Cursor, Row, Key> extends LongRead {
  readonly driver: SqlDriver;
  /** See ReaderOptions. */
  readonly turn: string;
  readonly after?: Cursor | undefined;
  /** Maximal number of rows of the result. */
  readonly limit: number;
  /** False if slices are read so quickly that they need no reader thread. Default true. */
  readonly onReaderThread?: boolean | undefined;
  /** Maximal number of rows of a slice; fewer if they take long. */
  readonly size: number;
  /** See PageQuery. */
  readonly onStop?: ((cursor: Cursor) => void) | undefined;
  /** The statement for the last row of the slice after a cursor. It uses an index, without the rest of the filter. */
  readonly sliceEnd: (after: Cursor | undefined, rows: number) => Statement;
  /** The cursor of that row. */
  readonly toCursor: (row: Key) => Cursor;
  /** Reads the matching rows of a slice. The last slice has no end. */
  readonly read: (part: Part<Cursor>, run: SqlDriver['read']) => Promise<Found<Cursor, Row>>;
}

/**
 * Reads slices until there are enough rows.
 *
 * @throws STORE_UNAVAILABLE if it takes too long and the page cannot end early.
 * @example
 * const rows = await readSlices({ driver, turn: scope, limit: 21, size: driver.sliceRows, sliceEnd, toCursor, read, onStop });
 */
export async function readSlices<Cursor, Row, Key>(
  sliced: SlicedRead<Cursor, Row, Key>,
): Promise<readonly Row[]> {
  const { driver, turn, signal, limit, sliceEnd, toCursor, read, onStop } = sliced;
  const started = performance.now();
  const run = (millis: number) => readerFor(driver, { turn, millis, signal }, sliced.onReaderThread);
  const found: Row[] = [];
  let { after, size } = sliced;
  for (let visited = 0; ; ) {
    if (signal?.aborted) throw cancelled();
    const [last] = (await run(sliceTimeout)(sliceEnd(after, size))) as readonly Key[];
    const upTo = last === undefined ? undefined : toCursor(last);
    const part = { after, upTo, limit: limit - found.length };
    // A single row cannot be divided, so it has the whole time limit.
    const slice = await read(part, run(size === 1 ? sliceTimeout : sliceMillis)).catch(tooLong);
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
    if (onStop !== undefined && (visited >= maxRowsPerPage || isLate)) {
      onStop(upTo);
      return found;
    }
    if (isLate) throw tooManyRows();
    after = upTo;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A function that runs statements on the reader thread if the database is embedded and `isLong`, else directly. */
export function readerFor(driver: SqlDriver, options: ReaderOptions, isLong = true): SqlDriver['read'] {
  const { onReaderThread } = driver;
  if (onReaderThread === undefined || !isLong) return (statement) => driver.read(statement);
  return (statement) => onReaderThread(statement, options);
}

function tooLong(error: unknown): undefined {
  if (!(error instanceof StatementTimeout)) throw error;
}

export function tooManyRows(): ApiError {
  return storeUnavailable('the filter reads too many rows; name a resource, note or kind beside it');
}

/** The same for a statement that is not read in slices: on the reader thread if it parses documents. */
export function wholeReader(
  driver: SqlDriver,
  turn: string,
  { where, signal }: LongRead & { readonly where?: Predicate | undefined },
): SqlDriver['read'] {
  if (where === undefined || isOfColumns(where)) return (statement) => driver.read(statement);
  const run = readerFor(driver, { turn, millis: sliceTimeout, signal });
  return async (statement) => (await run(statement).catch(tooLong)) ?? fail();
}

function fail(): never {
  throw tooManyRows();
}
