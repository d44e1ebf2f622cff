import type { Caller } from '../domain/permits.js';
import type { Signed } from '../domain/signed.js';
import type { JobRunner } from '../jobs/in-this-thread.js';
import type { Digest } from '../signatures/digests.js';
import type { PublicKeyDocument } from '../signatures/key-document.js';
import { type VerifiedAttestation, verifySigned } from './attestation-verifier.js';
import { KeyMemory } from './attestor-keys.js';

/** Returns the result of each signature by these keys, for an artifact and at a time. Callers whose long signatures wait take turns. */
export type Verifier = (
  signed: readonly Signed[],
  keys: readonly PublicKeyDocument[],
  artifact: Digest | undefined,
  at: Date,
  caller?: Caller,
) => Promise<VerifiedAttestation>;

/** Characters that are read on the event loop; reading more takes longer than 1 ms. */
export const maxOnTheLoop = 64 * 1024;

interface Question {
  readonly signed: readonly Signed[];
  readonly keys: readonly PublicKeyDocument[];
  readonly artifact: Digest | undefined;
  readonly at: Date;
}

/**
 * Verifies small signatures by PKIX keys in this thread, which takes less than handing them to a process. OpenPGP, which
 * takes about a millisecond, and long texts go to a process of the pool, if there is one.
 *
 * @example
 * const verify = createVerifier(new KeyMemory(), pool);
 * const artifact = parseArtifact('https://r.example.com/app@sha256:1f…');
 * const { results } = await verify(signed, publicKeys, artifact, new Date());
 */
export function createVerifier(memory: KeyMemory, pool?: JobRunner): Verifier {
  return (signed, keys, artifact, at, caller) => {
    if (pool === undefined || !isLong(signed, keys)) return verifySigned(signed, keys, artifact, at, memory);
    const question: Question = { signed, keys, artifact, at };
    return pool.run((process) => process.call<VerifiedAttestation>('verify', question), caller);
  };
}

/** What a process of the pool runs. Parsed keys are kept for later jobs: a text is always the same key. */
export function openVerifyJob(memory = new KeyMemory()) {
  return {
    verify: ({ signed, keys, artifact, at }: Question) => verifySigned(signed, keys, artifact, at, memory),
  };
}

function isLong(signed: readonly Signed[], keys: readonly PublicKeyDocument[]): boolean {
  const hasPgpKey = keys.some(({ asciiArmoredPgpPublicKey }) => asciiArmoredPgpPublicKey !== undefined);
  return signed.some(
    (part) => part.form === 'pgp' || (part.form === 'detached' && hasPgpKey) || lengthOf(part) > maxOnTheLoop,
  );
}

/** Characters of what is read at once. */
function lengthOf(part: Signed): number {
  switch (part.form) {
    case 'detached':
    case 'cosign':
      return part.payload.length;
    case 'pgp':
      return part.message.length;
    case 'jwts':
      return part.tokens.reduce((most, { length }) => Math.max(most, length), 0);
    case 'dsse':
      return part.envelope.length;
  }
}
