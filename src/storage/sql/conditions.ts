import type { Predicate } from '../../domain/filter/predicate.js';
import type { AccessPath } from './access-path.js';
import type { Dialect } from './dialect.js';
import { narrowed } from './predicate-range.js';
import { compilePredicate } from './predicate-sql.js';
import type { Statement } from './statement.js';

/** Building blocks of the statements of lists and summaries. */

export function inScope(scope: string): Statement {
  return { sql: 'scope = ?', bindings: [scope] };
}

export function after(id: string | undefined): Statement {
  return { sql: 'id > ?', bindings: [id ?? ''] };
}

/** The range of ids, from a cursor to the end of a slice, that may match a filter. */
export function within(
  from: string | undefined,
  end: string | undefined,
  where: Predicate | undefined,
): Statement[] {
  const range = narrowed({ after: from ?? '', end }, where);
  return [after(range.after), ...until(range.end)];
}

export function until(end: string | undefined): Statement[] {
  return end === undefined ? [] : [{ sql: 'id <= ?', bindings: [end] }];
}

/** The conditions of a filter. Driving terms can use an index; the others are written so that no planner uses one for them. */
export function matching(
  { drivingTerms, rest }: Pick<AccessPath, 'drivingTerms' | 'rest'>,
  dialect: Dialect,
): Statement[] {
  const compiled = (term: Predicate): Statement => {
    const { sql, bindings } = compilePredicate(term, dialect);
    return { sql: `(${sql})`, bindings };
  };
  return [...drivingTerms.map(compiled), ...rest.map((term) => residual(compiled(term)))];
}

export function isResource(term: Predicate): boolean {
  return term.op === 'compare' && term.comparator === '=' && term.field.column === 'resourceUri';
}

/** The same condition, written so that neither database uses an index for it. */
export function residual({ sql, bindings }: Statement): Statement {
  return { sql: `(${sql}) IS TRUE`, bindings };
}

export function page(
  select: string,
  conditions: readonly Statement[],
  order: string,
  limit: number,
  small = false,
): Statement {
  const { sql, bindings } = joined(conditions);
  return {
    sql: `${select} WHERE ${sql} ORDER BY ${order} LIMIT ?`,
    bindings: [...bindings, limit],
    small,
  };
}

export function sliceEnd(
  select: string,
  conditions: readonly Statement[],
  order: string,
  rows: number,
): Statement {
  const { sql, bindings } = joined(conditions);
  return {
    sql: `${select} WHERE ${sql} ORDER BY ${order} LIMIT 1 OFFSET ?`,
    bindings: [...bindings, rows - 1],
  };
}

export function joined(conditions: readonly Statement[]): Statement {
  return {
    sql: conditions.map((condition) => condition.sql).join(' AND '),
    bindings: conditions.flatMap((condition) => condition.bindings),
  };
}
