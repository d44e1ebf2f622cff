import type { OccurrenceKey } from '../../domain/names.js';
import type {
  FindQuery,
  Listed,
  ListedOccurrence,
  NoteOccurrenceQuery,
  NoteQuery,
  OccurrenceQuery,
  ProjectQuery,
  ScopeQuery,
} from '../repository-rows.js';
import { type AccessPath, accessPath, termsOf } from './access-path.js';
import {
  after,
  inScope,
  isResource,
  joined,
  matching,
  page,
  residual,
  sliceEnd,
  until,
  within,
} from './conditions.js';
import type { Dialect } from './dialect.js';
import { type DocumentList, documentColumn, type Part, shortDocument } from './documents.js';
import type { Statement } from './statement.js';

/** The statements of lists. Each reads an index in the order of its result (docs/storage.md). */

export function listProjects(query: ProjectQuery, dialect: Dialect, part: Part<string>): Statement {
  const path = { drivingTerms: termsOf(query.where), rest: [] };
  const conditions = [after(part.after), ...until(part.upTo), ...matching(path, dialect)];
  if (query.visible !== undefined) conditions.push(dialect.among('id', query.visible));
  return page('SELECT id FROM projects', conditions, 'id', part.limit);
}

function listNotes(query: NoteQuery, dialect: Dialect, part: Part<string>): Statement {
  const path = accessPath(query.where, 'notes');
  const conditions = [
    inScope(query.scope),
    after(part.after),
    ...until(part.upTo),
    ...matching(path, dialect),
  ];
  const column = documentColumn(part, query.limit, shortDocument(query, dialect, 'notes'));
  return page(`SELECT id, ${column} FROM notes`, conditions, 'id', part.limit);
}

export function listOccurrences(query: OccurrenceQuery, dialect: Dialect, part: Part<string>): Statement {
  const path = accessPath(query.where, 'occurrences');
  const conditions = [
    inScope(query.scope),
    ...within(part.after, part.upTo, query.where),
    ...matching(path, dialect),
  ];
  const column = documentColumn(part, query.limit, shortDocument(query, dialect, 'occurrences'));
  const select = `SELECT id, ${column} FROM occurrences`;
  if (path.strategy !== 'resources') {
    return page(select, conditions, 'id', part.limit, isSmall(path, part));
  }
  // The ids are found by the index of resources and sorted; documents are read for one page only.
  const found = joined(conditions);
  const few = dialect.within('id', 'SELECT id FROM found ORDER BY id LIMIT ?');
  return {
    sql:
      `WITH found AS MATERIALIZED (SELECT id FROM occurrences WHERE ${found.sql}) ` +
      `${select} WHERE scope = ? AND ${few} ORDER BY id`,
    bindings: [...found.bindings, query.scope, part.limit],
  };
}

export function nextScope({ of, from, before }: ScopeQuery): Statement {
  const conditions = [
    { sql: 'scope >= ?', bindings: [from] },
    ...(before === undefined ? [] : [{ sql: 'scope < ?', bindings: [before] }]),
  ];
  return page(`SELECT scope FROM ${of}`, conditions, 'scope', 1);
}

function findOccurrences(query: FindQuery, dialect: Dialect, part: Part<OccurrenceKey>): Statement {
  const conditions = [
    ...betweenKeys(part.after, part.upTo),
    ...matching(accessPath(query.where, 'occurrences of all scopes'), dialect),
    ...ofProjects(query, dialect),
  ];
  const column = documentColumn(part, query.limit, shortDocument(query, dialect, 'occurrences'));
  const select = `SELECT scope, id, ${column} FROM occurrences`;
  return page(select, conditions, 'scope, id', part.limit);
}

function findSliceEnd(query: FindQuery, dialect: Dialect, rows: number): Statement {
  const { drivingTerms } = accessPath(query.where, 'occurrences of all scopes');
  const conditions = [
    ...betweenKeys(query.after, undefined),
    ...matching({ drivingTerms, rest: [] }, dialect),
  ];
  return sliceEnd('SELECT scope, id FROM occurrences', conditions, 'scope, id', rows);
}

function ofProjects({ projects }: FindQuery, dialect: Dialect): Statement[] {
  return projects === undefined ? [] : [residual(dialect.among(dialect.projectOf('scope'), projects))];
}

function betweenKeys(after = { scope: '', id: '' }, upTo?: OccurrenceKey): Statement[] {
  return [
    { sql: '(scope, id) > (?, ?)', bindings: [after.scope, after.id] },
    ...(upTo === undefined ? [] : [{ sql: '(scope, id) <= (?, ?)', bindings: [upTo.scope, upTo.id] }]),
  ];
}

export function listNoteOccurrences(
  query: NoteOccurrenceQuery,
  dialect: Dialect,
  part: Part<OccurrenceKey>,
): Statement {
  const { note } = query;
  const conditions: Statement[] = [
    { sql: 'note_id = ? AND note_scope = ?', bindings: [note.id, note.scope] },
    ...betweenKeys(part.after, part.upTo),
  ];
  const path = accessPath(query.where, 'occurrences of a note');
  const filter = matching(path, dialect);
  const column = documentColumn(part, query.limit, shortDocument(query, dialect, 'occurrences'));
  const list = (found: readonly Statement[]): Statement =>
    page(
      `SELECT scope, id, ${column} FROM occurrences`,
      [...found, ...filter],
      'scope, id',
      part.limit,
      isSmall(path, part),
    );
  if (!path.drivingTerms.some(isResource) || !dialect.crossesScopes) return list(conditions);
  const walk = walkScopes(note.id, part.after?.scope ?? '');
  const within = dialect.within('scope', 'SELECT scope FROM holding WHERE scope IS NOT NULL');
  const { sql, bindings } = list([{ sql: within, bindings: [] }, ...conditions.map(residual)]);
  return { sql: `${walk.sql} ${sql}`, bindings: [...walk.bindings, ...bindings] };
}

/**
 * `holding`: the scopes from `from` on with occurrences of the note, each found by one probe of the index of notes. In each
 * scope the index of resources is then used; otherwise all occurrences of the note would be read.
 */
function walkScopes(noteId: string, from: string): Statement {
  const next = (condition: string): string =>
    `(SELECT o.scope FROM occurrences o WHERE o.note_id = ? AND o.scope ${condition} ORDER BY o.scope LIMIT 1)`;
  return {
    sql:
      `WITH RECURSIVE holding(scope) AS (SELECT ${next('>= ?')} ` +
      `UNION ALL SELECT ${next('> holding.scope')} FROM holding WHERE holding.scope IS NOT NULL)`,
    bindings: [noteId, from, noteId],
  };
}

/** The last id of a slice of `rows` occurrences after a cursor, found by an index alone. */
export function occurrenceSliceEnd(query: OccurrenceQuery, dialect: Dialect, rows: number): Statement {
  const { drivingTerms } = accessPath(query.where, 'occurrences');
  const conditions = [
    inScope(query.scope),
    ...within(query.after, undefined, query.where),
    ...matching({ drivingTerms, rest: [] }, dialect),
  ];
  return sliceEnd('SELECT id FROM occurrences', conditions, 'id', rows);
}

export function projectSliceEnd(from: string | undefined, rows: number): Statement {
  return sliceEnd('SELECT id FROM projects', [after(from)], 'id', rows);
}

export function noteSliceEnd(query: NoteQuery, dialect: Dialect, rows: number): Statement {
  const { drivingTerms } = accessPath(query.where, 'notes');
  const conditions = [
    inScope(query.scope),
    after(query.after),
    ...matching({ drivingTerms, rest: [] }, dialect),
  ];
  return sliceEnd('SELECT id FROM notes', conditions, 'id', rows);
}

export function noteOccurrenceSliceEnd(
  { note, after: from }: NoteOccurrenceQuery,
  _dialect: Dialect,
  rows: number,
): Statement {
  const conditions = [
    { sql: 'note_id = ? AND note_scope = ?', bindings: [note.id, note.scope] },
    ...betweenKeys(from),
  ];
  return sliceEnd('SELECT scope, id FROM occurrences', conditions, 'scope, id', rows);
}

/** A list that may be read in slices. */
export interface List<Query, Cursor, Row> extends DocumentList<Query, Cursor, Row> {
  /** See SlicedRead. */
  readonly sliceEnd: (query: Query, dialect: Dialect, rows: number) => Statement;
}

export const notes: List<NoteQuery, string, Listed> = {
  statement: listNotes,
  sliceEnd: noteSliceEnd,
  toCursor: ({ id }) => id,
};

export const occurrences: List<OccurrenceQuery, string, Listed> = {
  statement: listOccurrences,
  sliceEnd: occurrenceSliceEnd,
  toCursor: ({ id }) => id,
};

export const noteOccurrences: List<NoteOccurrenceQuery, OccurrenceKey, ListedOccurrence> = {
  statement: listNoteOccurrences,
  sliceEnd: noteOccurrenceSliceEnd,
  toCursor: ({ scope, id }) => ({ scope, id }),
};

export const foundOccurrences: List<FindQuery, OccurrenceKey, ListedOccurrence> = {
  statement: findOccurrences,
  sliceEnd: findSliceEnd,
  toCursor: ({ scope, id }) => ({ scope, id }),
};

/** Maximal number of rows of a small read: a page of 100, and one more that shows whether there is a next page. */
const smallPage = 101;

function isSmall({ strategy }: AccessPath, { limit, documents }: Part<unknown>): boolean {
  return strategy === 'few-rows' && limit <= smallPage && documents !== 'all';
}
