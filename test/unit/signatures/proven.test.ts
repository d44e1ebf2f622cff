import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignatureAlgorithm } from '../../../src/signatures/algorithms.js';
import { parsePkixKey } from '../../../src/signatures/pkix-key.js';
import { ProvenSignatures, proofOf } from '../../../src/signatures/proven.js';
import { signPkix } from '../../../src/signatures/sign.js';
import { verifyBytes } from '../../../src/signatures/verify-bytes.js';
import { checkPkix } from '../../../src/signatures/verify-pkix.js';
import { signerOf } from './kit.js';

/** A signature that was verified before gets the result that verifying it again has. */

const algorithms: readonly SignatureAlgorithm[] = [
  'ECDSA_P256_SHA256',
  'RSA_PSS_2048_SHA256',
  'RSA_SIGN_PKCS1_2048_SHA256',
];
const signers = algorithms.flatMap((algorithm) => [signerOf(algorithm, 1), signerOf(algorithm, 2)]);

interface Asked {
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
  readonly signer: number;
  readonly encoding: 'x509' | 'jws';
}

/** Another question that differs a little, as somebody would write who looks for two with one proof. */
const change: fc.Arbitrary<(asked: Asked) => Asked> = fc.oneof(
  fc.constant((asked: Asked) => asked),
  fc.nat().map((at) => (asked: Asked) => ({ ...asked, data: flipped(asked.data, at) })),
  fc.nat().map((at) => (asked: Asked) => ({ ...asked, signature: flipped(asked.signature, at) })),
  fc.nat().map((signer) => (asked: Asked) => ({ ...asked, signer: signer % signers.length })),
  fc.constant((asked: Asked): Asked => ({ ...asked, encoding: asked.encoding === 'jws' ? 'x509' : 'jws' })),
  // The border between signature and data, either way.
  fc.integer({ min: -20, max: 20 }).map((by) => ({ data, signature, ...rest }: Asked) => {
    const all = Buffer.concat([signature, data]);
    const end = Math.min(all.length, Math.max(0, signature.length + by));
    return { ...rest, signature: all.subarray(0, end), data: all.subarray(end) };
  }),
  fc.constant((asked: Asked) => ({ ...asked, data: Buffer.concat([asked.data, Buffer.of(0)]) })),
);

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ (1 + (at % 255));
  return copy;
}

const keyOf = (signer: number) => signers[signer]?.publicKey as NonNullable<(typeof signers)[0]>['publicKey'];

async function valid({ data, signature, signer, encoding }: Asked): Promise<boolean> {
  const { scheme, key } = keyOf(signer);
  return verifyBytes(scheme, data, key, signature, encoding);
}

describe('a signature that was verified before', () => {
  it('gets the same result as before, and any different input is verified itself', async () => {
    const seen = { valid: 0, invalid: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(signers.length - 1),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        async (data, signer, changes) => {
          const { signature } = signPkix(data, signers[signer] as (typeof signers)[0]);
          const first: Asked = { data, signature, signer, encoding: 'x509' };
          const { publicKey } = signers[signer] as (typeof signers)[0];
          expect(await checkPkix(data, signature, publicKey)).toBeUndefined();
          const next = changes.reduce((asked, each) => each(asked), first);
          for (const asked of [next, first, next]) {
            const isValid = await valid(asked).catch(() => false);
            const refusal = await checkPkix(asked.data, asked.signature, keyOf(asked.signer), asked.encoding);
            expect(refusal === undefined).toBe(isValid);
            if (isValid) seen.valid += 1;
            else seen.invalid += 1;
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(100);
  });

  it('has an entry of its own for each key, scheme, form, signature and text', () => {
    const [data, signature] = [Buffer.from('data'), Buffer.from('signature')];
    const proofs = new Set<string | undefined>();
    for (const { publicKey } of signers)
      for (const encoding of ['x509', 'jws'] as const)
        for (const [a, b] of [
          [data, signature],
          [signature, data],
          [Buffer.concat([Buffer.from('e'), data]), signature.subarray(0, -1)],
        ] as const)
          proofs.add(proofOf(a, b, publicKey, encoding));
    expect(proofs.size).toBe(signers.length * 2 * 3);
  });

  it('has the same entry for a key, whatever its id', () => {
    const [data, signature] = [Buffer.from('data'), Buffer.from('signature')];
    const algorithm = 'ECDSA_P256_SHA256';
    const { publicKey } = signerOf(algorithm);
    const named = signerOf(algorithm, 1, 'https://keys.example.com/one').publicKey;
    expect(proofOf(data, signature, named, 'x509')).toBe(proofOf(data, signature, publicKey, 'x509'));
    const publicKeyPem = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      .publicKey.export({ format: 'pem', type: 'spki' })
      .toString();
    const stranger = parsePkixKey({ publicKeyPem, signatureAlgorithm: algorithm, id: named.id });
    expect(proofOf(data, signature, stranger, 'x509')).not.toBe(proofOf(data, signature, named, 'x509'));
  });

  it('is dropped after a time, and long texts are not remembered', () => {
    const proven = new ProvenSignatures();
    proven.add('first');
    proven.add('asked');
    for (let index = 0; index < 40_000; index += 1) {
      proven.add(`n${index}`);
      if (index % 10_000 === 0) expect(proven.has('asked')).toBe(true);
    }
    expect([proven.has('first'), proven.has('asked')]).toEqual([false, true]);
    expect(proofOf(Buffer.alloc(65_537), Buffer.of(1), keyOf(0), 'x509')).toBeUndefined();
  });
});
