/** The time source. One per process, made in compose.ts; tests give their own. */
export interface Clock {
  /** Milliseconds since the epoch; never goes back within a process. */
  now(): number;
}

export function systemClock(): Clock {
  let last = 0;
  return {
    now() {
      last = Math.max(last, Date.now());
      return last;
    },
  };
}
