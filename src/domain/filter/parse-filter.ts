import type { FieldCatalogue } from './catalogue.js';
import { checkExpression } from './checker.js';
import { filterError } from './filter-error.js';
import { filterLimits } from './filter-limits.js';
import { parseExpression } from './parser.js';
import type { Predicate } from './predicate.js';

/**
 * Filter text to predicate; undefined for empty text and white space.
 *
 * @throws INVALID_FILTER with a message such as `filter: position 14: expected …`; positions are characters from 1.
 */
export function parseFilter(text: string, catalogue: FieldCatalogue): Predicate | undefined {
  if (text.trim() === '') return undefined;
  const predicate = checkExpression(text, parseExpression(text), catalogue);
  const terms = countDocumentTerms(predicate);
  if (terms > filterLimits.documentTerms) {
    throw filterError(
      text,
      0,
      `${terms} comparisons of fields without a column, the limit is ${filterLimits.documentTerms}`,
    );
  }
  return predicate;
}

function countDocumentTerms(predicate: Predicate): number {
  switch (predicate.op) {
    case 'and':
    case 'or':
      return predicate.terms.reduce((sum, term) => sum + countDocumentTerms(term), 0);
    case 'not':
      return countDocumentTerms(predicate.term);
    case 'constant':
    case 'package':
      return 0;
    default:
      return predicate.field.column === undefined ? 1 : 0;
  }
}
