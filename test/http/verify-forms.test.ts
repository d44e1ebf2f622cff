import { generateKeyPairSync } from 'node:crypto';
import { CompactSign } from 'jose';
import { generateKey, type PrivateKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePkixSigner, signDsse, signPgp } from '../../src/signatures/sign.js';
import { attestationOf, image, otherImage, payloadOf } from '../setup/attestations.js';
import { startServer, type TestServer } from '../setup/server.js';

/** Every form in which an occurrence can be signed is verified on write, and void beside another image. */
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const signer = parsePkixSigner({
  privateKeyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  signatureAlgorithm: 'ECDSA_P384_SHA384',
});
const publicKeyPem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
const digest = image.split('@')[1] ?? '';
let pgp: PrivateKey;
let server: TestServer;

beforeAll(async () => {
  server = await startServer();
  const date = new Date(Date.now() - 60_000);
  const pair = await generateKey({ userIDs: [{ name: 'QA' }], date, format: 'object' });
  pgp = pair.privateKey;
  for (const [id, note] of [
    ['plain', { attestation: { hint: { humanReadableName: 'qa' } } }],
    ['envelopes', { dsseAttestation: { hint: { humanReadableName: 'qa' } } }],
  ] as const) {
    await send(`v1/projects/team/notes?noteId=${id}`, note);
    await send(`v1/projects/team/attestors?attestorId=${id}`, {
      userOwnedGrafeasNote: {
        noteReference: `projects/team/notes/${id}`,
        publicKeys: [
          { pkixPublicKey: { publicKeyPem, signatureAlgorithm: 'ECDSA_P384_SHA384' } },
          { asciiArmoredPgpPublicKey: pair.publicKey.armor() },
        ],
      },
      verify: 'MARK',
    });
  }
});
afterAll(() => server.close());

async function send(path: string, body?: object, method = body === undefined ? 'GET' : 'POST') {
  const init = { method, headers: { 'content-type': 'application/json' } };
  const response = await fetch(`${server.url}/${path}`, {
    ...init,
    ...(body && { body: JSON.stringify(body) }),
  });
  const received = (await response.json()) as Record<string, unknown>;
  expect(response.status, JSON.stringify(received)).toBe(200);
  return received;
}

/** What was found out about an occurrence that is created so. */
async function foundOut(version: string, occurrence: object, note = 'plain') {
  const { name } = await send(`${version}/projects/team/occurrences`, {
    noteName: `projects/team/notes/${note}`,
    ...(version === 'v1' ? { resourceUri: image } : { resource: { uri: image } }),
    ...occurrence,
  });
  return { name, found: await send(`${version}/${name}:verification`) };
}

const pgpAttestation = (signature: string, pgpKeyId = pgp.getFingerprint()) => ({
  attestation: {
    attestation: { pgpSignedAttestation: { signature, contentType: 'SIMPLE_SIGNING_JSON', pgpKeyId } },
  },
});
const jwt = async (sub: string) => ({
  attestation: {
    jwts: [
      {
        compactJwt: await new CompactSign(Buffer.from(JSON.stringify({ sub })))
          .setProtectedHeader({ alg: 'ES384' })
          .sign(signer.privateKey),
      },
    ],
  },
});
const envelope = (sha256: string, payloadType = 'application/vnd.in-toto+json') => {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'a', digest: { sha256 } }],
  };
  const made = JSON.parse(
    signDsse('application/vnd.in-toto+json', Buffer.from(JSON.stringify(statement)), signer),
  );
  return { dsseAttestation: { envelope: { ...made, payloadType } } };
};

describe('signatures that are verified on write', () => {
  it('are detached signatures, JWTs, PGP messages and DSSE envelopes', async () => {
    const at = new Date();
    const all = [
      await foundOut('v1', { attestation: attestationOf(image, { signer, publicKeyPem }) }),
      await foundOut('v1', await jwt(`container:digest:${digest}`)),
      await foundOut('v1', envelope(digest.replace('sha256:', '')), 'envelopes'),
      await foundOut('v1beta1', pgpAttestation(await signPgp(payloadOf(image), pgp, at))),
      await foundOut('v1beta1', pgpAttestation(await signPgp(payloadOf(image), pgp, at, 'clear'))),
    ];
    expect(all.map(({ found }) => found.state)).toEqual(all.map(() => 'VERIFIED'));
  });

  it.each([
    ['a JWT', 'v1', () => jwt(`container:digest:sha256:${'ab'.repeat(32)}`), 'PAYLOAD_OF_ANOTHER_ARTIFACT'],
    [
      'a JWT without a digest that can be compared',
      'v1',
      () => jwt(`container:digest:SHA256:${'ab'.repeat(32)}`),
      'PAYLOAD_NAMES_NOTHING',
    ],
    ['an envelope', 'v1', () => envelope('ab'.repeat(32)), 'PAYLOAD_OF_ANOTHER_ARTIFACT'],
    [
      'an envelope of another type',
      'v1',
      () => envelope(digest.slice(7), 'application/json'),
      'PAYLOAD_TYPE',
    ],
    [
      'a message',
      'v1beta1',
      async () => pgpAttestation(await signPgp(payloadOf(otherImage), pgp, new Date())),
      'PAYLOAD_OF_ANOTHER_ARTIFACT',
    ],
    [
      'a message of an unknown key',
      'v1beta1',
      async () => pgpAttestation(await signPgp(payloadOf(image), pgp, new Date()), 'AB'.repeat(20)),
      'KEY_UNKNOWN',
    ],
    [
      'a message with text outside',
      'v1beta1',
      async () => pgpAttestation(`trusted\n${await signPgp(payloadOf(image), pgp, new Date(), 'clear')}`),
      'MALFORMED',
    ],
    [
      'two messages',
      'v1beta1',
      async () => pgpAttestation((await signPgp(payloadOf(image), pgp, new Date())).repeat(2)),
      'MALFORMED',
    ],
    [
      'half a message',
      'v1beta1',
      async () => pgpAttestation((await signPgp(payloadOf(image), pgp, new Date())).slice(0, 200)),
      'MALFORMED',
    ],
    ['no message', 'v1beta1', async () => pgpAttestation('signed'), 'MALFORMED'],
    [
      'a message beyond all bounds',
      'v1beta1',
      async () => pgpAttestation(`-----BEGIN PGP MESSAGE-----\n\n${'A'.repeat(300_000)}`),
      'TOO_LARGE',
    ],
    [
      'no signature at all',
      'v1beta1',
      async () => ({ attestation: { attestation: { genericSignedAttestation: {} } } }),
      'NO_SIGNATURE',
    ],
  ])('and a mismatching %s is not verified', async (_, version, make, reason) => {
    const occurrence = await make();
    const { found } = await foundOut(
      version,
      occurrence,
      'dsseAttestation' in occurrence ? 'envelopes' : 'plain',
    );
    expect(found).toMatchObject({
      state: 'NOT_VERIFIED',
      checks: [{ denialReason: expect.stringContaining(reason) }],
    });
  });

  it('stay verified when a version that cannot express them updates the occurrence', async () => {
    const { name } = await foundOut(
      'v1beta1',
      pgpAttestation(await signPgp(payloadOf(image), pgp, new Date())),
    );
    await send(`v1/${name}?updateMask=remediation`, { remediation: 'none' }, 'PATCH');
    expect(await send(`v1beta1/${name}:verification`)).toMatchObject({ state: 'VERIFIED' });
    const token = await foundOut('v1', await jwt(`container:digest:${digest}`));
    await send(`v1beta1/${token.name}?updateMask=remediation`, { remediation: 'none' }, 'PATCH');
    expect(await send(`v1beta1/${token.name}:verification`)).toMatchObject({ state: 'VERIFIED' });
  });
});
