import type { Predicate } from '../../domain/filter/predicate.js';
import type {
  NoteOccurrenceQuery,
  NoteQuery,
  OccurrenceQuery,
  ProjectQuery,
  SummaryQuery,
} from '../repository.js';
import type { Dialect } from './dialect.js';
import type { Statement } from './driver.js';
import { idRange } from './predicate-range.js';
import { compilePredicate } from './predicate-sql.js';

/** The statements of lists and summaries. Each walks an index in the order it answers (docs/storage.md). */

export function listProjects(query: ProjectQuery, dialect: Dialect): Statement {
  const conditions = [after(query.after), ...matching(query.where, dialect)];
  if (query.visible !== undefined) conditions.push(dialect.among('id', query.visible));
  return page('SELECT id FROM projects', conditions, 'id', query.limit);
}

export function listNotes(query: NoteQuery, dialect: Dialect, end?: string): Statement {
  const conditions = [
    inScope(query.scope),
    after(query.after),
    ...until(end),
    ...matching(query.where, dialect),
  ];
  return page('SELECT id, document FROM notes', conditions, 'id', query.limit);
}

export function listOccurrences(query: OccurrenceQuery, dialect: Dialect, end?: string): Statement {
  const conditions = [
    inScope(query.scope),
    after(query.after),
    ...until(end),
    ...idRange(query.where),
    ...matching(query.where, dialect),
  ];
  return page('SELECT id, document FROM occurrences', conditions, 'id', query.limit);
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
  const filter = matching(query.where, dialect);
  const list = (found: readonly Statement[]): Statement =>
    page('SELECT scope, id, document FROM occurrences', [...found, ...filter], 'scope, id', query.limit);
  if (!termsOf(query.where).some(isResource)) return list(conditions);
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
export function summarize(query: SummaryQuery, dialect: Dialect): Statement {
  const counts = severities.map(
    (severity) =>
      `count(*) FILTER (WHERE severity = ${severity}) AS total_${severity}, ` +
      `count(*) FILTER (WHERE severity = ${severity} AND fixable = 1) AS fixable_${severity}`,
  );
  const conditions = [
    inScope(query.scope),
    { sql: 'kind = ?', bindings: [query.kind] },
    ...matching(query.where, dialect),
  ];
  const { sql, bindings } = joined(conditions);
  return {
    sql:
      `SELECT resource_uri, count(*) AS total, count(*) FILTER (WHERE fixable = 1) AS fixable, ` +
      `${counts.join(', ')} FROM occurrences WHERE ${sql} GROUP BY resource_uri ORDER BY resource_uri`,
    bindings,
    // A plan for any scope cannot know which partition it is of, and would merge and sort them all.
    plan: 'each time',
  };
}

/** Whether a filter has terms that no index answers, so that rows are read to tell. */
export function readsRows(where: Predicate | undefined): boolean {
  return termsOf(where).some((term) => !isIndexed(term));
}

/** Whether a filter names a resource, whose few rows an index finds. */
export function namesResource(where: Predicate | undefined): boolean {
  return termsOf(where).some(isResource);
}

/** The id of the occurrence so many rows behind a cursor, by an index alone. */
export function occurrenceEdge(query: OccurrenceQuery, dialect: Dialect, rows: number): Statement {
  const indexed = termsOf(query.where).filter(isIndexed);
  const where: Predicate | undefined = indexed.length === 0 ? undefined : { op: 'and', terms: indexed };
  const conditions = [inScope(query.scope), after(query.after), ...matching(where, dialect)];
  return edge('SELECT id FROM occurrences', conditions, 'id', rows);
}

export function noteEdge(query: NoteQuery, rows: number): Statement {
  return edge('SELECT id FROM notes', [inScope(query.scope), after(query.after)], 'id', rows);
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
    after(from),
    ...until(end),
    { sql: '+kind = ?', bindings: [query.kind] },
    ...matching(query.where, dialect),
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

function until(end: string | undefined): Statement[] {
  return end === undefined ? [] : [{ sql: 'id <= ?', bindings: [end] }];
}

/**
 * The conditions of a filter. A resource has as many occurrences as one image, a note may have as many as there are
 * images: where one resource is meant, its index leads, whatever statistics say of the note.
 */
function matching(where: Predicate | undefined, dialect: Dialect): Statement[] {
  const terms = termsOf(where);
  const ofResource = terms.some(isResource);
  return terms.map((term) => {
    const { sql, bindings } = compilePredicate(term, dialect);
    const condition = { sql: `(${sql})`, bindings };
    return ofResource && !isResource(term) ? residual(condition) : condition;
  });
}

/** What every match must satisfy. */
function termsOf(where: Predicate | undefined): readonly Predicate[] {
  if (where === undefined) return [];
  return where.op === 'and' ? where.terms.flatMap(termsOf) : [where];
}

const indexedColumns: ReadonlySet<string | undefined> = new Set([
  'resourceUri',
  'noteId',
  'noteScope',
  'kind',
  'scope',
  'id',
]);

function isIndexed(term: Predicate): boolean {
  return term.op === 'compare' && term.comparator === '=' && indexedColumns.has(term.field.column);
}

function isResource(term: Predicate): boolean {
  return term.op === 'compare' && term.comparator === '=' && term.field.column === 'resourceUri';
}

/** The same condition, for which neither database looks for an index. */
function residual({ sql, bindings }: Statement): Statement {
  return { sql: `(${sql}) IS TRUE`, bindings };
}

function page(select: string, conditions: readonly Statement[], order: string, limit: number): Statement {
  const { sql, bindings } = joined(conditions);
  return { sql: `${select} WHERE ${sql} ORDER BY ${order} LIMIT ?`, bindings: [...bindings, limit] };
}

function joined(conditions: readonly Statement[]): Statement {
  return {
    sql: conditions.map((condition) => condition.sql).join(' AND '),
    bindings: conditions.flatMap((condition) => condition.bindings),
  };
}
