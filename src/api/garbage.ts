import { setFlagsFromString } from 'node:v8';
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
