/**
 * What verifying costs: a detached signature by each kind of PKIX key, as an attestation has it, DSSE and JWT, each beside
 * the fastest `crypto.verify` of the same bytes with the same key; then OpenPGP, which has no such call. Run with `npx tsx bench/signatures.ts`.
 */

import { constants, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { setImmediate as pause } from 'node:timers/promises';
import { CompactSign } from 'jose';
import { generateKey } from 'openpgp';
import type { Signed } from '../src/domain/signed.js';
import { jobScript, ProcessPool } from '../src/jobs/process-pool.js';
import { KeyMemory } from '../src/services/attestor-keys.js';
import { createVerifier, type Verifier } from '../src/services/signature-verifier.js';
import { asWebKey, type SignatureAlgorithm, withPadding } from '../src/signatures/algorithms.js';
import { parseArtifact } from '../src/signatures/digests.js';
import { encodeDsse } from '../src/signatures/dsse.js';
import type { PublicKeyDocument } from '../src/signatures/key-document.js';
import { type Trust, type TrustedKey, toKeySet } from '../src/signatures/key-set.js';
import { parsePgpKey } from '../src/signatures/pgp-key.js';
import type { SignatureResult } from '../src/signatures/results.js';
import { formatSimpleSigning, parsePkixSigner, signDsse, signPgp, signPkix } from '../src/signatures/sign.js';
import { verifyDetached } from '../src/signatures/verify-detached.js';
import { verifyDsse } from '../src/signatures/verify-dsse.js';
import { verifyJwts } from '../src/signatures/verify-jwt.js';
import { verifyPgpMessage } from '../src/signatures/verify-pgp.js';

const hex = '4bf5122f'.repeat(8);
const reference = 'registry.example.com/shop/cart';
const artifact = parseArtifact(`https://${reference}@sha256:${hex}`);
if (artifact === undefined) throw new TypeError('the image has a digest');
const payload = formatSimpleSigning({ reference, digest: artifact });
const statement = Buffer.from(
  JSON.stringify({ _type: 'https://in-toto.io/Statement/v1', subject: [{ digest: { sha256: hex } }] }),
);
const now = new Date();
const trust = (key: TrustedKey): Trust => ({ keys: toKeySet([key]), artifact, at: now });

const rounds = 15;
/** From this time on, in microseconds, work should not hold the event loop. */
const tooLong = 1000;
/** What verifying may cost, in times of the bare call: it also reads the payload. */
const bound = 1.3;

interface Cost {
  /** Of all threads. */
  readonly all: number;
  /** Of the thread that runs the event loop. */
  readonly loop: number;
}

/**
 * Microseconds of processor time a call of each, in turn: the best of several rounds, as other work on the machine only
 * ever adds.
 */
async function measure(calls: number, ...runs: (() => unknown)[]): Promise<Cost[]> {
  const best = runs.map(() => ({ all: Number.POSITIVE_INFINITY, loop: Number.POSITIVE_INFINITY }));
  for (let round = 0; round < rounds; round += 1)
    for (const [index, run] of runs.entries()) {
      const [start, own] = [process.cpuUsage(), process.threadCpuUsage()];
      for (let call = 0; call < calls; call += 1) await run();
      const [all, loop] = [process.cpuUsage(start), process.threadCpuUsage(own)].map(
        ({ user, system }) => (user + system) / calls,
      ) as [number, number];
      const before = best[index] ?? { all, loop };
      best[index] = { all: Math.min(before.all, all), loop: Math.min(before.loop, loop) };
    }
  return best;
}

async function checked(run: () => Promise<readonly SignatureResult[]>): Promise<void> {
  const [result] = await run();
  if (result?.verified !== true) throw new Error(`not verified: ${JSON.stringify(result)}`);
}

function line(name: string, [ours, bare]: readonly Cost[]): void {
  if (ours === undefined) return;
  const times = bare === undefined ? 0 : ours.all / bare.all;
  const ratio = bare === undefined ? '' : `${bare.all.toFixed(0).padStart(6)} µs bare ${times.toFixed(2)} ×`;
  const notes = [
    ...(times > bound ? [`more than ${bound} ×: ${(ours.all - (bare?.all ?? 0)).toFixed(0)} µs more`] : []),
    ...(ours.loop > tooLong ? ['holds the event loop for more than 1 ms'] : []),
    ...(ours.loop < ours.all / 2 ? ['in a thread of the pool'] : []),
  ];
  console.log(`${name.padEnd(34)}${ours.all.toFixed(0).padStart(6)} µs ${ratio}  ${notes.join('; ')}`);
}

function privateKeyOf(algorithm: string): KeyObject {
  const curve = { P256: 'P-256', P384: 'P-384', P521: 'P-521' }[/P\d{3}/.exec(algorithm)?.[0] ?? ''];
  if (curve !== undefined) return generateKeyPairSync('ec', { namedCurve: curve }).privateKey;
  const modulusLength = Number(/_(\d{4})_/.exec(algorithm)?.[1]);
  return generateKeyPairSync('rsa', { modulusLength }).privateKey;
}

const algorithms: SignatureAlgorithm[] = [
  'RSA_SIGN_PKCS1_2048_SHA256',
  'RSA_SIGN_PKCS1_4096_SHA512',
  'RSA_PSS_2048_SHA256',
  'RSA_PSS_3072_SHA256',
  'RSA_PSS_4096_SHA512',
  'ECDSA_P256_SHA256',
  'ECDSA_P384_SHA384',
  'ECDSA_P521_SHA512',
];

/** Algorithms whose DSSE envelopes and JWTs are measured as well. */
const withForms: ReadonlySet<SignatureAlgorithm> = new Set([
  'RSA_SIGN_PKCS1_2048_SHA256',
  'RSA_PSS_3072_SHA256',
  'ECDSA_P256_SHA256',
]);

for (const signatureAlgorithm of algorithms) {
  const privateKeyPem = privateKeyOf(signatureAlgorithm).export({ format: 'pem', type: 'pkcs8' }).toString();
  const signer = parsePkixSigner({ privateKeyPem, signatureAlgorithm });
  const { publicKey: key } = signer;
  const { signature } = signPkix(payload, signer);
  const padded = withPadding(key.scheme, key.key, constants.RSA_PSS_SALTLEN_AUTO) as never;
  const asked = trust(key);
  const run = () => verifyDetached(payload, [{ signature, keyId: key.id }], asked);
  await checked(run);
  const bare = () => verify(key.scheme.hash, payload, padded, signature);
  line(signatureAlgorithm, await measure(300, run, bare));
  if (!withForms.has(signatureAlgorithm)) continue;
  const type = 'application/vnd.in-toto+json';
  const envelope = Buffer.from(signDsse(type, statement, signer));
  await checked(() => verifyDsse(envelope, asked));
  const encoded = encodeDsse(type, statement);
  const { signature: sig } = signPkix(encoded, signer);
  const bareDsse = () => verify(key.scheme.hash, encoded, padded, sig);
  line('  DSSE', await measure(300, () => verifyDsse(envelope, asked), bareDsse));
  const claims = Buffer.from(JSON.stringify({ sub: `container:digest:sha256:${hex}` }));
  const jwt = await new CompactSign(claims)
    .setProtectedHeader({ alg: key.scheme.jws })
    .sign(signer.privateKey);
  await checked(() => verifyJwts([jwt], asked));
  const [head = '', body = '', last = ''] = jwt.split('.');
  const [input, web] = [Buffer.from(`${head}.${body}`), Buffer.from(last, 'base64url')];
  const webKey = asWebKey(key.scheme, key.key) as never;
  const bareJwt = () => verify(key.scheme.hash, input, webKey, web);
  line('  JWT', await measure(300, () => verifyJwts([jwt], asked), bareJwt));
}

/** Milliseconds that other work waits at most while `run` runs: the best of several, as other programs only ever add. */
async function holdOf(run: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 2 * rounds; round += 1) {
    let isDone = false;
    let longest = 0;
    const work = run().finally(() => {
      isDone = true;
    });
    for (let last = performance.now(); !isDone; last = performance.now()) {
      await pause();
      longest = Math.max(longest, performance.now() - last);
    }
    await work;
    best = Math.min(best, longest);
  }
  return best;
}

const pool = new ProcessPool({
  script: jobScript('../src/services/signature-process', import.meta.url),
  processes: 1,
  maxQueued: 10,
  maxHeap: 256,
});
/** Processes of a pool alone do not keep a program running. */
const running = setInterval(() => {}, 1000);
const verifyHere = createVerifier(new KeyMemory());
const verifyInServer = createVerifier(new KeyMemory(), pool);

/** How long a part holds the event loop where it is read there, and in the server, which gives what is long to a process. */
async function holdLine(name: string, part: Signed, publicKey: PublicKeyDocument): Promise<void> {
  const keys = [publicKey];
  const run = (verify: Verifier) => () => verify([part], keys, artifact, now);
  for (const verify of [verifyHere, verifyInServer]) await checked(async () => (await run(verify)()).results);
  const [here, inServer] = [await holdOf(run(verifyHere)), await holdOf(run(verifyInServer))];
  console.log(`${name.padEnd(34)}${here.toFixed(2)} ms on the loop, ${inServer.toFixed(2)} ms in the server`);
}

for (const options of [
  { type: 'curve25519' as const },
  { type: 'ecc' as const, curve: 'nistP256' as const },
  { type: 'rsa' as const, rsaBits: 3072 },
]) {
  const date = new Date(now.getTime() - 60_000);
  const userIDs = [{ name: 'Signer' }];
  const pair = await generateKey({ ...options, userIDs, date, format: 'object' });
  const armour = pair.publicKey.armor();
  const key = await parsePgpKey(armour);
  for (const form of ['attached', 'clear'] as const) {
    const message = await signPgp(payload, pair.privateKey, now, form);
    const name = `PGP ${options.type} ${form}`;
    line(name, await measure(20, () => verifyPgpMessage(message, trust(key))));
    const part = { form: 'pgp' as const, message, keyId: key.id };
    await holdLine(`  holds`, part, { asciiArmoredPgpPublicKey: armour });
  }
}

const signer = parsePkixSigner({
  privateKeyPem: privateKeyOf('ECDSA_P256').export({ format: 'pem', type: 'pkcs8' }).toString(),
  signatureAlgorithm: 'ECDSA_P256_SHA256',
});
const publicKeyPem = signer.publicKey.key.export({ format: 'pem', type: 'spki' }).toString();
const publicKey = { pkixPublicKey: { publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' } };
for (const size of [16_000, 45_000, 250_000, 700_000]) {
  const materials = Array.from({ length: size / 128 }, (_, index) => ({
    uri: `pkg:deb/debian/package-${index}@1.2.3`,
    digest: { sha256: hex },
  }));
  const text = JSON.stringify({ ...JSON.parse(String(statement)), predicate: { materials } });
  const bytes = Buffer.from(text);
  const envelope = signDsse('application/vnd.in-toto+json', bytes, signer);
  await holdLine(
    `DSSE of ${(text.length / 1000).toFixed(0)} kB holds`,
    { form: 'dsse', envelope },
    publicKey,
  );
  const { signature, publicKeyId } = signPkix(bytes, signer);
  const signatures = [{ signature: signature.toString('base64'), keyId: publicKeyId }];
  const part = { form: 'detached' as const, payload: bytes.toString('base64'), signatures };
  await holdLine('  detached', part, publicKey);
}
clearInterval(running);
await pool.close();
