import type { SemaphoreInterface } from 'async-mutex';
import { limits } from '../../domain/limits.js';
import type { PageQuery } from '../repository-rows.js';
import type { Dialect } from './dialect.js';
import type { SqlDriver, Statement } from './driver.js';

/**
 * Documents of a list. Short ones come with their rows; where some are long, all sizes are looked at and as many
 * documents read as make a page, so that what is held is bounded however long they are (docs/adr/0018).
 */

/** A stretch of a list. */
export interface Part<Cursor> {
  /** Its rows come after this one; */
  readonly after?: Cursor | undefined;
  /** up to this one, where there is an end. */
  readonly upTo?: Cursor | undefined;
  /** At most so many. */
  readonly limit: number;
  /** Their sizes, or all documents; else the short ones, and null for long ones. */
  readonly documents?: 'sizes' | 'all' | undefined;
}

/** What a part of a list of so many rows selects of documents. Neither database reads a text for its length. */
export function documentColumn({ documents }: Part<unknown>, limit: number): string {
  if (documents === 'all') return 'document';
  if (documents === 'sizes') return 'octet_length(document) AS size';
  return `CASE WHEN octet_length(document) <= ${shortUpTo(limit)} THEN document END AS document`;
}

/**
 * UTF-8 bytes up to which a document is short: so many rows of it make no more than a page, and a few of it do not
 * hold others up. In powers of two, as each makes a statement of its own.
 */
function shortUpTo(rows: number): number {
  return 2 ** Math.min(15, Math.floor(Math.log2(limits.pageBytes / rows)));
}

/** Rows of a part, and where the list stops if that is before they all are read. */
export interface Found<Cursor, Row> {
  readonly rows: readonly Row[];
  readonly stop?: Cursor | undefined;
}

/** A row without its document. */
export type KeyOf<Row> = Omit<Row, 'document'>;

/** How a list is asked for. */
export interface DocumentList<Query, Cursor, Row> {
  readonly statement: (query: Query, dialect: Dialect, part: Part<Cursor>) => Statement;
  readonly toCursor: (row: KeyOf<Row>) => Cursor;
}

type Look = SqlDriver['read'];

/** Reads one page of a list, in one part or several. */
export class DocumentReader<Query, Cursor, Row extends { readonly document: string }> {
  /** Of the page so far; of short documents their characters. */
  private bytes = 0;

  constructor(
    private readonly list: DocumentList<Query, Cursor, Row>,
    private readonly query: Query & Pick<PageQuery<Cursor>, 'onStop'>,
    private readonly dialect: Dialect,
    /** Lets few at once read long documents. */
    private readonly turns: SemaphoreInterface,
  ) {}

  /** May be called again where it failed. */
  async read(part: Part<Cursor>, look: Look): Promise<Found<Cursor, Row>> {
    const before = this.bytes;
    try {
      return await this.readPart(part, look);
    } catch (error) {
      this.bytes = before;
      throw error;
    }
  }

  private async readPart(part: Part<Cursor>, look: Look): Promise<Found<Cursor, Row>> {
    // Where nobody can go on the list is read whole.
    if (this.query.onStop === undefined)
      return { rows: await this.rows<Row>({ ...part, documents: 'all' }, look) };
    const rows = await this.rows<Row>(part, look);
    if (!rows.every(isShort)) return this.turns.runExclusive(() => this.readFitting(part, look));
    for (const { document } of rows) this.bytes += document.length;
    return { rows };
  }

  private async readFitting(part: Part<Cursor>, look: Look): Promise<Found<Cursor, Row>> {
    const sized = await this.rows<KeyOf<Row> & { readonly size: number }>(
      { ...part, documents: 'sizes' },
      look,
    );
    const fitting = this.fitting(sized);
    const last = sized[fitting - 1];
    if (last === undefined) return sized.length === 0 ? { rows: [] } : { rows: [], stop: part.after };
    // What is not cut ends where the list does when its documents are read, not where it did before.
    const isCut = fitting < sized.length;
    const upTo = isCut ? this.list.toCursor(last) : part.upTo;
    const rows = await this.rows<Row>({ ...part, upTo, documents: 'all' }, look);
    return isCut && rows.length < part.limit ? { rows, stop: upTo } : { rows };
  }

  /** How many, in order, fit the page beside what it has; the first always does. */
  private fitting(sized: readonly { readonly size: number }[]): number {
    for (const [index, { size }] of sized.entries()) {
      if (this.bytes > 0 && this.bytes + size > limits.pageBytes) return index;
      this.bytes += size;
    }
    return sized.length;
  }

  private async rows<R>(part: Part<Cursor>, look: Look): Promise<readonly R[]> {
    return (await look(this.list.statement(this.query, this.dialect, part))) as readonly R[];
  }
}

function isShort({ document }: { readonly document: string | null }): boolean {
  return document !== null;
}
