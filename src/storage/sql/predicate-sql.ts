import type { CoreColumn, Predicate } from '../../domain/filter/predicate.js';
import { isStorableText } from '../../domain/names.js';
import { columnNames, compileColumn } from './predicate-column.js';
import { compileDocument } from './predicate-document.js';

/** SQL with `?` for each binding. */
export interface Fragment {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

/**
 * How a database reads values from the JSON text of a document and compares them. `node` is SQL for a
 * JSON value, `names` are field names of the declarations, never text of a caller.
 */
export interface PredicateDialect {
  /** The document column as a JSON value. */
  readonly document: string;
  /** The scalar at the names below a node; NULL if there is none. */
  scalar(node: string, names: readonly string[]): string;
  /** Whether there is a value at the names below a node. Never NULL. */
  exists(node: string, names: readonly string[]): string;
  /** A FROM item with the elements of the list there, as `ALIAS.value`. */
  elements(node: string, names: readonly string[], alias: string): string;
  /** A FROM item with the entries of the map there, as `ALIAS.key` and `ALIAS.value`. */
  entries(node: string, names: readonly string[], alias: string): string;
  /** Scalars as numbers and truth values. */
  integer(scalar: string): string;
  float(scalar: string): string;
  bool(scalar: string): string;
  /** Whether the scalar of an enum is a number, not a name. */
  isNumber(scalar: string): string;
  /** Text with the binary order. */
  ordered(text: string): string;
  /** Whether text contains the binding. */
  contains(text: string): string;
  /** Whether text ends with the value that is bound twice. */
  endsWith(text: string): string;
  /** Placeholders, with a cast if the database needs one. */
  readonly place: { readonly integer: string; readonly decimal: string; readonly float: string };
  /** Integers and truth values as bindings. */
  bindInteger(value: bigint | number): unknown;
}

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
