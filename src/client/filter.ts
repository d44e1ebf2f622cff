/** Builds filters. Values are quoted, so that no value can change the meaning of the filter. */

export type FilterValue = string | number | boolean | Date;

/** The text of a filter and its operator precedence. Created by the functions below. */
export interface Filter {
  readonly text: string;
  toString(): string;
}

const filter = (text: string): Filter => ({ text, toString: () => text });

/** `field = value`; fields are paths such as `resourceUrl`, `kind` or `vulnerability.effectiveSeverity`. */
export const eq = (field: string, value: FilterValue): Filter => compare(field, '=', value);
export const ne = (field: string, value: FilterValue): Filter => compare(field, '!=', value);
export const lt = (field: string, value: FilterValue): Filter => compare(field, '<', value);
export const le = (field: string, value: FilterValue): Filter => compare(field, '<=', value);
export const gt = (field: string, value: FilterValue): Filter => compare(field, '>', value);
export const ge = (field: string, value: FilterValue): Filter => compare(field, '>=', value);
/** The text contains the value, the list contains it as an element, or the map has it as a key. */
export const has = (field: string, value: FilterValue): Filter => compare(field, ':', value);
export const isSet = (field: string): Filter => filter(`${field}:*`);
export const hasPrefix = (field: string, prefix: string): Filter =>
  filter(`has_prefix(${field}, ${quote(prefix)})`);
export const hasSuffix = (field: string, suffix: string): Filter =>
  filter(`has_suffix(${field}, ${quote(suffix)})`);

/**
 * Occurrences that name a package: a package URL without a version, or a name of any type. `versions` is a range such as
 * `>=2.0,<2.17.1`. It can be combined with other terms by `and` only.
 *
 * @example and(hasPackage('pkg:npm/left-pad', '<1.3'), eq('vulnerability.fixAvailable', true)).toString()
 */
export const hasPackage = (name: string, versions?: string): Filter =>
  filter(`hasPackage(${[name, ...(versions === undefined ? [] : [versions])].map(quote).join(', ')})`);
export const and = (...terms: readonly Filter[]): Filter => join(terms, ' AND ');
export const or = (...terms: readonly Filter[]): Filter => join(terms, ' OR ');
export const not = (term: Filter): Filter => filter(`NOT (${term.text})`);

function compare(field: string, operator: string, value: FilterValue): Filter {
  const spelt =
    typeof value === 'number'
      ? decimal(value)
      : quote(value instanceof Date ? value.toISOString() : String(value));
  return filter(`${field} ${operator} ${spelt}`);
}

/** The filter language has no exponents. */
function decimal(value: number): string {
  const text = String(value);
  return text.includes('e')
    ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : text;
}

function join(terms: readonly Filter[], operator: string): Filter {
  // A filter without a term would match everything.
  if (terms.length === 0) throw new TypeError('and() and or() need a term');
  if (terms.length === 1 && terms[0] !== undefined) return terms[0];
  return filter(terms.map((term) => `(${term.text})`).join(operator));
}

/** A double-quoted literal of the filter language. */
function quote(value: string): string {
  const escaped = value
    .replace(/[\\"]/g, '\\$&')
    .replace(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${escaped}"`;
}
