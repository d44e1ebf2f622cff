import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Growth of old space, in percent of live objects, before it is collected; the default of V8 is 300. */
const oldGrowth = 60;
/** Bytes of young space, both halves: with half of it pages cost more, with more of it nothing costs less (docs/adr/0029). */
const youngSpace = 32 * 1024 * 1024;

/**
 * Keeps the memory of this process small (docs/adr/0029): old space is collected after it has grown by `oldGrowth` percent,
 * and young space is limited to twice `youngBytes`. V8 reads that limit at start, but checks after each collection
 * whether young space may grow: it grows to `youngBytes`, also after it has shrunk.
 *
 * @param youngBytes a smaller one shows on every release of Node that the limit works.
 */
export function boundGarbage(youngBytes = youngSpace): void {
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
