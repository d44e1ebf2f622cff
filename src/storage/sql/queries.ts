import type { Predicate } from '../../domain/filter/predicate.js';
import type {
  NoteOccurrenceQuery,
  NoteQuery,
  OccurrenceQuery,
  ProjectQuery,
  SummaryQuery,
} from '../repository.js';
import { type AccessPath, accessPath, termsOf } from './access-path.js';
import type { Dialect } from './dialect.js';
import type { Statement } from './driver.js';
import { narrowed } from './predicate-range.js';
import { compilePredicate } from './predicate-sql.js';

/** The statements of lists and summaries. Each walks an index in the order it answers (docs/storage.md). */

export function listProjects(query: ProjectQuery, dialect: Dialect, end?: string): Statement {
  const path = { leads: termsOf(query.where), rest: [] };
  const conditions = [after(query.after), ...until(end), ...matching(path, dialect)];
  if (query.visible !== undefined) conditions.push(dialect.among('id', query.visible));
  return page('SELECT id FROM projects', conditions, 'id', query.limit);
}

export function listNotes(query: NoteQuery, dialect: Dialect, end?: string): Statement {
  const path = accessPath(query.where, 'notes');
  const conditions = [inScope(query.scope), after(query.after), ...until(end), ...matching(path, dialect)];
  return page('SELECT id, document FROM notes', conditions, 'id', query.limit);
}

export function listOccurrences(query: OccurrenceQuery, dialect: Dialect, end?: string): Statement {
  const path = accessPath(query.where, 'occurrences');
  const conditions = [
    inScope(query.scope),
    ...within(query.after, end, query.where),
    ...matching(path, dialect),
  ];
  if (path.reads !== 'resources') {
    return page('SELECT id, document FROM occurrences', conditions, 'id', query.limit, isSmall(path, query));
  }
  // Their ids are found and sorted by the index of resources, documents are read of a page alone.
  const found = joined(conditions);
  const few = dialect.within('id', `SELECT id FROM found ORDER BY id ${limited}`);
  return {
    sql:
      `WITH found AS MATERIALIZED (SELECT id FROM occurrences WHERE ${found.sql}) ` +
      `SELECT id, document FROM occurrences WHERE scope = ? AND ${few} ORDER BY id`,
    bindings: [...found.bindings, query.scope, query.limit],
  };
}

export function listNoteOccurrences(
  query: NoteOccurrenceQuery,
  dialect: Dialect,
  end?: { readonly scope: string; readonly id: string },
): Statement {
  const { note } = query;
  const after = query.after ?? { scope: '', id: '' };
  const conditions: Statement[] = [
    { sql: 'note_id = ? AND note_scope = ?', bindings: [note.id, note.scope] },
    { sql: '(scope, id) > (?, ?)', bindings: [after.scope, after.id] },
    ...(end === undefined ? [] : [{ sql: '(scope, id) <= (?, ?)', bindings: [end.scope, end.id] }]),
  ];
  const path = accessPath(query.where, 'occurrences of a note');
  const filter = matching(path, dialect);
  const list = (found: readonly Statement[]): Statement =>
    page(
      'SELECT scope, id, document FROM occurrences',
      [...found, ...filter],
      'scope, id',
      query.limit,
      isSmall(path, query),
    );
  if (!path.leads.some(isResource)) return list(conditions);
  const walk = walkScopes(note.id, after.scope);
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

/** The severities that are counted apart; whatever else is stored counts as unspecified, 0. */
export const severities = [1, 2, 3, 4, 5] as const;

/**
 * One row a resource, its counts side by side: `total`, `fixable`, and `total_S`, `fixable_S` for each
 * severity. So grouping follows the index and needs no sort, which grouping by severity too would.
 */
export function summarize(query: SummaryQuery, dialect: Dialect, from?: string, end?: string): Statement {
  const conditions = [
    inScope(query.scope),
    ...(from === undefined ? [] : [{ sql: 'resource_uri > ?', bindings: [from] }]),
    ...(end === undefined ? [] : [{ sql: 'resource_uri <= ?', bindings: [end] }]),
    ...counted(query, dialect),
  ];
  const { sql, bindings } = joined(conditions);
  return {
    sql: `SELECT resource_uri, ${counts} FROM occurrences WHERE ${sql} GROUP BY resource_uri ORDER BY resource_uri`,
    bindings,
    // A plan for any scope cannot know which partition it is of, and would merge and sort them all.
    plan: 'each time',
  };
}

/** The same of the one resource that the filter names: one row, with a total of 0 where nothing matches. */
export function summarizeResource(query: SummaryQuery, dialect: Dialect): Statement {
  const { sql, bindings } = joined([inScope(query.scope), ...counted(query, dialect)]);
  return {
    sql: `SELECT min(resource_uri) AS resource_uri, ${counts} FROM occurrences WHERE ${sql}`,
    bindings,
    small: true,
  };
}

function counted(query: SummaryQuery, dialect: Dialect): Statement[] {
  return [residual({ sql: 'kind = ?', bindings: [query.kind] }), ...matching(summaryPath(query), dialect)];
}

const counts = [
  'count(*) AS total',
  'count(*) FILTER (WHERE fixable = 1) AS fixable',
  ...severities.flatMap((severity) => [
    `count(*) FILTER (WHERE severity = ${severity}) AS total_${severity}`,
    `count(*) FILTER (WHERE severity = ${severity} AND fixable = 1) AS fixable_${severity}`,
  ]),
].join(', ');

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

/** The resource of the row so many behind those of a resource. */
export function resourceEdge(scope: string, from: string | undefined, rows: number): Statement {
  const conditions = [inScope(scope), { sql: 'resource_uri > ?', bindings: [from ?? ''] }];
  return edge('SELECT resource_uri FROM occurrences', conditions, 'resource_uri', rows);
}

export function noteEdge(query: NoteQuery, dialect: Dialect, rows: number): Statement {
  const { leads } = accessPath(query.where, 'notes');
  const conditions = [inScope(query.scope), after(query.after), ...matching({ leads, rest: [] }, dialect)];
  return edge('SELECT id FROM notes', conditions, 'id', rows);
}

export function noteOccurrenceEdge({ note, after: from }: NoteOccurrenceQuery, rows: number): Statement {
  const conditions = [
    { sql: 'note_id = ? AND note_scope = ?', bindings: [note.id, note.scope] },
    { sql: '(scope, id) > (?, ?)', bindings: [from?.scope ?? '', from?.id ?? ''] },
  ];
  return edge('SELECT scope, id FROM occurrences', conditions, 'scope, id', rows);
}

/** What a summary counts, row by row, of a slice of a scope. */
export function countedRows(query: SummaryQuery, dialect: Dialect, from?: string, end?: string): Statement {
  const conditions = [
    inScope(query.scope),
    ...within(from, end, query.where),
    residual({ sql: 'kind = ?', bindings: [query.kind] }),
    ...matching(accessPath(query.where, 'occurrences'), dialect),
  ];
  const { sql, bindings } = joined(conditions);
  return { sql: `SELECT id, resource_uri, severity, fixable FROM occurrences WHERE ${sql}`, bindings };
}

function edge(select: string, conditions: readonly Statement[], order: string, rows: number): Statement {
  const { sql, bindings } = joined(conditions);
  return {
    sql: `${select} WHERE ${sql} ORDER BY ${order} LIMIT 1 OFFSET ?`,
    bindings: [...bindings, rows - 1],
  };
}

function inScope(scope: string): Statement {
  return { sql: 'scope = ?', bindings: [scope] };
}

function after(id: string | undefined): Statement {
  return { sql: 'id > ?', bindings: [id ?? ''] };
}

/** The ids from a cursor to the end of a slice that may match a filter. */
function within(
  from: string | undefined,
  end: string | undefined,
  where: Predicate | undefined,
): Statement[] {
  const range = narrowed({ after: from ?? '', end }, where);
  return [after(range.after), ...until(range.end)];
}

function until(end: string | undefined): Statement[] {
  return end === undefined ? [] : [{ sql: 'id <= ?', bindings: [end] }];
}

/** The conditions of a filter: what leads enters an index, for the rest no planner looks for another one. */
function matching({ leads, rest }: Pick<AccessPath, 'leads' | 'rest'>, dialect: Dialect): Statement[] {
  const compiled = (term: Predicate): Statement => {
    const { sql, bindings } = compilePredicate(term, dialect);
    return { sql: `(${sql})`, bindings };
  };
  return [...leads.map(compiled), ...rest.map((term) => residual(compiled(term)))];
}

/** A summary walks the index of resources and is led by nothing else. */
function summaryPath({ where }: SummaryQuery): Pick<AccessPath, 'leads' | 'rest'> {
  const terms = termsOf(where);
  return {
    leads: terms.filter(isResource),
    rest: terms.filter((term) => !isResource(term)),
  };
}

export function isResource(term: Predicate): boolean {
  return term.op === 'compare' && term.comparator === '=' && term.field.column === 'resourceUri';
}

/** The same condition, for which neither database looks for an index. */
function residual({ sql, bindings }: Statement): Statement {
  return { sql: `(${sql}) IS TRUE`, bindings };
}

/** A sum, not the bare value: SQLite plans a statement anew each time that a value which is a limit is bound. */
const limited = 'LIMIT ? + 0';

/** Rows that a small read brings back at most: a page of 100, and the one more that tells of a next page. */
const smallPage = 101;

function isSmall({ reads }: AccessPath, { limit }: { readonly limit: number }): boolean {
  return reads === 'few' && limit <= smallPage;
}

function page(
  select: string,
  conditions: readonly Statement[],
  order: string,
  limit: number,
  small = false,
): Statement {
  const { sql, bindings } = joined(conditions);
  return {
    sql: `${select} WHERE ${sql} ORDER BY ${order} ${limited}`,
    bindings: [...bindings, limit],
    small,
  };
}

function joined(conditions: readonly Statement[]): Statement {
  return {
    sql: conditions.map((condition) => condition.sql).join(' AND '),
    bindings: conditions.flatMap((condition) => condition.bindings),
  };
}
