import type { Kind } from './kind.js';

/** Versions of the contract. Each has its own messages, members and numbers of kinds. */
export type ContractVersion = 'v1beta1' | 'v1';

type KnownKinds = Readonly<Record<ContractVersion, readonly Kind[]>>;

let known: KnownKinds | undefined;

/**
 * Some declarations speak of all kinds: DISCOVERY names one, a packed message may be of any. They are read
 * before the lists of kinds are complete and cannot import them, so they ask here when a value comes along.
 * kinds/index.ts, where the lists are, makes them known once while it is loaded.
 */
export function declareKinds(kinds: KnownKinds): KnownKinds {
  known = kinds;
  return kinds;
}

export function knownKinds(version: ContractVersion): readonly Kind[] {
  if (known === undefined) throw new Error('kinds/index.ts has to be imported before values are decoded');
  return known[version];
}
