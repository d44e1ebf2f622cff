import { Semaphore, withTimeout } from 'async-mutex';
import { overloaded } from '../repository-errors.js';
import type { Listed, PageQuery, ProjectQuery } from '../repository-rows.js';
import { type AccessPath, accessPath } from './access-path.js';
import { type DocumentList, DocumentReader, type KeyOf, type Part } from './documents.js';
import type { SqlDriver } from './driver.js';
import * as queries from './queries.js';
import { lookWhole, readSlices } from './slices.js';

/** Reads pages of lists: by an index alone, or in slices where rows have to be looked at. */
export class ListReader {
  /** Of pages with long documents, four are read at once; the others wait for ten seconds at most. */
  private readonly longPages = withTimeout(new Semaphore(4), 10_000, overloaded('lists of long documents'));

  constructor(private readonly driver: SqlDriver) {}

  async projects(query: ProjectQuery): Promise<readonly string[]> {
    const { driver } = this;
    const { reads } = accessPath(query.where, 'projects');
    if (reads === 'nothing') return [];
    const read = async (part: Part<string>, look: SqlDriver['read']) => {
      const rows = await look(queries.listProjects(query, driver.dialect, part));
      return { rows: rows as readonly { id: string }[] };
    };
    const byKey = reads !== 'slices' || query.visible !== undefined;
    const rows = byKey
      ? (await read(query, (statement) => driver.read(statement))).rows
      : await readSlices({
          ...query,
          driver,
          turn: '',
          size: driver.sliceRows,
          edge: queries.projectEdge,
          toCursor: (row: { id: string }) => row.id,
          read,
        });
    return rows.map((row) => row.id);
  }

  /** @param turn whose slices take turns with those of other callers. */
  async page<Cursor, Row extends Listed, Query extends PageQuery<Cursor> & Part<Cursor>>(
    list: queries.List<Query, Cursor, Row>,
    query: Query,
    { reads }: Pick<AccessPath, 'reads'>,
    turn: string,
  ): Promise<readonly Row[]> {
    if (reads === 'nothing') return [];
    if (reads !== 'slices') return this.pageByKey(list, query, turn);
    const { driver } = this;
    const { dialect } = driver;
    const reader = new DocumentReader(list, query, dialect, this.longPages);
    return readSlices<Cursor, Row, KeyOf<Row>>({
      ...query,
      driver,
      turn,
      size: driver.sliceRows,
      edge: (after, rows) => list.edge({ ...query, after }, dialect, rows),
      toCursor: list.toCursor,
      read: (part, look) => reader.read(part, look),
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
    const { rows, stop } = await reader.read(query, lookWhole(driver, turn, query));
    if (stop !== undefined) query.onStop?.(stop);
    return rows;
  }
}
