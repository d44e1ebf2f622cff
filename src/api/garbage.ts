import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects memory that is no longer used, by the engine's own function, which only a flag shows. By itself the engine waits
 * until a multiple of what is alive has come together, which after a large answer may take a million small requests;
 * the next time after this it waits for half of what is alive (docs/adr/0017).
 */
export function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return () => {
    setFlagsFromString('--heap-growing-percent=50');
    collect();
    setFlagsFromString('--heap-growing-percent=0');
  };
}

/** Bytes of young objects, both halves: more saves little time, and the engine would take eight times as much. */
const youngBytes = 16 * 1024 * 1024;

/**
 * Keeps the space of young objects small (docs/adr/0029). Its bound is a flag of the start, but whether it may grow is
 * asked after each collection: it grows to `youngBytes`, again should it have shrunk, and no further.
 */
export function boundYoungObjects(): void {
  let mayGrow = true;
  new PerformanceObserver(() => {
    const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    const isSmall = (space?.space_size ?? 0) < youngBytes;
    if (isSmall === mayGrow) return;
    mayGrow = isSmall;
    setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
  }).observe({ entryTypes: ['gc'] });
}
