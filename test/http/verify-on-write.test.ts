import { describe, expect, it } from 'vitest';
import { attestationOf, image, makeSigner, otherImage } from '../setup/attestations.js';
import { verifyingServer } from './verify-kit.js';

/** Signatures of occurrences are verified before they are written, if an attestor requires it. */

const own = makeSigner();
const stranger = makeSigner();
const { send, sent } = verifyingServer();
let serial = 0;

/** A note with an attestor that demands something of it. */
async function setUp(verify: string | undefined, signer = own) {
  serial += 1;
  const noteName = `projects/team/notes/n${serial}`;
  const attestor = `projects/team/attestors/a${serial}`;
  await sent('POST', `v1/projects/team/notes?noteId=n${serial}`, {
    attestation: { hint: { humanReadableName: 'ci' } },
  });
  const body = (publicKeyPem: string) => ({
    userOwnedGrafeasNote: {
      noteReference: noteName,
      publicKeys: [{ pkixPublicKey: { publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' } }],
    },
  });
  await sent('POST', `v1/projects/team/attestors?attestorId=a${serial}`, {
    ...body(signer.publicKeyPem),
    verify,
  });
  return { noteName, attestor, body };
}

const attestationIn = {
  v1: (noteName: string, signer = own, about = image, uri = image) => ({
    noteName,
    resourceUri: uri,
    attestation: attestationOf(about, signer),
  }),
  v1beta1: (noteName: string, signer = own, about = image, uri = image) => ({
    noteName,
    resource: { uri },
    attestation: { attestation: { genericSignedAttestation: attestationOf(about, signer) } },
  }),
};

async function listed(noteName: string): Promise<unknown[]> {
  const { occurrences = [] } = await sent('GET', `v1/${noteName}/occurrences`);
  return occurrences as unknown[];
}

describe.each(['v1', 'v1beta1'] as const)('REQUIRE, in %s', (version) => {
  const make = attestationIn[version];
  const create = (body: object) => send('POST', `${version}/projects/team/occurrences`, body);

  it('writes an occurrence that a key verifies, and returns the key and the time', async () => {
    const { noteName, attestor } = await setUp('REQUIRE');
    const { name } = (await create(make(noteName))).body;
    for (const each of ['v1', 'v1beta1'])
      expect(await sent('GET', `${each}/${name}:verification`)).toEqual({
        name,
        state: 'VERIFIED',
        checkTime: expect.stringMatching(/^20.*Z$/),
        checks: [
          {
            attestors: [attestor],
            verify: 'REQUIRE',
            verified: true,
            attestor,
            keyId: own.signer.publicKey.id,
          },
        ],
      });
  });

  it.each([
    ['another key', (note: string) => make(note, stranger), 'KEY_UNKNOWN'],
    [
      'a payload about another image',
      (note: string) => make(note, own, otherImage),
      'PAYLOAD_OF_ANOTHER_ARTIFACT',
    ],
    [
      'an image without a digest',
      (note: string) => make(note, own, image, 'https://r/app:1'),
      'RESOURCE_WITHOUT_DIGEST',
    ],
  ])('refuses %s', async (_, body, reason) => {
    const { noteName, attestor } = await setUp('REQUIRE');
    const { status, body: error } = await create(body(noteName));
    expect(status).toBe(400);
    expect(error).toMatchObject({
      error: {
        status: 'FAILED_PRECONDITION',
        message: expect.stringContaining(`not verified by ${attestor}: signature 1: ${reason}`),
      },
    });
    expect(JSON.stringify(error)).toContain('SIGNATURE_NOT_VERIFIED');
    expect(await listed(noteName)).toEqual([]);
  });

  it('refuses a batch with an error per item, and writes none of it', async () => {
    const { noteName } = await setUp('REQUIRE');
    const occurrences = [
      make(noteName),
      make(noteName, stranger),
      make(noteName),
      make(noteName, own, otherImage),
    ];
    const { status, body } = await send('POST', `${version}/projects/team/occurrences:batchCreate`, {
      occurrences,
    });
    expect(status).toBe(400);
    const text = JSON.stringify(body);
    for (const index of [0, 1, 2, 3]) expect(text.includes(`"occurrences[${index}]"`)).toBe(index % 2 === 1);
    expect(await listed(noteName)).toEqual([]);
    const good = await send('POST', `${version}/projects/team/occurrences:batchCreate`, {
      occurrences: [make(noteName), make(noteName)],
    });
    expect(good.status).toBe(200);
  });

  it('refuses an update after which nothing is verified, and verifies other updates again', async () => {
    const { noteName, attestor, body } = await setUp('REQUIRE');
    const { name } = (await create(make(noteName))).body;
    const { attestation: bad } = make(noteName, stranger);
    const patch = (fields: object, mask: string) =>
      send('PATCH', `${version}/${name}?updateMask=${mask}`, fields);
    expect((await patch({ attestation: bad }, 'attestation')).status).toBe(400);
    expect(await sent('GET', `v1/${name}:verification`)).toMatchObject({ state: 'VERIFIED' });
    expect((await patch({ remediation: 'none' }, 'remediation')).status).toBe(200);
    await sent('PUT', `v1/${attestor}`, body(stranger.publicKeyPem));
    expect((await patch({ remediation: 'again' }, 'remediation')).status).toBe(400);
    expect((await patch({ attestation: bad }, 'attestation')).status).toBe(200);
    expect(await sent('GET', `v1/${name}:verification`)).toMatchObject({
      state: 'VERIFIED',
      checks: [{ keyId: stranger.signer.publicKey.id }],
    });
  });
});

describe('MARK', () => {
  it('writes an occurrence that is not verified, and returns the reason', async () => {
    const { noteName, attestor } = await setUp('MARK');
    const good = await sent('POST', 'v1/projects/team/occurrences', attestationIn.v1(noteName));
    expect(await sent('GET', `v1/${good.name}:verification`)).toMatchObject({ state: 'VERIFIED' });
    const bad = await sent(
      'POST',
      'v1/projects/team/occurrences',
      attestationIn.v1(noteName, own, otherImage),
    );
    expect(await sent('GET', `v1/${bad.name}:verification`)).toEqual({
      name: bad.name,
      state: 'NOT_VERIFIED',
      checkTime: expect.anything(),
      checks: [
        {
          attestors: [attestor],
          verify: 'MARK',
          verified: false,
          denialReason: expect.stringContaining('PAYLOAD_OF_ANOTHER_ARTIFACT'),
        },
      ],
    });
  });

  it('is removed by an update when nothing is demanded any more', async () => {
    const { noteName, attestor } = await setUp('MARK');
    const { name } = await sent('POST', 'v1/projects/team/occurrences', attestationIn.v1(noteName));
    await sent('DELETE', `v1/${attestor}`);
    expect(await sent('GET', `v1/${name}:verification`)).toMatchObject({ state: 'VERIFIED' });
    const { attestation } = attestationIn.v1(noteName, stranger);
    await sent('PATCH', `v1/${name}?updateMask=attestation`, { attestation });
    expect(await sent('GET', `v1/${name}:verification`)).toEqual({ name, state: 'NOT_CHECKED' });
  });
});

describe('attestors that demand nothing', () => {
  it('change nothing', async () => {
    const { noteName } = await setUp(undefined);
    const { name } = await sent('POST', 'v1/projects/team/occurrences', attestationIn.v1(noteName, stranger));
    expect(await sent('GET', `v1/${name}:verification`)).toEqual({ name, state: 'NOT_CHECKED' });
  });

  it('keep the demand if an update omits it; OFF removes it', async () => {
    const { noteName, attestor, body } = await setUp('REQUIRE');
    const attempt = async () =>
      (await send('POST', 'v1/projects/team/occurrences', attestationIn.v1(noteName, stranger))).status;
    const kept = await sent('PUT', `v1/${attestor}`, body(own.publicKeyPem));
    expect(kept.verify).toBe('REQUIRE');
    expect(await attempt()).toBe(400);
    const off = await sent('PUT', `v1/${attestor}`, { ...body(own.publicKeyPem), verify: 'OFF' });
    expect(off.verify).toBeUndefined();
    expect(await attempt()).toBe(200);
    await sent('PUT', `v1/${attestor}`, { ...body(own.publicKeyPem), verify: 'MARK' });
    expect(await attempt()).toBe(200);
    await sent('PUT', `v1/${attestor}`, { ...body(own.publicKeyPem), verify: 'REQUIRE' });
    expect(await attempt()).toBe(400);
    await sent('DELETE', `v1/${attestor}`);
    expect(await attempt()).toBe(200);
  });

  it('are refused with an unknown mode', async () => {
    expect(
      await send('POST', 'v1/projects/team/attestors?attestorId=x', { verify: 'SOMETIMES' }),
    ).toMatchObject({
      status: 400,
    });
    const { noteName } = await setUp(undefined);
    const userOwnedGrafeasNote = { noteReference: noteName };
    expect(
      await send('POST', 'v1/projects/team/attestors?attestorId=x', { userOwnedGrafeasNote, verify: 7 }),
    ).toMatchObject({ status: 400 });
  });
});

it('require for a note what each of its attestors demands', async () => {
  const { noteName } = await setUp('REQUIRE');
  await sent('POST', `v1/projects/others/attestors?attestorId=b${serial}`, {
    userOwnedGrafeasNote: {
      noteReference: noteName,
      publicKeys: [
        { pkixPublicKey: { publicKeyPem: stranger.publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' } },
      ],
    },
    verify: 'REQUIRE',
  });
  const one = attestationIn.v1(noteName);
  const refused = await send('POST', 'v1/projects/team/occurrences', one);
  expect(JSON.stringify(refused.body)).toContain(`not verified by projects/others/attestors/b${serial}`);
  const signatures = [...one.attestation.signatures, ...attestationOf(image, stranger).signatures];
  const both = { ...one, attestation: { ...one.attestation, signatures } };
  const { name } = await sent('POST', 'v1/projects/team/occurrences', both);
  expect(await sent('GET', `v1/${name}:verification`)).toMatchObject({ state: 'VERIFIED', checks: [{}, {}] });
});

it('never accept a verification result from a client', async () => {
  const { noteName } = await setUp('MARK');
  for (const member of ['verification', 'verified']) {
    const body = { ...attestationIn.v1(noteName, stranger), [member]: { state: 'VERIFIED' } };
    expect((await send('POST', 'v1/projects/team/occurrences', body)).status).toBe(400);
  }
  expect((await send('GET', 'v1/projects/team/occurrences/none:verification')).status).toBe(404);
});
