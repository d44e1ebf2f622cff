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
