/** What one filter may cost. A list of 100 image digests fits. */
export const filterLimits = {
  /** UTF-16 units of text. */
  length: 16_384,
  /** Parentheses and negations within each other. */
  depth: 50,
  /** Comparisons and other conditions. */
  terms: 200,
  /** Those of them on fields that no column holds, for which every document they meet is read. */
  documentTerms: 50,
} as const;
