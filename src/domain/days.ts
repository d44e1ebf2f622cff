/** A day in UTC, such as `2026-11-28`. Days compare as texts. */
export type Day = string;

const millis = 86_400_000;

/** The day of a time in milliseconds since the epoch. */
export function dayOf(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}

/** The day so many days before a time. @example daysBefore(Date.UTC(2026, 2, 1), 1) is '2026-02-28'. */
export function daysBefore(time: number, days: number): Day {
  return dayOf(time - days * millis);
}

/** Milliseconds from a time to the next day. */
export function untilNextDay(time: number): number {
  return millis - (((time % millis) + millis) % millis);
}
