import type { SemaphoreInterface } from 'async-mutex';
import { limits } from '../../domain/limits.js';
import type { SqlDriver, Statement } from './driver.js';

/** Documents of a list: long ones are read for themselves, so that what is held is bounded however long they are. */

/** UTF-8 bytes of a document that comes with all others of its page. */
const shortDocument = 16 * 1024;
/** Of long ones so many are read at once. */
const longTogether = 8;

/** A stretch of a list. */
export interface Part<Cursor> {
  /** Its rows come after this one; */
  readonly after?: Cursor | undefined;
  /** up to this one, where there is an end. */
  readonly upTo?: Cursor | undefined;
  /** At most so many. */
  readonly limit: number;
  /** With long documents as well, which are null otherwise. */
  readonly whole?: boolean | undefined;
}

/** The column of documents for a part of a list. Neither database reads a text for its length. */
export function documentColumn({ whole }: Part<unknown>): string {
  if (whole === true) return 'document';
  return `CASE WHEN octet_length(document) <= ${shortDocument} THEN document END AS document`;
}

/** Rows of a part, and where the list stops if that is before they all are read. */
export interface Found<Cursor, Row> {
  readonly rows: readonly Row[];
  readonly stop?: Cursor | undefined;
}

export interface DocumentList<Cursor, Row> {
  readonly statement: (part: Part<Cursor>) => Statement;
  /** One row of it with its whole document, unless it is gone or no longer matches. */
  readonly one: (key: Cursor) => Statement;
  readonly toCursor: (row: Row) => Cursor;
}

export interface DocumentReading {
  /** Whether the page may end early (see PageQuery); where not, it is read whole. */
  readonly mayStop: boolean;
  /** Lets few at once read long documents. */
  readonly turns: SemaphoreInterface;
}

/** Reads a page of a list part by part; with long documents it stops once it is over what a page may have. */
export function documentReader<Cursor, Row extends { readonly document: string }>(
  { statement, one, toCursor }: DocumentList<Cursor, Row>,
  { mayStop, turns }: DocumentReading,
): (part: Part<Cursor>, look: SqlDriver['read']) => Promise<Found<Cursor, Row>> {
  /** Of the page so far. */
  let bytes = 0;
  return async (part, look) => {
    const read = async (whole: boolean): Promise<readonly Row[]> =>
      (await look(statement({ ...part, whole }))) as readonly Row[];
    if (!mayStop) return { rows: await read(true) };
    const rows = await read(false);
    if (rows.every(isShort)) return { rows };
    // Read again once it is its turn: those that wait hold nothing.
    return turns.runExclusive(async () => fill(await read(false), part, look));
  };

  async function fill(
    all: readonly Row[],
    part: Part<Cursor>,
    look: SqlDriver['read'],
  ): Promise<Found<Cursor, Row>> {
    const whole = async (row: Row): Promise<Row | undefined> =>
      isShort(row) ? row : ((await look(one(toCursor(row)))) as readonly Row[])[0];
    const rows: Row[] = [];
    let last = part.after;
    for (let from = 0; from < all.length; from += longTogether) {
      const keys = all.slice(from, from + longTogether);
      const some = await Promise.all(keys.map(whole));
      for (const [index, key] of keys.entries()) {
        if (bytes > limits.pageBytes) return { rows, stop: last };
        last = toCursor(key);
        const row = some[index];
        if (row === undefined) continue;
        bytes += Buffer.byteLength(row.document);
        rows.push(row);
      }
    }
    // A full part of which some have gone meanwhile must not look like the end of the list.
    const isWhole = rows.length === all.length || all.length < part.limit;
    return isWhole ? { rows } : { rows, stop: last };
  }
}

function isShort({ document }: { readonly document: string | null }): boolean {
  return document !== null;
}
