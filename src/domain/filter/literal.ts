import { normaliseBase64 } from '../base64.js';
import { parseTimestamp } from '../timestamp.js';
import type { Comparable, Operator } from './ast.js';
import type { CatalogueField, FieldOperator } from './catalogue.js';
import { shown } from './filter-error.js';
import { didYouMean } from './near-names.js';
import type { FilterValue } from './predicate.js';

/** A literal of the type of its field, or its problem. */
export type Literal = { readonly value: FilterValue } | { readonly problem: string };

/** Operators of each type; all support presence. */
export const operatorsOf = {
  text: ['=', '!=', '<', '<=', '>', '>=', ':'],
  bytes: ['=', '!=', ':'],
  enum: ['=', '!=', '<', '<=', '>', '>=', ':'],
  int32: ['=', '!=', '<', '<=', '>', '>=', ':'],
  int64: ['=', '!=', '<', '<=', '>', '>=', ':'],
  float: ['=', '!=', '<', '<=', '>', '>=', ':'],
  bool: ['=', '!=', ':'],
  time: ['=', '!=', '<', '<=', '>', '>=', ':'],
  message: [],
} as const satisfies Record<CatalogueField['field']['type'], readonly Operator[]>;

/** The text of a literal, bare or quoted; undefined for other literals. */
export function textOf(literal: Comparable): string | undefined {
  if (literal.node !== 'path' || literal.segments.length !== 1) return undefined;
  return literal.segments[0]?.text;
}

export function isStar(literal: Comparable): boolean {
  return textOf(literal) === '*' && literal.node === 'path' && literal.segments[0]?.quoted === false;
}

/** Reads a literal as a value of the field's type. */
export function readLiteral(entry: CatalogueField, operator: FieldOperator, literal: Comparable): Literal {
  const { name, type } = entry.field;
  const text = textOf(literal);
  if (literal.node === 'call') return { problem: `expected ${expected(entry)}, found a function` };
  if (literal.node === 'path' && text === undefined) {
    return { problem: 'expected a value; text that holds a dot or a bracket must be quoted' };
  }
  const value =
    literal.node === 'number' ? fromNumber(entry, operator, literal.value) : fromText(entry, text ?? '');
  if (type === 'time' && text !== undefined && isDate(text) && ['=', '!=', ':'].includes(operator))
    return { problem: `${shown(text)} is its first instant only: write ${name}>= and ${name}< for a day` };
  if (value !== undefined) return { value };
  const found = literal.node === 'number' ? literal.source : shown(text ?? '');
  const near = type === 'enum' ? didYouMean(text ?? '', entry.enumValues?.keys() ?? []) : '';
  return { problem: `expected ${expected(entry)} for ${name}, found ${found}${near}` };
}

function fromNumber(
  { field, storedNumbers }: CatalogueField,
  operator: FieldOperator,
  value: bigint | number,
): FilterValue | undefined {
  if (field.type === 'float') return Number(value);
  if (typeof value === 'number') return undefined;
  if (field.type === 'int64') return value;
  if (field.type !== 'int32' && field.type !== 'enum') return undefined;
  const stored = storedNumbers?.get(Number(value));
  if (storedNumbers === undefined || stored !== undefined) return stored ?? Number(value);
  // A number that this version does not define must not match a stored number.
  return ['=', '!=', ':'].includes(operator) ? -1 : Number(value);
}

function fromText({ field, enumValues }: CatalogueField, text: string): FilterValue | undefined {
  switch (field.type) {
    case 'text':
      return text;
    case 'enum':
      return enumValues?.get(text);
    case 'bool':
      return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined;
    case 'time':
      return nanosOf(text);
    case 'bytes':
      return normaliseBase64(text);
    case 'float':
      return text === 'Infinity' ? Infinity : text === '-Infinity' ? -Infinity : undefined;
    default:
      return undefined;
  }
}

function expected({ field, enumValues }: CatalogueField): string {
  switch (field.type) {
    case 'text':
      return 'text in double quotes';
    case 'enum':
      return `a number or one of ${[...(enumValues?.keys() ?? [])].slice(0, 20).join(', ')}`;
    case 'bool':
      return 'true or false';
    case 'time':
      return 'a time such as "2024-05-01T12:00:00Z" or a date';
    case 'bytes':
      return 'base64 text in double quotes';
    case 'float':
      return 'a number or "Infinity"';
    default:
      return 'an integer';
  }
}

/** `2024-05-01`, and `2024-05-01T` as gcloud sends it. */
function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT?$/.test(text);
}

/** Nanoseconds since the epoch of an RFC 3339 text; a date alone is its first instant, in UTC. */
export function nanosOf(text: string): bigint | undefined {
  const instant = parseTimestamp(isDate(text) ? `${text.slice(0, 10)}T00:00:00Z` : text);
  return instant === undefined ? undefined : BigInt(instant.seconds) * 1_000_000_000n + BigInt(instant.nanos);
}
