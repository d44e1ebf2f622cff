import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Signed } from '../../src/domain/signed.js';
import type { JobRunner } from '../../src/jobs/in-this-thread.js';
import { ProcessPool } from '../../src/jobs/process-pool.js';
import { KeyMemory } from '../../src/services/attestor-keys.js';
import { createVerifier, maxOnTheLoop } from '../../src/services/signature-verifier.js';
import { bounds } from '../../src/signatures/bounds.js';
import { parseArtifact } from '../../src/signatures/digests.js';
import type { PublicKeyDocument } from '../../src/signatures/key-document.js';
import { signDsse, signPgp, signPkix } from '../../src/signatures/sign.js';
import { startServer } from '../setup/server.js';
import {
  at,
  hex,
  type PgpPair,
  payload,
  pgpPair,
  reference,
  signerOf,
  words,
} from '../unit/signatures/kit.js';

const pool = new ProcessPool({
  script: new URL('../../src/services/signature-process.ts', import.meta.url),
  processes: 1,
  maxQueued: 10,
  maxHeap: 256,
});
afterAll(() => pool.close());

/** How many jobs the pool was given. */
let jobs = 0;
const counting: JobRunner = {
  run(job, caller) {
    jobs += 1;
    return pool.run(job, caller);
  },
};

const signer = signerOf('ECDSA_P256_SHA256');
const pkix: PublicKeyDocument = {
  pkixPublicKey: {
    publicKeyPem: signer.publicKey.key.export({ format: 'pem', type: 'spki' }).toString(),
    signatureAlgorithm: 'ECDSA_P256_SHA256',
  },
};
let pair: PgpPair;
beforeAll(async () => {
  pair = await pgpPair();
});

function detached(bytes: Buffer): Signed {
  const { signature, publicKeyId } = signPkix(bytes, signer);
  const signatures = [{ signature: signature.toString('base64'), keyId: publicKeyId }];
  return { form: 'detached', payload: bytes.toString('base64'), signatures };
}

/** A statement about the image that is as long as this, in base64. */
function statement(length: number): Buffer {
  const about = { _type: 'https://in-toto.io/Statement/v1', subject: [{ digest: { sha256: hex } }] };
  const bare = JSON.stringify({ ...about, predicate: '' }).length;
  return Buffer.from(JSON.stringify({ ...about, predicate: 'x'.repeat((length / 4) * 3 - bare) }));
}

async function verify(part: Signed, keys: readonly PublicKeyDocument[], image = hex) {
  const before = jobs;
  const artifact = parseArtifact(`https://${reference}@sha256:${image}`);
  const { results } = await createVerifier(new KeyMemory(), counting)([part], keys, artifact, at);
  const here = await createVerifier(new KeyMemory())([part], keys, artifact, at);
  expect(results).toEqual(here.results);
  return `${words(results)} ${jobs > before ? 'in the pool' : 'here'}`;
}

it('verifies short signatures by PKIX keys in its own process, and long ones in the pool', async () => {
  expect(await verify(detached(payload), [pkix])).toBe('verified here');
  expect(await verify(detached(statement(maxOnTheLoop)), [pkix])).toBe('verified here');
  expect(await verify(detached(statement(maxOnTheLoop + 4)), [pkix])).toBe('verified in the pool');
  const envelope = signDsse('application/vnd.in-toto+json', statement(maxOnTheLoop), signer);
  expect(await verify({ form: 'dsse', envelope }, [pkix])).toBe('verified in the pool');
  expect(await verify({ form: 'jwts', tokens: ['x'.repeat(maxOnTheLoop + 1)] }, [pkix])).toBe(
    'TOO_LARGE in the pool',
  );
});

it('verifies signatures of cosign likewise, up to a maximum number', async () => {
  const cosign = (bytes: Buffer, count: number): Signed => ({
    form: 'cosign',
    payload: bytes.toString('base64'),
    signatures: Array.from({ length: count }, () => signPkix(bytes, signer).signature.toString('base64')),
  });
  const long = Buffer.from(
    JSON.stringify({ ...JSON.parse(String(payload)), optional: { x: 'x'.repeat(maxOnTheLoop) } }),
  );
  const many = 'verified '.repeat(bounds.signatures);
  expect(await verify(cosign(payload, bounds.signatures), [pkix])).toBe(`${many}here`);
  expect(await verify(cosign(payload, bounds.signatures + 1), [pkix])).toBe('TOO_LARGE here');
  expect(await verify(cosign(long, 1), [pkix])).toBe('verified in the pool');
  expect(await verify(cosign(statement(1000), 1), [pkix])).toBe('PAYLOAD_NAMES_NOTHING here');
});

it('verifies OpenPGP in the pool, with the same results', async () => {
  const keys = [{ asciiArmoredPgpPublicKey: pair.armour }];
  const message = await signPgp(payload, pair.privateKey, at);
  const part = { form: 'pgp' as const, message, keyId: pair.key.id };
  expect(await verify(part, keys)).toBe('verified in the pool');
  expect(await verify(part, keys, 'ab'.repeat(32))).toBe('PAYLOAD_OF_ANOTHER_ARTIFACT in the pool');
  expect(await verify({ ...part, message: 'nothing' }, keys)).toBe('MALFORMED in the pool');
  expect(await verify(part, [pkix])).toBe('KEY_UNKNOWN in the pool');
  const signatures = [{ signature: Buffer.from(message).toString('base64'), keyId: pair.key.id }];
  expect(await verify({ form: 'detached', payload: payload.toString('base64'), signatures }, keys)).toBe(
    'verified in the pool',
  );
});

it('is used by the server', async () => {
  const started: ChildProcess[] = [];
  const onStart = (message: unknown) => started.push((message as { process: ChildProcess }).process);
  const server = await startServer();
  subscribe('child_process', onStart);
  try {
    const send = async (path: string, body: object) => {
      const init = { method: 'POST', body: JSON.stringify(body) };
      const response = await fetch(`${server.url}/v1/projects/team/attestors${path}`, init);
      return (await response.json()) as Record<string, unknown>;
    };
    const noteReference = 'projects/team/notes/qa';
    const publicKeys = [{ asciiArmoredPgpPublicKey: pair.armour }];
    await send('?attestorId=qa', { userOwnedGrafeasNote: { noteReference, publicKeys } });
    const signature = Buffer.from(await signPgp(payload, pair.privateKey, at)).toString('base64');
    const found = await send('/qa:validateAttestationOccurrence', {
      attestation: {
        serializedPayload: payload.toString('base64'),
        signatures: [{ signature, publicKeyId: pair.key.id }],
      },
      occurrenceNote: noteReference,
      occurrenceResourceUri: `https://${reference}@sha256:${hex}`,
    });
    expect(found).toEqual({ result: 'VERIFIED' });
    const scripts = started.flatMap(({ spawnargs }) => spawnargs);
    expect(scripts.filter((text) => text.includes('signature-process'))).toHaveLength(1);
  } finally {
    unsubscribe('child_process', onStart);
    await server.close();
  }
});
