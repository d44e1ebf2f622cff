import type { Segment } from './ast.js';
import type { FilterField, Predicate } from './predicate.js';

/** The filterable fields of one kind of object. Built from declarations outside the domain. */
export interface FieldCatalogue {
  /** Finds the field of a path, in any spelling. */
  resolve(path: readonly Segment[]): CatalogueField | UnknownField;
  /** The condition of `hasPackage(package, versions)`, or what is wrong; left out where objects name no packages. */
  hasPackage?(name: string, versions: string | undefined): Predicate | string;
}

export interface CatalogueField {
  readonly field: FilterField;
  /** Alternative place of the value: `instead` applies to objects without the member `present`. */
  readonly otherForm?: { readonly present: FilterField; readonly fallback: FilterField } | undefined;
  /** The shape of the field, which determines the meaning of `:`. */
  readonly shape: 'single' | 'list' | 'map';
  /** Accepted names of the values of an enum. */
  readonly enumValues?: ReadonlyMap<string, number>;
  /** Maps numbers in a filter to stored numbers. */
  readonly storedNumbers?: ReadonlyMap<number, number>;
  /** A condition that holds for all objects with the field, since the column of a kind's field has no meaning in others. */
  readonly guard?: Predicate;
  /** A full name that is stored in parts. */
  readonly name?: NameForm;
  /** The allowed operators, if fewer than those of its type. */
  readonly operators?: readonly FieldOperator[];
  /**
   * The problem of a text that no stored value can have, with a correction; otherwise undefined. Such a filter would match
   * nothing, which would wrongly look like no findings.
   */
  problemOf?(operator: FieldOperator, text: string): string | undefined;
}

export type FieldOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | ':' | ':*' | TextFunction;

/** Functions of a field of text and a text. */
export const textFunctions = ['has_prefix', 'has_suffix'] as const;
export type TextFunction = (typeof textFunctions)[number];

/** Compares a full name, such as that of a note, with its stored parts. */
export interface NameForm {
  /** Such as `projects/PROJECT/notes/NOTE`. */
  readonly form: string;
  /** undefined if the text has another form. */
  equals(text: string): Predicate | undefined;
  /** Without it, prefixes are compared in the document. */
  prefix?(text: string): Predicate;
  suffix?(text: string): Predicate;
}

export interface UnknownField {
  /** Index of the wrong segment. */
  readonly segment: number;
  /** The problem, with the nearest name. */
  readonly problem: string;
}
