/** The time sources. One pair per process, made in compose.ts; tests give their own. */
export interface Clock {
  /** Wall time: milliseconds since the epoch, as the system has it. It may be set ahead and back at any moment. */
  now(): number;
  /** Milliseconds since some moment; never goes back and never jumps. For durations: limits, ages, pauses. */
  elapsed(): number;
}

export function systemClock(): Clock {
  return { now: () => Date.now(), elapsed: () => performance.now() };
}
