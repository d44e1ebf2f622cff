import { Semaphore, withTimeout } from 'async-mutex';
import { overloaded } from '../repository-errors.js';
import type { Listed, OccurrenceQuery, PageQuery, ProjectQuery } from '../repository-rows.js';
import { type AccessPath, accessPath } from './access-path.js';
import { type DocumentList, DocumentReader, type KeyOf, type Part } from './documents.js';
import type { SqlDriver } from './driver.js';
import * as queries from './queries.js';
import { withResources } from './resources.js';
import { readSlices, wholeReader } from './slices.js';

/** Reads pages of lists: by an index alone, or in slices if rows have to be compared. */
export class ListReader {
  /** At most four pages with long documents are read at once; others wait for ten seconds at most. */
  private readonly longPages = withTimeout(new Semaphore(4), 10_000, overloaded('lists of long documents'));

  constructor(private readonly driver: SqlDriver) {}

  async projects(query: ProjectQuery): Promise<readonly string[]> {
    const { driver } = this;
    const { strategy } = accessPath(query.where, 'projects');
    if (strategy === 'none') return [];
    const read = async (part: Part<string>, run: SqlDriver['read']) => {
      const rows = await run(queries.listProjects(query, driver.dialect, part));
      return { rows: rows as readonly { id: string }[] };
    };
    const byKey = strategy !== 'slices' || query.visible !== undefined;
    const rows = byKey
      ? (await read(query, (statement) => driver.read(statement))).rows
      : await readSlices({
          ...query,
          driver,
          turn: '',
          size: driver.sliceRows,
          sliceEnd: queries.projectSliceEnd,
          toCursor: (row: { id: string }) => row.id,
          read,
        });
    return rows.map((row) => row.id);
  }

  async occurrences(query: OccurrenceQuery): Promise<readonly Listed[]> {
    const where = await withResources(this.driver, query.scope, query.where);
    const path = accessPath(where, 'occurrences');
    return this.page(queries.occurrences, { ...query, where }, path, query.scope);
  }

  /** @param turn key whose slices take turns with those of other keys. */
  async page<Cursor, Row extends Listed, Query extends PageQuery<Cursor> & Part<Cursor>>(
    list: queries.List<Query, Cursor, Row>,
    query: Query,
    { strategy }: Pick<AccessPath, 'strategy'>,
    turn: string,
  ): Promise<readonly Row[]> {
    if (strategy === 'none') return [];
    if (strategy !== 'slices') return this.pageByKey(list, query, turn);
    const { driver } = this;
    const { dialect } = driver;
    const reader = new DocumentReader(list, query, dialect, this.longPages);
    return readSlices<Cursor, Row, KeyOf<Row>>({
      ...query,
      driver,
      turn,
      size: driver.sliceRows,
      sliceEnd: (after, rows) => list.sliceEnd({ ...query, after }, dialect, rows),
      toCursor: list.toCursor,
      read: (part, run) => reader.read(part, run),
    });
  }

  /** A page that an index finds. */
  async pageByKey<Cursor, Row extends Listed, Query extends Omit<PageQuery<Cursor>, 'where'> & Part<Cursor>>(
    list: DocumentList<Query, Cursor, Row>,
    query: Query,
    turn: string,
  ): Promise<readonly Row[]> {
    const { driver } = this;
    const reader = new DocumentReader(list, query, driver.dialect, this.longPages);
    const { rows, stop } = await reader.read(query, wholeReader(driver, turn, query));
    if (stop !== undefined) query.onStop?.(stop);
    return rows;
  }
}
