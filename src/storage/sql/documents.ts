import type { SemaphoreInterface } from 'async-mutex';
import { limits } from '../../domain/limits.js';
import type { PageQuery } from '../repository.js';
import type { Dialect } from './dialect.js';
import type { SqlDriver, Statement } from './driver.js';

/** Documents of a list: long ones are read for themselves, so that what is held is bounded however long they are. */

/** UTF-8 bytes of a document that comes with all others of its page. */
const shortDocument = 32 * 1024;
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

/** How a list is asked for. */
export interface DocumentList<Query, Cursor, Row> {
  readonly statement: (query: Query, dialect: Dialect, part: Part<Cursor>) => Statement;
  /** One row of it with its whole document, unless it is gone or no longer matches. */
  readonly one: (query: Query, dialect: Dialect, key: Cursor) => Statement;
  readonly toCursor: (row: Row) => Cursor;
}

type Look = SqlDriver['read'];

/** Reads a page of a list part by part; with long documents it stops once it is over what a page may have. */
export class DocumentReader<Query, Cursor, Row extends { readonly document: string }> {
  /** Of the long documents' parts so far. */
  private bytes = 0;

  constructor(
    private readonly list: DocumentList<Query, Cursor, Row>,
    private readonly query: Query & Pick<PageQuery<Cursor>, 'onStop'>,
    private readonly dialect: Dialect,
    /** Lets few at once read long documents. */
    private readonly turns: SemaphoreInterface,
  ) {}

  async read(part: Part<Cursor>, look: Look): Promise<Found<Cursor, Row>> {
    // Where nobody can go on the list is read whole.
    const whole = this.query.onStop === undefined;
    const rows = await this.rows(whole ? { ...part, whole } : part, look);
    if (whole || rows.every(isShort)) return { rows };
    // Read again once it is its turn: those that wait hold nothing.
    return this.turns.runExclusive(async () => this.fill(await this.rows(part, look), part, look));
  }

  private async fill(all: readonly Row[], part: Part<Cursor>, look: Look): Promise<Found<Cursor, Row>> {
    const { toCursor } = this.list;
    const rows: Row[] = [];
    let last = part.after;
    for (let from = 0; from < all.length; from += longTogether) {
      const keys = all.slice(from, from + longTogether);
      const some = await Promise.all(keys.map((row) => (isShort(row) ? row : this.whole(row, look))));
      for (const [index, key] of keys.entries()) {
        if (this.bytes > limits.pageBytes) return { rows, stop: last };
        last = toCursor(key);
        const row = some[index];
        if (row === undefined) continue;
        this.bytes += Buffer.byteLength(row.document);
        rows.push(row);
      }
    }
    // A full part of which some have gone meanwhile must not look like the end of the list.
    const isWhole = rows.length === all.length || all.length < part.limit;
    return isWhole ? { rows } : { rows, stop: last };
  }

  private async rows(part: Part<Cursor>, look: Look): Promise<readonly Row[]> {
    return (await look(this.list.statement(this.query, this.dialect, part))) as readonly Row[];
  }

  private async whole(row: Row, look: Look): Promise<Row | undefined> {
    const { one, toCursor } = this.list;
    const [whole] = await look(one(this.query, this.dialect, toCursor(row)));
    return whole as Row | undefined;
  }
}

function isShort({ document }: { readonly document: string | null }): boolean {
  return document !== null;
}
