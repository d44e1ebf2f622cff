import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The engine's own function, which only a flag shows. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
let isDue = false;

/**
 * Has memory that is no longer used collected, after what runs now. The engine by itself waits until as much has come
 * together again, which after a large answer may take a million small requests (docs/adr/0017).
 */
export function collectGarbage(): void {
  if (isDue) return;
  isDue = true;
  setImmediate(() => {
    isDue = false;
    collect();
  });
}
