import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** How much more than what is alive may come together among old objects, in percent; the engine would wait for 300. */
const oldGrowth = 60;
/** Bytes of young objects, both halves: more saves little time, and the engine would take 128 MB. */
const youngBytes = 8 * 1024 * 1024;

/**
 * Keeps the memory of this process small (docs/adr/0029): old objects are collected once `oldGrowth` percent
 * more have come than were alive, and the space of young objects stays at twice `youngBytes` at most. That bound is a flag of the start, but
 * whether the space may grow is asked after each collection: it grows to `youngBytes`, again should it have shrunk.
 */
export function boundGarbage(): void {
  setFlagsFromString(`--heap-growing-percent=${oldGrowth}`);
  let mayGrow = true;
  const look = (): void => {
    const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    const isSmall = (space?.space_size ?? 0) < youngBytes;
    if (isSmall === mayGrow) return;
    mayGrow = isSmall;
    setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
  };
  look();
  new PerformanceObserver(look).observe({ entryTypes: ['gc'] });
}
