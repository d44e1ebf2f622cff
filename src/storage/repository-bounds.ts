/** Bytes of the text of a note that is read with many others (Repository.getNotes). */
export const shortNote = 16_384;

/** How long, and how many, requests with an id a store keeps. It may keep a few more. */
export const requestBounds = {
  /** One hour; clients stop retrying long before. */
  micros: 3_600_000_000,
  /** For each caller in each scope, so that no caller displaces the requests of another. */
  count: 100_000,
  /** Old requests are removed once in this number of requests. */
  sweepEvery: 256,
  /** Maximal number of requests removed at once. */
  sweepSize: 1024,
} as const;
