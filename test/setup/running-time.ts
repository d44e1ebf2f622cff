/**
 * Measures the time that this process runs. The returned function stops the measurement and returns milliseconds. Time
 * in which the process was suspended, or waited for a processor on a busy machine, is not counted.
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
