import { setImmediate } from 'node:timers/promises';

/** How often others had their turn of the event loop during the work. */
export async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const others = (async () => {
    for (; !isDone; turns += 1) await setImmediate();
  })();
  await work();
  isDone = true;
  await others;
  return turns;
}
