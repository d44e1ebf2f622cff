import type { Kind } from './kind.js';

/** Versions of the contract. Each has its own messages, members and numbers of kinds. */
export type ContractVersion = 'v1beta1' | 'v1';

type KnownKinds = Readonly<Record<ContractVersion, readonly Kind[]>>;

let known: KnownKinds | undefined;

/**
 * Sets the lists of kinds. Some declarations need all kinds: DISCOVERY names one, a packed message may be of any. They are
 * loaded before the lists are complete and cannot import them, so they call `knownKinds` when they decode a value.
 * kinds/index.ts, which has the lists, calls this once while it is loaded.
 */
export function declareKinds(kinds: KnownKinds): KnownKinds {
  known = kinds;
  return kinds;
}

/** The kinds of a version. @throws Error before `declareKinds` was called. */
export function knownKinds(version: ContractVersion): readonly Kind[] {
  if (known === undefined) throw new Error('kinds/index.ts has to be imported before values are decoded');
  return known[version];
}
