/** Bytes of the text of a note that is read with many others (Repository.getNotes). */
export const shortNote = 16_384;

/** For how long a store remembers requests that came with an id, and how many. It may remember a few more. */
export const requestBounds = {
  /** One hour; a client has long stopped repeating by then. */
  micros: 3_600_000_000,
  /** Of one caller in one scope, so that none pushes out the requests of another. */
  count: 100_000,
  /** Old ones are looked for once in so many requests. */
  sweepEvery: 256,
  /** And so many go at once. */
  most: 1024,
} as const;
