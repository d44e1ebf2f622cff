import { setImmediate } from 'node:timers/promises';

/**
 * How often others had their turn of the event loop during the work. Each look at the clock takes a millisecond more, so that
 * work is divided by its steps, and a fast machine does not do all of it within a slice.
 */
export async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  const { now } = performance;
  let looks = 0;
  performance.now = () => {
    looks += 1;
    return now.call(performance) + looks;
  };
  let turns = 0;
  let isDone = false;
  const others = (async () => {
    for (; !isDone; turns += 1) await setImmediate();
  })();
  try {
    await work();
  } finally {
    performance.now = now;
    isDone = true;
  }
  await others;
  return turns;
}
