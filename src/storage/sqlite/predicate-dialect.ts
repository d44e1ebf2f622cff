import type { PredicateDialect } from '../sql/predicate-dialect.js';

/** JSON functions of SQLite. Scalars keep their type: text, integer, real; truth values are 1 and 0. */
export const sqlitePredicates: PredicateDialect = {
  // Asked before each document, which may be long: the only place where a statement that runs can be stopped.
  document: '(CASE WHEN may_go_on() THEN document END)',
  scalar: (node, names) => (names.length === 0 ? node : `json_extract(${node}, '${path(names)}')`),
  exists: (node, names) => `(json_type(${node}, '${path(names)}') IS NOT NULL)`,
  elements: (node, names, alias) => `json_each(${node}, '${path(names)}') AS ${alias}`,
  entries: (node, names, alias) => `json_each(${node}, '${path(names)}') AS ${alias}`,
  integer: (scalar) => `CAST(${scalar} AS INTEGER)`,
  float: (scalar) =>
    `CASE ${scalar} WHEN 'Infinity' THEN 9e999 WHEN '-Infinity' THEN -9e999 ELSE ${scalar} END`,
  bool: (scalar) => scalar,
  isNumber: (scalar) => `typeof(${scalar}) = 'integer'`,
  ordered: (text) => text,
  contains: (text) => `instr(${text}, ?) > 0`,
  // Where the text is the shorter one, what comes out is shorter than the value too.
  endsWith: (text) => `substr(${text}, length(${text}) - length(?) + 1) = ?`,
  place: { integer: '?', decimal: '?', float: '?' },
  bindInteger: (value) => value,
};

/** Names are identifiers of the contract; without any the node itself is meant. */
function path(names: readonly string[]): string {
  return ['$', ...names.map((name) => `"${name}"`)].join('.');
}
