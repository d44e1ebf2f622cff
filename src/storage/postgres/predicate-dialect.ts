import type { PredicateDialect } from '../sql/predicate-dialect.js';

/** JSON operators of PostgreSQL. Scalars are read as text and cast to their declared type. */
export const postgresPredicates: PredicateDialect = {
  document: 'document::jsonb',
  scalar: (node, names) => `(${node} #>> '${path(names)}')`,
  exists: (node, names) => `((${node} #> '${path(names)}') IS NOT NULL)`,
  elements: (node, names, alias) => `jsonb_array_elements(${node} #> '${path(names)}') AS ${alias}(value)`,
  entries: (node, names, alias) => `jsonb_each(${node} #> '${path(names)}') AS ${alias}(key, value)`,
  integer: (scalar) => `${scalar}::numeric`,
  float: (scalar) => `${scalar}::float8`,
  bool: (scalar) => `${scalar}::boolean::int`,
  isNumber: (scalar) => `${scalar} ~ '^[-0-9]'`,
  ordered: (text) => `${text} COLLATE "C"`,
  contains: (text) => `strpos(${text}, ?) > 0`,
  endsWith: (text) => `right(${text}, char_length(?::text)) = ?`,
  place: { integer: '?::bigint', decimal: '?::numeric', float: '?::float8' },
  bindInteger: (value) => String(value),
};

/** Names are identifiers of the contract. Without names, the path is the node itself. */
function path(names: readonly string[]): string {
  return `{${names.join(',')}}`;
}
