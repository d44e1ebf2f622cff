import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { bounds } from '../../../src/signatures/bounds.js';
import { parsePkixKey } from '../../../src/signatures/pkix-key.js';
import { signDsse } from '../../../src/signatures/sign.js';
import { verifyDetached } from '../../../src/signatures/verify-detached.js';
import { verifyDsse } from '../../../src/signatures/verify-dsse.js';
import { payload, signerOf, trust, words } from './kit.js';

const signer = signerOf('ECDSA_P256_SHA256');
const envelope = JSON.parse(
  signDsse('application/vnd.dev.cosign.simplesigning.v1+json', payload, signer),
) as { signatures: { sig: string }[] };
const sig = envelope.signatures[0]?.sig ?? '';
const strangers = Array.from({ length: bounds.keys }, () =>
  parsePkixKey({
    publicKeyPem: generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .publicKey.export({ format: 'pem', type: 'spki' })
      .toString(),
    signatureAlgorithm: 'ECDSA_P256_SHA256',
    id: `urn:uuid:${randomUUID()}`,
  }),
);
const [stranger] = strangers;

/** How often others had their turn meanwhile. */
async function turnsDuring<T>(work: () => Promise<T>): Promise<{ result: T; turns: number }> {
  let turns = 0;
  let isDone = false;
  const others = (async () => {
    for (; !isDone; turns += 1) await setImmediate();
  })();
  const result = await work();
  isDone = true;
  await others;
  return { result, turns };
}

describe('many signatures and keys', () => {
  const all = Array<{ sig: string }>(bounds.signatures).fill({ sig });

  it('of an envelope let other tasks run in between', async () => {
    const bytes = Buffer.from(JSON.stringify({ ...envelope, signatures: all }));
    const { result, turns } = await turnsDuring(() => verifyDsse(bytes, trust(...strangers)));
    expect(words(result)).toBe(Array(bounds.signatures).fill('SIGNATURE_WRONG').join(' '));
    // Each of them takes a tenth of a millisecond.
    expect(turns).toBeGreaterThanOrEqual((bounds.signatures * bounds.keys) / 2);
  });

  it('beside a payload let other tasks run in between', async () => {
    const signatures = all.map(() => ({ signature: Buffer.from(sig, 'base64'), keyId: stranger?.id ?? '' }));
    const { result, turns } = await turnsDuring(() =>
      verifyDetached(payload, signatures, trust(...strangers)),
    );
    expect(words(result)).toBe(Array(bounds.signatures).fill('SIGNATURE_WRONG').join(' '));
    expect(turns).toBeGreaterThanOrEqual(bounds.signatures / 2);
  });
});
