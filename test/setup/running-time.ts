/**
 * Starts a watch over the time that this process runs; the answer stops it and gives its milliseconds. Those in which
 * the process stood still, or waited for its turn on a busy machine, do not count.
 */
export function runningTime(): () => number {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 10);
  timer.unref();
  return () => {
    clearInterval(timer);
    return ticks * 10;
  };
}
