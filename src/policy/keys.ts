import { ApiError } from '../domain/errors.js';
import { openPause } from '../domain/slices.js';
import type { PublicKeyDocument } from '../signatures/key-document.js';
import { checkKeyCount, toKeySet } from '../signatures/key-set.js';
import { type PkixKey, parsePkixKey } from '../signatures/pkix-key.js';
import type { PkixPublicKey, SigstoreSignatureCheck, SimpleSigningAttestationCheck } from './documents.js';
import { maxViolations } from './policy-rules.js';

/** Keys that a policy holds itself. */
export interface PolicyKeys {
  /** The usable keys of each authority, in order. */
  readonly sets: readonly (readonly PublicKeyDocument[])[];
  /** What is wrong with keys, and where. */
  readonly problems: readonly { readonly field: string; readonly description: string }[];
}

/** Parsing a key takes a quarter of a millisecond, and a policy is evaluated for many images, so its keys are parsed once. */
const known = new WeakMap<object, Promise<PolicyKeys>>();

function once(check: object, read: () => Promise<PolicyKeys>): Promise<PolicyKeys> {
  const keys = known.get(check) ?? read();
  known.set(check, keys);
  return keys;
}

/** The keys of a check; a check is not changed once it has been read. */
export function keysOfSimpleSigning(check: SimpleSigningAttestationCheck): Promise<PolicyKeys> {
  return once(check, () => readSimpleSigning(check));
}

/** As keysOfSimpleSigning. */
export function keysOfSigstore(check: SigstoreSignatureCheck): Promise<PolicyKeys> {
  return once(check, () => readSigstore(check));
}

function readSimpleSigning({
  attestationAuthenticators = [],
}: SimpleSigningAttestationCheck): Promise<PolicyKeys> {
  return readSets(
    attestationAuthenticators.map(({ pkixPublicKeySet }, index) => ({
      at: `attestation_authenticators[${index}].pkix_public_key_set.pkix_public_keys`,
      keys: pkixPublicKeySet?.pkixPublicKeys ?? [],
      parse: parsePolicyKey,
    })),
  );
}

function readSigstore({ sigstoreAuthorities = [] }: SigstoreSignatureCheck): Promise<PolicyKeys> {
  return readSets(
    sigstoreAuthorities.map(({ publicKeySet }, index) => ({
      at: `sigstore_authorities[${index}].public_key_set.public_keys`,
      keys: publicKeySet?.publicKeys ?? [],
      parse: ({ publicKeyPem = '' }) => parseCosignKey(publicKeyPem),
    })),
  );
}

function parsePolicyKey({ publicKeyPem = '', signatureAlgorithm = '', keyId = '' }: PkixPublicKey): PkixKey {
  return parsePkixKey({ publicKeyPem, signatureAlgorithm: String(signatureAlgorithm), id: keyId });
}

/** How cosign signs by each sort of key. */
const cosignAlgorithms = [
  'ECDSA_P256_SHA256',
  'ECDSA_P384_SHA384',
  'ECDSA_P521_SHA512',
  'RSA_SIGN_PKCS1_2048_SHA256',
  'RSA_SIGN_PKCS1_3072_SHA256',
  'RSA_SIGN_PKCS1_4096_SHA256',
] as const;

function parseCosignKey(publicKeyPem: string): PkixKey {
  let problem: unknown;
  for (const signatureAlgorithm of cosignAlgorithms) {
    try {
      return parsePkixKey({ publicKeyPem, signatureAlgorithm });
    } catch (error) {
      problem ??= error;
    }
  }
  throw problem;
}

interface KeyList<Key extends PublicKeyText> {
  readonly at: string;
  readonly keys: readonly Key[];
  readonly parse: (key: Key) => PkixKey;
}

interface PublicKeyText {
  readonly publicKeyPem?: string | undefined;
}

/** Reads no further key once there are as many problems as an error lists: a policy with them is refused. */
async function readSets<Key extends PublicKeyText>(lists: readonly KeyList<Key>[]): Promise<PolicyKeys> {
  const pause = openPause();
  const problems: { field: string; description: string }[] = [];
  const note = (field: string, error: unknown): void => {
    if (!(error instanceof ApiError)) throw error;
    const [violation] = error.violations;
    problems.push({ field, description: violation?.description ?? error.message });
  };
  const sets: PublicKeyDocument[][] = [];
  for (const { at, keys, parse } of lists) {
    const parsed: PkixKey[] = [];
    const documents: PublicKeyDocument[] = [];
    try {
      // Before they are parsed.
      checkKeyCount(keys.length);
      for (const [index, key] of keys.entries()) {
        if (problems.length >= maxViolations) break;
        await pause();
        try {
          const { publicKeyPem } = key;
          const read = parse(key);
          const { algorithm: signatureAlgorithm, id: keyId } = read;
          parsed.push(read);
          documents.push({ pkixPublicKey: { publicKeyPem, signatureAlgorithm, keyId } });
        } catch (error) {
          note(`${at}[${index}]`, error);
        }
      }
      toKeySet(parsed);
      sets.push(documents);
    } catch (error) {
      note(at, error);
      sets.push([]);
    }
  }
  return { sets, problems };
}
