/** The larger input has so many times the bytes of the smaller one. */
export const growth = 4;
/** What is linear grows by 4, what is quadratic by 16. */
export const maxGrowth = 9;
/** Microseconds of processor time of this process, whatever else the machine does. */
function measure(run: (bytes: Buffer) => unknown, bytes: Buffer): number {
  const start = process.cpuUsage();
  try {
    run(bytes);
  } catch {
    // A refusal costs as well.
  }
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

/**
 * How many times as much `many` costs as `few`, and microseconds of `many`. Other work on the machine and garbage collection
 * only ever add, so a suspicion is looked into: the least of six rounds counts. A cost below `noise` microseconds says nothing:
 * some kernels count in ticks of 4,000.
 */
export function growthOf(
  run: (bytes: Buffer) => unknown,
  few: Buffer,
  many: Buffer,
  noise: number,
): { readonly ratio: number; readonly after: number } {
  let before = Number.POSITIVE_INFINITY;
  let after = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 6; round += 1) {
    before = Math.min(before, measure(run, few));
    after = Math.min(after, measure(run, many));
    if (after < noise) return { ratio: growth, after };
    // What takes a second is no noise.
    if (after / before < maxGrowth || after > 1_000_000) break;
  }
  return { ratio: after / before, after };
}
