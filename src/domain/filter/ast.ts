/** The syntax tree of a filter. `at` is the offset in the text, in UTF-16 units from 0. */
export type Expression = Combination | Negation | Restriction | Comparable;

export interface Combination {
  readonly node: 'and' | 'or';
  readonly at: number;
  readonly terms: readonly Expression[];
}

export interface Negation {
  readonly node: 'not';
  readonly at: number;
  readonly term: Expression;
}

export interface Restriction {
  readonly node: 'restriction';
  readonly at: number;
  readonly left: Comparable;
  readonly operator: Operator;
  readonly operatorAt: number;
  /** A value, or a parenthesised expression of values. */
  readonly right: Expression;
}

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | ':';

export type Comparable = NumberLiteral | Path | Call;

export interface NumberLiteral {
  readonly node: 'number';
  readonly at: number;
  /** Integers as bigint within 64 bits, floats as number. */
  readonly value: bigint | number;
  /** The source text. */
  readonly source: string;
}

/** `a.b["c"]`; a single segment may also be a text value. */
export interface Path {
  readonly node: 'path';
  readonly at: number;
  readonly segments: readonly Segment[];
}

export interface Segment {
  readonly at: number;
  readonly text: string;
  readonly quoted: boolean;
  /** Written in square brackets. */
  readonly index: boolean;
}

export interface Call {
  readonly node: 'call';
  readonly at: number;
  readonly name: string;
  readonly args: readonly Comparable[];
}
