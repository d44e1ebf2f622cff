import type { SemaphoreInterface } from 'async-mutex';
import { limits } from '../../domain/limits.js';
import { isV1Cut } from '../../domain/stored-forms.js';
import type { PageQuery } from '../repository-rows.js';
import type { Dialect } from './dialect.js';
import type { SqlDriver } from './driver.js';
import type { Statement } from './statement.js';

/**
 * Reads the documents of a list. Short ones are read with their rows. If one is long, all sizes are read first, and then only
 * as many documents as fit a page, so that memory is bounded (docs/adr/0018).
 */

/** A part of a list. */
export interface Part<Cursor> {
  /** Exclusive start. */
  readonly after?: Cursor | undefined;
  /** Inclusive end, if there is one. */
  readonly upTo?: Cursor | undefined;
  /** Maximal number of rows. */
  readonly limit: number;
  /** Whether to read sizes, or all documents; by default short documents, with null for long ones. */
  readonly documents?: 'sizes' | 'all' | undefined;
}

/**
 * The SQL column for the documents of a list with this limit. Neither database reads a text to get its length.
 *
 * @param short the SQL of a short document, if not all of it is wanted.
 */
export function documentColumn({ documents }: Part<unknown>, limit: number, short = 'document'): string {
  if (documents === 'all') return 'document';
  if (documents === 'sizes') return 'octet_length(document) AS size';
  return `CASE WHEN octet_length(document) <= ${shortUpTo(limit)} THEN ${short} END AS document`;
}

/** The SQL of a short document for a query, see PageQuery. */
export function shortDocument(query: FormQuery, dialect: Dialect, table: 'notes' | 'occurrences'): string {
  return cutOf(query, dialect)?.(table) ?? 'document';
}

type FormQuery = Pick<PageQuery<unknown>, 'form'>;

/** The SQL of a document without its v1beta1 form, if that is read. */
function cutOf({ form }: FormQuery, { v1Document }: Dialect): Dialect['v1Document'] {
  return form === 'v1' ? v1Document : undefined;
}

/**
 * UTF-8 bytes up to which a document is short: this number of such rows fits a page, and a few of them do not delay others.
 * A power of two, since each value makes another statement.
 */
function shortUpTo(rows: number): number {
  return 2 ** Math.min(15, Math.floor(Math.log2(limits.pageBytes / rows)));
}

/** Rows of a part, and the cursor at which the list stops if not all were read. */
export interface Found<Cursor, Row> {
  readonly rows: readonly Row[];
  readonly stop?: Cursor | undefined;
}

/** A row without its document. */
export type KeyOf<Row> = Omit<Row, 'document'>;

/** The statement and the cursor of a list. */
export interface DocumentList<Query, Cursor, Row> {
  readonly statement: (query: Query, dialect: Dialect, part: Part<Cursor>) => Statement;
  readonly toCursor: (row: KeyOf<Row>) => Cursor;
}

type ReadStatement = SqlDriver['read'];

/** Reads one page of a list, in one part or several. */
export class DocumentReader<Query, Cursor, Row extends { readonly document: string }> {
  /** Bytes of the page so far; for short documents, characters. */
  private bytes = 0;

  constructor(
    private readonly list: DocumentList<Query, Cursor, Row>,
    private readonly query: Query & Pick<PageQuery<Cursor>, 'onStop' | 'form'>,
    private readonly dialect: Dialect,
    /** Limits how many lists read long documents at once. */
    private readonly turns: SemaphoreInterface,
  ) {}

  /** May be called again after an error. */
  async read(part: Part<Cursor>, run: ReadStatement): Promise<Found<Cursor, Row>> {
    const before = this.bytes;
    try {
      return await this.readPart(part, run);
    } catch (error) {
      this.bytes = before;
      throw error;
    }
  }

  private async readPart(part: Part<Cursor>, run: ReadStatement): Promise<Found<Cursor, Row>> {
    // Without a way to continue, the whole list is read.
    if (this.query.onStop === undefined)
      return { rows: await this.rows<Row>({ ...part, documents: 'all' }, run) };
    const rows = await this.rows<Row>(part, run);
    const isCut = cutOf(this.query, this.dialect) !== undefined;
    /** Whether the document was read, and enough of it. */
    const isShort = ({ document }: { readonly document: string | null }): boolean =>
      document !== null && !(isCut && isV1Cut(document));
    if (!rows.every(isShort)) return this.turns.runExclusive(() => this.readFitting(part, run));
    for (const { document } of rows) this.bytes += document.length;
    return { rows };
  }

  private async readFitting(part: Part<Cursor>, run: ReadStatement): Promise<Found<Cursor, Row>> {
    const sized = await this.rows<KeyOf<Row> & { readonly size: number }>(
      { ...part, documents: 'sizes' },
      run,
    );
    const fitting = this.fitting(sized);
    const last = sized[fitting - 1];
    if (last === undefined) return sized.length === 0 ? { rows: [] } : { rows: [], stop: part.after };
    // If nothing is cut off, the part ends where the list ends at the time its documents are read.
    const isCut = fitting < sized.length;
    const upTo = isCut ? this.list.toCursor(last) : part.upTo;
    const rows = await this.rows<Row>({ ...part, upTo, documents: 'all' }, run);
    return isCut && rows.length < part.limit ? { rows, stop: upTo } : { rows };
  }

  /** How many rows, in order, still fit the page. On an empty page the first always does. */
  private fitting(sized: readonly { readonly size: number }[]): number {
    for (const [index, { size }] of sized.entries()) {
      if (this.bytes > 0 && this.bytes + size > limits.pageBytes) return index;
      this.bytes += size;
    }
    return sized.length;
  }

  private async rows<R>(part: Part<Cursor>, run: ReadStatement): Promise<readonly R[]> {
    return (await run(this.list.statement(this.query, this.dialect, part))) as readonly R[];
  }
}
