import { generateKeyPairSync } from 'node:crypto';
import type { SignatureAlgorithm } from '../../src/signatures/algorithms.js';
import { parseArtifact } from '../../src/signatures/digests.js';
import {
  formatSimpleSigning,
  type PkixSigner,
  parsePkixSigner,
  signPkix,
} from '../../src/signatures/sign.js';

/** Keys and attestations for tests of a server that verifies them. */

const repository = 'registry.example.com/shop/cart';
export const image = `https://${repository}@sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a`;
export const otherImage = `https://${repository}@sha256:${'ab'.repeat(32)}`;

export interface TestSigner {
  readonly signer: PkixSigner;
  readonly publicKeyPem: string;
}

/** A new key pair of P-256. */
export function makeSigner(signatureAlgorithm: SignatureAlgorithm = 'ECDSA_P256_SHA256'): TestSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const privateKeyPem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  return {
    signer: parsePkixSigner({ privateKeyPem, signatureAlgorithm }),
    publicKeyPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  };
}

/** The signed payload about an image. */
export function payloadOf(uri: string): Buffer {
  const digest = parseArtifact(uri);
  if (digest === undefined) throw new Error(`${uri} has no digest`);
  return formatSimpleSigning({ reference: repository, digest });
}

/** The v1 form of an attestation of an image with one signature. */
export function attestationOf(uri: string, { signer }: TestSigner) {
  const payload = payloadOf(uri);
  const { signature, publicKeyId } = signPkix(payload, signer);
  return {
    serializedPayload: payload.toString('base64'),
    signatures: [{ signature: signature.toString('base64'), publicKeyId }],
  };
}
