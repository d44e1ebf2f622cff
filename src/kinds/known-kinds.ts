import type { Kind } from './kind.js';

let known: readonly Kind[] | undefined;

/**
 * Some declarations speak of all kinds: DISCOVERY names one, a packed message may be of any. They are read
 * before the list of kinds is complete and cannot import it, so they ask here when a value comes along.
 * kinds/index.ts, where the list is, makes it known once while it is loaded.
 */
export function declareKinds(kinds: readonly Kind[]): readonly Kind[] {
  known = kinds;
  return kinds;
}

export function knownKinds(): readonly Kind[] {
  if (known === undefined) throw new Error('kinds/index.ts has to be imported before values are decoded');
  return known;
}
