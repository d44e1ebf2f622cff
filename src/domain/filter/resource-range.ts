import { isStorableText } from '../names.js';
import type { Predicate } from './predicate.js';
import { prefixEnd } from './text-order.js';

/** Texts from one on and before another one, by code point. */
export interface TextRange {
  readonly from: string;
  readonly before: string;
}

/**
 * A range that has the resource of every occurrence that matches a filter: of `resourceUrl="…"` or `has_prefix(resourceUrl, "…")`
 * among the terms of a conjunction. Undefined if there is no such term.
 *
 * @example resourceRange(parse('has_prefix(resourceUrl, "https://r/app@")')) // { from: 'https://r/app@', before: 'https://r/appA' }
 */
export function resourceRange(where: Predicate | undefined): TextRange | undefined {
  switch (where?.op) {
    case 'and':
      for (const term of where.terms) {
        const range = resourceRange(term);
        if (range !== undefined) return range;
      }
      return undefined;
    case 'compare':
      if (where.field.column !== 'resourceUri' || where.comparator !== '=') return undefined;
      // No stored text has NUL, so none is between a text and the same with the first character after NUL.
      return isStorableText(String(where.value))
        ? { from: String(where.value), before: `${where.value}\u0001` }
        : undefined;
    case 'prefix': {
      if (where.field.column !== 'resourceUri' || where.value === '' || !isStorableText(where.value))
        return undefined;
      const before = prefixEnd(where.value);
      return before === undefined ? undefined : { from: where.value, before };
    }
    default:
      return undefined;
  }
}
