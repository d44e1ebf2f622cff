import { limits } from '../../domain/limits.js';
import type { SqlDriver, Statement } from './driver.js';
import type { Turns } from './turns.js';

/** Documents of a list, long ones a few at a time, so that what a page holds is bounded however long they are. */

/** UTF-8 bytes of a document that is read with all others of its page. */
const shortDocument = 32 * 1024;
/** Where one is longer, about as many characters are read at once, and never more documents. */
const readText = 1024 * 1024;
const fewRows = 8;

/** A stretch of a list. */
export interface Part<Cursor> {
  /** Its rows come after this one; */
  readonly after?: Cursor | undefined;
  /** up to this one, where there is an end. */
  readonly upTo?: Cursor | undefined;
  /** At most so many. */
  readonly limit: number;
  /** Whether long documents are read, which else are null. */
  readonly long?: boolean | undefined;
}

/** The column of documents for a part of a list. Neither database reads a text for its length. */
export function documentColumn({ long }: Part<unknown>): string {
  if (long === true) return 'document';
  return `CASE WHEN octet_length(document) <= ${shortDocument} THEN document END AS document`;
}

/** Rows of a part, and where the list stops before them all are read. */
export interface Found<Cursor, Row> {
  readonly rows: readonly Row[];
  readonly stop?: Cursor | undefined;
}

export interface DocumentList<Cursor, Row> {
  readonly statement: (part: Part<Cursor>) => Statement;
  readonly toCursor: (row: Row) => Cursor;
  /** See PageQuery; without it the list is read to its end. */
  readonly onStop?: unknown;
}

/**
 * Reads a page of a list part by part; stops where it has as much text as a page may have. Pages with long documents are
 * read in `turns`, so that few of them are held at once however many ask.
 */
export function documentReader<Cursor, Row extends { readonly document: string }>(
  list: DocumentList<Cursor, Row>,
  turns: Turns,
): (part: Part<Cursor>, look: SqlDriver['read']) => Promise<Found<Cursor, Row>> {
  const { statement, toCursor, onStop } = list;
  let room = onStop === undefined ? Number.POSITIVE_INFINITY : limits.pageText;

  /** Appends rows while there is room, and no more than one that is too long for it. */
  const take = (rows: Row[], more: readonly Row[]): void => {
    for (const row of more) {
      if (room < 0) return;
      room -= row.document.length;
      rows.push(row);
    }
  };
  const after = (part: Part<Cursor>, rows: readonly Row[]): Cursor | undefined => {
    const last = rows.at(-1);
    return last === undefined ? part.after : toCursor(last);
  };

  return async (part, look) => {
    const read = async (part: Part<Cursor>): Promise<readonly Row[]> =>
      (await look(statement(part))) as readonly Row[];
    const all = await read(part);
    const firstLong = all.findIndex(({ document }) => document === null);
    const rows: Row[] = [];
    take(rows, firstLong < 0 ? all : all.slice(0, firstLong));
    if (firstLong >= 0) return turns.take(() => readLong(rows, part, read));
    return rows.length < all.length ? { rows, stop: after(part, rows) } : { rows };
  };

  async function readLong(
    rows: Row[],
    part: Part<Cursor>,
    read: (part: Part<Cursor>) => Promise<readonly Row[]>,
  ): Promise<Found<Cursor, Row>> {
    let few = 1;
    for (let isOver = false; !isOver && rows.length < part.limit; ) {
      if (room < 0) return { rows, stop: after(part, rows) };
      const limit = Math.min(few, part.limit - rows.length);
      const more = await read({ ...part, after: after(part, rows), limit, long: true });
      take(rows, more);
      isOver = more.length < limit;
      const longest = Math.max(...more.map(({ document }) => document.length));
      few = Math.min(fewRows, Math.ceil(readText / longest));
    }
    return { rows };
  }
}
