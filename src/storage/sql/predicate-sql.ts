import type { CoreColumn, Predicate } from '../../domain/filter/predicate.js';
import { isStorableText } from '../../domain/names.js';
import { columnNames, compileColumn } from './predicate-column.js';
import type { Fragment, PredicateDialect } from './predicate-dialect.js';
import { compileDocument } from './predicate-document.js';

/**
 * Compiles a predicate to a condition over the columns of notes, occurrences or projects. All text of callers
 * is bound. Comparisons of columns are plain, so that indexes serve them. The condition is never NULL, so that NOT is exact.
 */
export function compilePredicate(predicate: Predicate, dialect: PredicateDialect): Fragment {
  switch (predicate.op) {
    case 'and':
      return join(
        predicate.terms.map((term) => compilePredicate(term, dialect)),
        ' AND ',
      );
    case 'or':
      return join(alternatives(predicate.terms, dialect), ' OR ');
    case 'not': {
      const { sql, bindings } = compilePredicate(predicate.term, dialect);
      return { sql: `NOT (${sql})`, bindings };
    }
    case 'constant':
      return constant(predicate.value);
    case 'package':
      throw new TypeError('packages are found by their table, see packages.ts');
    default:
      return predicate.field.column === undefined
        ? compileDocument(predicate, dialect)
        : compileColumn(predicate, predicate.field.column, dialect);
  }
}

export function constant(value: boolean): Fragment {
  return { sql: value ? 'TRUE' : 'FALSE', bindings: [] };
}

/** Equalities of one text column become one IN, which every planner serves by an index. */
function alternatives(terms: readonly Predicate[], dialect: PredicateDialect): Fragment[] {
  const wanted = new Map<CoreColumn, string[]>();
  const rest: Predicate[] = [];
  for (const term of terms) {
    const equality = textEquality(term);
    if (equality === undefined) rest.push(term);
    else wanted.set(equality.column, [...(wanted.get(equality.column) ?? []), equality.value]);
  }
  const lists = [...wanted].map(([column, values]) => ({
    sql: `${columnNames[column]} IN (${values.map(() => '?').join(', ')})`,
    bindings: values,
  }));
  return [...lists, ...rest.map((term) => compilePredicate(term, dialect))];
}

function textEquality(term: Predicate): { readonly column: CoreColumn; readonly value: string } | undefined {
  if (term.op !== 'compare' || term.comparator !== '=' || typeof term.value !== 'string') return undefined;
  const { column } = term.field;
  return column === undefined || !isStorableText(term.value) ? undefined : { column, value: term.value };
}

function join(fragments: readonly Fragment[], word: string): Fragment {
  const [first] = fragments;
  if (first !== undefined && fragments.length === 1) return first;
  return {
    sql: fragments.map(({ sql }) => (isPlain(sql) ? sql : `(${sql})`)).join(word),
    bindings: fragments.flatMap(({ bindings }) => bindings),
  };
}

/** Whether a condition needs no parentheses beside AND and OR. */
function isPlain(sql: string): boolean {
  return /^[a-z_]+ (?:=|<>|<|<=|>|>=) \S+$/.test(sql);
}
