/** Limits of one filter. A list of 100 image digests fits. */
export const filterLimits = {
  /** UTF-16 units of text. */
  length: 16_384,
  /** Nesting of parentheses and negations. */
  depth: 50,
  /** Comparisons and other conditions. */
  terms: 200,
  /** Conditions on fields without a column, which read documents. */
  documentTerms: 50,
} as const;
