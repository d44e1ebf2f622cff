import type { Predicate } from '../../domain/filter/predicate.js';
import { resourceRange, type TextRange } from '../../domain/filter/resource-range.js';
import { compareText } from '../../domain/filter/text-order.js';
import type { Scope } from '../../domain/names.js';
import type { ResourceScopeQuery } from '../repository-rows.js';
import { accessPath, termsOf } from './access-path.js';
import type { SqlDriver } from './driver.js';
import { countedKind } from './severity-counts.js';
import { maxRowsPerPage } from './slices.js';
import type { Statement } from './statement.js';

/**
 * Finds resources by a prefix (docs/adr/0047). An index is entered once for each resource, however many occurrences it has, and
 * only up to a number of resources: a prefix of more than that is read like any other filter.
 */

/** A prefix within a scope is replaced by up to so many resources. */
const maxResources = 100;

/** See Repository.scopesOfResources. */
export async function scopesOfResources(
  driver: SqlDriver,
  { resources, limit }: ResourceScopeQuery,
): Promise<readonly Scope[] | undefined> {
  if (!driver.dialect.crossesScopes) return undefined;
  const statements = [countedScopes(resources, limit + 1), otherScopes(resources, limit + 1)];
  const found = await Promise.all(statements.map((statement) => driver.read(statement)));
  if (found.some((rows) => rows.length > limit)) return undefined;
  const scopes = (found.flat() as readonly { readonly scope: Scope }[]).map(({ scope }) => scope);
  return [...new Set(scopes)].sort(compareText);
}

/** Scopes with vulnerability occurrences of these resources, one row for each resource: the table of counts has them. */
function countedScopes({ from, before }: TextRange, limit: number): Statement {
  return {
    sql:
      'SELECT scope FROM severity_counts WHERE resource_uri >= ? AND resource_uri < ? ' +
      'ORDER BY resource_uri, scope LIMIT ?',
    bindings: [from, before, limit],
  };
}

/**
 * The same for all other kinds: each step enters the index behind the last resource and scope. The end of the range is compared
 * outside, since SQLite would not enter by both columns with a bound on the other side.
 */
function otherScopes({ from, before }: TextRange, limit: number): Statement {
  const next = (column: string, range: string): string =>
    `(SELECT o.${column} FROM occurrences o WHERE o.kind <> ${countedKind} AND ${range} ` +
    'ORDER BY o.resource_uri, o.scope LIMIT 1)';
  const first = 'o.resource_uri >= ?';
  // SQLite enters an index by several columns if the values are no columns themselves.
  const later = "(o.resource_uri, o.scope) > (holding.resource_uri || '', holding.scope || '')";
  return {
    sql:
      'WITH RECURSIVE holding(resource_uri, scope, place) AS (' +
      `SELECT ${next('resource_uri', first)}, ${next('scope', first)}, 1 UNION ALL ` +
      `SELECT ${next('resource_uri', later)}, ${next('scope', later)}, place + 1 FROM holding ` +
      'WHERE holding.resource_uri < ? AND place < ?) SELECT scope FROM holding WHERE resource_uri < ?',
    bindings: [from, from, before, limit, before],
  };
}

/**
 * A filter of one scope in which a prefix of resources is replaced by these resources, if they are few and have few
 * occurrences; otherwise the filter itself.
 */
export async function withResources(
  driver: SqlDriver,
  scope: Scope,
  where: Predicate | undefined,
): Promise<Predicate | undefined> {
  const terms = termsOf(where);
  const asked = terms.find((term) => term.op === 'prefix' && resourceRange(term) !== undefined);
  const range = resourceRange(asked);
  if (asked?.op !== 'prefix' || range === undefined || !isSlow(where)) return where;
  const found = (await driver.read(resourcesOf(scope, range))) as readonly {
    readonly resource_uri: string;
  }[];
  if (found.length > maxResources || (await hasMany(driver, scope, range))) return where;
  const { field } = asked;
  const named: Predicate =
    found.length === 0
      ? { op: 'constant', value: false }
      : {
          op: 'or',
          terms: found.map(({ resource_uri: value }): Predicate => {
            return { op: 'compare', field, comparator: '=', value };
          }),
        };
  return { op: 'and', terms: terms.map((term) => (term === asked ? named : term)) };
}

/** Whether no index serves the filter, or one of many rows. */
function isSlow(where: Predicate | undefined): boolean {
  const { strategy, drivingTerms } = accessPath(where, 'occurrences');
  const isOfNote = (term: Predicate): boolean => term.op === 'compare' && term.field.column === 'noteId';
  return strategy === 'slices' && !drivingTerms.some(isOfNote);
}

function resourcesOf(scope: Scope, { from, before }: TextRange): Statement {
  const next = (range: string): string =>
    `(SELECT o.resource_uri FROM occurrences o WHERE o.scope = ? AND ${range} AND o.resource_uri < ? ` +
    'ORDER BY o.resource_uri LIMIT 1)';
  return {
    sql:
      `WITH RECURSIVE holding(resource_uri, place) AS (SELECT ${next('o.resource_uri >= ?')}, 1 UNION ALL ` +
      `SELECT ${next('o.resource_uri > holding.resource_uri')}, place + 1 FROM holding ` +
      'WHERE holding.resource_uri IS NOT NULL AND place <= ?) ' +
      'SELECT resource_uri FROM holding WHERE resource_uri IS NOT NULL',
    bindings: [scope, from, before, scope, before, maxResources],
  };
}

async function hasMany(driver: SqlDriver, scope: Scope, { from, before }: TextRange): Promise<boolean> {
  const sql =
    'SELECT resource_uri FROM occurrences WHERE scope = ? AND resource_uri >= ? AND resource_uri < ? ' +
    'ORDER BY resource_uri LIMIT 1 OFFSET ?';
  const found = await driver.read({ sql, bindings: [scope, from, before, maxRowsPerPage] });
  return found.length > 0;
}
