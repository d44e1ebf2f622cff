import type { Comparator } from '../../domain/filter/predicate.js';
import { prefixEnd } from '../../domain/filter/text-order.js';
import { isStorableText } from '../../domain/names.js';
import type { Fragment, PredicateDialect } from './predicate-dialect.js';

/**
 * Conditions on text. Stored text has neither NUL nor lone surrogates, and PostgreSQL cannot bind NUL, so
 * comparisons with such values are evaluated here.
 */

/** `otherwise`, unless no stored text can equal or contain the value; then a constant. */
export function textEquals(value: string, otherwise: () => Fragment, constant = false): Fragment {
  return isStorableText(value) ? otherwise() : { sql: constant ? 'TRUE' : 'FALSE', bindings: [] };
}

/** An order comparison by bytes. Characters after a NUL are irrelevant. */
export function orderedText(text: string, comparator: Comparator, value: string): Fragment {
  const nul = value.indexOf('\0');
  if (nul < 0) return { sql: `${text} ${comparator} ?`, bindings: [value.toWellFormed()] };
  const sign = comparator === '<' || comparator === '<=' ? '<=' : '>';
  return { sql: `${text} ${sign} ?`, bindings: [value.slice(0, nul).toWellFormed()] };
}

/** A prefix as a range, which an index can serve and which needs no escaping. */
export function prefixRange(text: string, prefix: string): Fragment {
  return textEquals(prefix, () => {
    const end = prefixEnd(prefix);
    if (end === undefined) return { sql: `${text} >= ?`, bindings: [prefix] };
    return { sql: `${text} >= ? AND ${text} < ?`, bindings: [prefix, end] };
  });
}

/** No index serves a suffix, so it is compared row by row. NULL if the text is. */
export function suffixTest(text: string, suffix: string, dialect: PredicateDialect): Fragment {
  return textEquals(suffix, () => ({ sql: dialect.endsWith(text), bindings: [suffix, suffix] }));
}
