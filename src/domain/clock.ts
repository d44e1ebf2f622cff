/** The time sources. One pair per process, created in compose.ts; tests pass their own. */
export interface Clock {
  /** Wall-clock time: milliseconds since the epoch. The system may set it forward or back at any moment. */
  now(): number;
  /** Monotonic time in milliseconds. For durations: limits, ages, pauses. */
  elapsed(): number;
}

export function systemClock(): Clock {
  return { now: () => Date.now(), elapsed: () => performance.now() };
}
