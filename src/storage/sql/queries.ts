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
  edge,
  inScope,
  isResource,
  joined,
  matching,
  page,
  residual,
  until,
  within,
} from './conditions.js';
import type { Dialect } from './dialect.js';
import { type DocumentList, documentColumn, type Part } from './documents.js';
import type { Statement } from './driver.js';

/** The statements of lists. Each walks an index in the order it answers (docs/storage.md). */

export function listProjects(query: ProjectQuery, dialect: Dialect, part: Part<string>): Statement {
  const path = { leads: termsOf(query.where), rest: [] };
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
  return page(`SELECT id, ${documentColumn(part, query.limit)} FROM notes`, conditions, 'id', part.limit);
}

export function listOccurrences(query: OccurrenceQuery, dialect: Dialect, part: Part<string>): Statement {
  const path = accessPath(query.where, 'occurrences');
  const conditions = [
    inScope(query.scope),
    ...within(part.after, part.upTo, query.where),
    ...matching(path, dialect),
  ];
  const select = `SELECT id, ${documentColumn(part, query.limit)} FROM occurrences`;
  if (path.reads !== 'resources') {
    return page(select, conditions, 'id', part.limit, isSmall(path, part));
  }
  // Their ids are found and sorted by the index of resources, documents are read of a page alone.
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
  const select = `SELECT scope, id, ${documentColumn(part, query.limit)} FROM occurrences`;
  return page(select, conditions, 'scope, id', part.limit);
}

function findEdge(query: FindQuery, dialect: Dialect, rows: number): Statement {
  const { leads } = accessPath(query.where, 'occurrences of all scopes');
  const conditions = [...betweenKeys(query.after, undefined), ...matching({ leads, rest: [] }, dialect)];
  return edge('SELECT scope, id FROM occurrences', conditions, 'scope, id', rows);
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
  const list = (found: readonly Statement[]): Statement =>
    page(
      `SELECT scope, id, ${documentColumn(part, query.limit)} FROM occurrences`,
      [...found, ...filter],
      'scope, id',
      part.limit,
      isSmall(path, part),
    );
  if (!path.leads.some(isResource) || !dialect.crossesScopes) return list(conditions);
  const walk = walkScopes(note.id, part.after?.scope ?? '');
  const within = dialect.within('scope', 'SELECT scope FROM holding WHERE scope IS NOT NULL');
  const { sql, bindings } = list([{ sql: within, bindings: [] }, ...conditions.map(residual)]);
  return { sql: `${walk.sql} ${sql}`, bindings: [...walk.bindings, ...bindings] };
}

/**
 * `holding`: the scopes from `from` on with occurrences of the note, each found by one step in the index of notes
 * however many it holds. In each the index of resources then answers, where else all of the note would be read.
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

/** The id of the occurrence so many rows behind a cursor, by an index alone. */
export function occurrenceEdge(query: OccurrenceQuery, dialect: Dialect, rows: number): Statement {
  const { leads } = accessPath(query.where, 'occurrences');
  const conditions = [
    inScope(query.scope),
    ...within(query.after, undefined, query.where),
    ...matching({ leads, rest: [] }, dialect),
  ];
  return edge('SELECT id FROM occurrences', conditions, 'id', rows);
}

export function projectEdge(from: string | undefined, rows: number): Statement {
  return edge('SELECT id FROM projects', [after(from)], 'id', rows);
}

export function noteEdge(query: NoteQuery, dialect: Dialect, rows: number): Statement {
  const { leads } = accessPath(query.where, 'notes');
  const conditions = [inScope(query.scope), after(query.after), ...matching({ leads, rest: [] }, dialect)];
  return edge('SELECT id FROM notes', conditions, 'id', rows);
}

export function noteOccurrenceEdge(
  { note, after: from }: NoteOccurrenceQuery,
  _dialect: Dialect,
  rows: number,
): Statement {
  const conditions = [
    { sql: 'note_id = ? AND note_scope = ?', bindings: [note.id, note.scope] },
    ...betweenKeys(from),
  ];
  return edge('SELECT scope, id FROM occurrences', conditions, 'scope, id', rows);
}

/** A list that may be read in slices. */
export interface List<Query, Cursor, Row> extends DocumentList<Query, Cursor, Row> {
  /** See SlicedRead. */
  readonly edge: (query: Query, dialect: Dialect, rows: number) => Statement;
}

export const notes: List<NoteQuery, string, Listed> = {
  statement: listNotes,
  edge: noteEdge,
  toCursor: ({ id }) => id,
};

export const occurrences: List<OccurrenceQuery, string, Listed> = {
  statement: listOccurrences,
  edge: occurrenceEdge,
  toCursor: ({ id }) => id,
};

export const noteOccurrences: List<NoteOccurrenceQuery, OccurrenceKey, ListedOccurrence> = {
  statement: listNoteOccurrences,
  edge: noteOccurrenceEdge,
  toCursor: ({ scope, id }) => ({ scope, id }),
};

export const foundOccurrences: List<FindQuery, OccurrenceKey, ListedOccurrence> = {
  statement: findOccurrences,
  edge: findEdge,
  toCursor: ({ scope, id }) => ({ scope, id }),
};

/** Rows that a small read brings back at most: a page of 100, and the one more that tells of a next page. */
const smallPage = 101;

function isSmall({ reads }: AccessPath, { limit, documents }: Part<unknown>): boolean {
  return reads === 'few' && limit <= smallPage && documents !== 'all';
}
