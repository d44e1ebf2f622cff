const [fewest, most] = [16, 500];
/** Milliseconds that a part of an import should take, the commit apart: everybody else waits meanwhile. */
const wanted = 15;

/** How many rows an import may write at once: as many as this disk and these documents allow, by what the last ones took. */
export class Pace {
  rows = 64;

  /** `written` rows took so many milliseconds. */
  took(written: number, millis: number): void {
    if (millis > wanted) this.rows = Math.max(fewest, Math.floor(this.rows / 2));
    // A part that was not full says nothing about a larger one.
    else if (millis < wanted / 2 && written >= this.rows / 2)
      this.rows = Math.min(most, Math.ceil(this.rows * 1.5));
  }
}
