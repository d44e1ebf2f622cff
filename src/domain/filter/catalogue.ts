import type { Segment } from './ast.js';
import type { FilterField, Predicate } from './predicate.js';

/** The fields of one kind of object that filters can name. Built from declarations outside the domain. */
export interface FieldCatalogue {
  /** Finds the field a path names, in any of its spellings. */
  resolve(path: readonly Segment[]): CatalogueField | UnknownField;
  /** The condition of `hasPackage(package, versions)`, or what is wrong; left out where objects name no packages. */
  hasPackage?(name: string, versions: string | undefined): Predicate | string;
}

export interface CatalogueField {
  readonly field: FilterField;
  /** Where the same stands in objects of another form: `instead` in those that have not what `present` names. */
  readonly otherForm?: { readonly present: FilterField; readonly instead: FilterField } | undefined;
  /** What the field is beside its type, which decides what `:` asks. */
  readonly shape: 'single' | 'list' | 'map';
  /** Names a value of an enum may be written with. */
  readonly enumValues?: ReadonlyMap<string, number>;
  /** Numbers that a filter means another stored number by. */
  readonly storedNumbers?: ReadonlyMap<number, number>;
  /** Holds wherever the field exists: the column of a field of one kind says nothing of other kinds. */
  readonly guard?: Predicate;
  /** A full name that is kept in parts. */
  readonly name?: NameForm;
  /** The operators it takes, where fewer than its type allows. */
  readonly operators?: readonly FieldOperator[];
  /**
   * What is wrong with a text that nothing stored can have by its form, and what was meant; undefined for others.
   * Such a filter would find nothing, which reads as good news.
   */
  problemOf?(operator: FieldOperator, text: string): string | undefined;
}

export type FieldOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | ':' | ':*' | TextFunction;

/** Functions of a field of text and a text. */
export const textFunctions = ['has_prefix', 'has_suffix'] as const;
export type TextFunction = (typeof textFunctions)[number];

/** How a full name, such as that of a note, is compared with the parts that are stored. */
export interface NameForm {
  /** Such as `projects/PROJECT/notes/NOTE`. */
  readonly form: string;
  /** undefined where the text is no such name. */
  equals(text: string): Predicate | undefined;
  /** Without one, prefixes are looked for in the document. */
  prefix?(text: string): Predicate;
  suffix?(text: string): Predicate;
}

export interface UnknownField {
  /** Which segment is wrong. */
  readonly segment: number;
  /** What is wrong and which name is near it. */
  readonly problem: string;
}
