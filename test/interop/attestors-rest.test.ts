import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { binaryauthorization_v1 as api } from 'googleapis/build/src/apis/binaryauthorization/v1.js';
import { SignJWT } from 'jose';
import { generateKey, type PrivateKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signPgp } from '../../src/signatures/sign.js';
import { attestationOf, image, makeSigner, otherImage, payloadOf } from '../setup/attestations.js';
import { startServer, type TestServer } from '../setup/server.js';
import { refusal } from './refusal.js';

/** The client that Google generates from its discovery document of Binary Authorization, against a real server. */
describe('googleapis, binaryauthorization v1', () => {
  let server: TestServer;
  let attestors: api.Resource$Projects$Attestors;
  const parent = 'projects/p';
  const noteReference = 'projects/authorities/notes/qa';
  const own = makeSigner();
  const stranger = makeSigner();
  const pkix = (publicKeyPem = own.publicKeyPem): api.Schema$AttestorPublicKey => ({
    pkixPublicKey: { publicKeyPem, signatureAlgorithm: 'EC_SIGN_P256_SHA256' },
  });

  beforeAll(async () => {
    server = await startServer();
    attestors = new api.Binaryauthorization({ rootUrl: `${server.url}/`, retry: false }).projects.attestors;
  });
  afterAll(() => server.close());

  async function create(
    attestorId: string,
    ...publicKeys: api.Schema$AttestorPublicKey[]
  ): Promise<api.Schema$Attestor> {
    const requestBody = {
      name: `${parent}/attestors/${attestorId}`,
      userOwnedGrafeasNote: { noteReference, publicKeys },
    };
    return (await attestors.create({ parent, attestorId, requestBody })).data;
  }

  const validate = async (
    id: string,
    attestation: api.Schema$AttestationOccurrence,
    more: api.Schema$ValidateAttestationOccurrenceRequest = {},
  ): Promise<api.Schema$ValidateAttestationOccurrenceResponse> => {
    const requestBody = {
      attestation,
      occurrenceNote: noteReference,
      occurrenceResourceUri: image,
      ...more,
    };
    const request = { attestor: `${parent}/attestors/${id}`, requestBody };
    return (await attestors.validateAttestationOccurrence(request)).data;
  };

  it('creates, reads, replaces and deletes an attestor', async () => {
    const made = await create('life', pkix());
    const name = `${parent}/attestors/life`;
    const der = createPublicKey(own.publicKeyPem).export({ format: 'der', type: 'spki' });
    expect(made).toEqual({
      name,
      userOwnedGrafeasNote: {
        noteReference,
        publicKeys: [
          {
            id: `ni:///sha-256;${createHash('sha256').update(der).digest('base64url')}`,
            // The first name of two that mean the same.
            pkixPublicKey: { publicKeyPem: own.publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' },
          },
        ],
      },
      updateTime: expect.stringMatching(/^20.*Z$/),
      etag: expect.stringMatching(/^[\w-]{22}$/),
    });
    expect((await attestors.get({ name })).data).toEqual(made);
    const requestBody = { ...made, description: 'in words' };
    const { data: changed } = await attestors.update({ name, requestBody });
    expect(changed).toMatchObject({ description: 'in words', userOwnedGrafeasNote: { noteReference } });
    expect(changed.etag).not.toBe(made.etag);
    expect(await refusal(attestors.update({ name, requestBody }))).toEqual([
      412,
      expect.stringContaining('changed since'),
    ]);
    const unconditional = { userOwnedGrafeasNote: { noteReference } };
    const { data: emptied } = await attestors.update({ name, requestBody: unconditional });
    expect(emptied.userOwnedGrafeasNote).toEqual({ noteReference });
    await attestors.delete({ name });
    for (const call of [
      attestors.get({ name }),
      attestors.delete({ name }),
      attestors.update({ name, requestBody: unconditional }),
    ])
      expect(await refusal(call)).toEqual([404, `attestor "${name}" not found`]);
  });

  it('accepts If-Match with the entity tag for changes and deletes', async () => {
    await create('tagged');
    const url = `${server.url}/v1/${parent}/attestors/tagged`;
    const send = (method: string, etag: string) =>
      fetch(url, {
        method,
        headers: { 'if-match': etag, 'content-type': 'application/json' },
        ...(method === 'PUT' ? { body: JSON.stringify({ userOwnedGrafeasNote: { noteReference } }) } : {}),
      });
    const before = (await fetch(url)).headers.get('etag') ?? '';
    const changed = await send('PUT', before);
    expect(changed.status).toBe(200);
    const etag = changed.headers.get('etag') ?? '';
    expect((await fetch(url)).headers.get('etag')).toBe(etag);
    expect((await send('PUT', before)).status).toBe(412);
    expect((await send('DELETE', before)).status).toBe(412);
    expect((await send('DELETE', etag)).status).toBe(200);
  });

  it('lists a project in pages', async () => {
    const ids = ['list-a', 'list-b', 'list-c'];
    const inList = 'projects/list';
    const requestBody = { userOwnedGrafeasNote: { noteReference } };
    for (const attestorId of ids.toReversed())
      await attestors.create({ parent: inList, attestorId, requestBody });
    const found: unknown[] = [];
    let pageToken: string | undefined;
    do {
      const { data } = await attestors.list({ parent: inList, pageSize: 2, ...(pageToken && { pageToken }) });
      found.push(...(data.attestors ?? []).map(({ name }) => name));
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken !== undefined);
    expect(found).toEqual(ids.map((id) => `${inList}/attestors/${id}`));
    expect((await attestors.list({ parent: 'projects/none' })).data).toEqual({});
  });

  it('refuses values that it cannot store, and names them', async () => {
    await create('taken');
    expect((await refusal(create('taken')))[0]).toBe(409);
    const body = (requestBody: api.Schema$Attestor, attestorId = 'bad') =>
      refusal(attestors.create({ parent, attestorId, requestBody }));
    expect(await body({})).toEqual([400, 'attestor.user_owned_grafeas_note: must be specified']);
    const reference = 'attestor.user_owned_grafeas_note.note_reference';
    expect(await body({ userOwnedGrafeasNote: {} })).toEqual([400, `${reference}: must be specified`]);
    expect(await body({ userOwnedGrafeasNote: { noteReference: 'qa' } })).toEqual([
      400,
      expect.stringContaining(reference),
    ]);
    expect(
      await body({ name: 'projects/p/attestors/else', userOwnedGrafeasNote: { noteReference } }),
    ).toEqual([400, 'attestor.name: must be projects/p/attestors/bad, or nothing']);
    expect(await body({ userOwnedGrafeasNote: { noteReference } }, 'a/b')).toEqual([
      400,
      expect.stringContaining('attestor_id'),
    ]);
    const other = { userOwnedGrafeasNote: { noteReference: `${noteReference}2` } };
    const name = `${parent}/attestors/taken`;
    expect(await refusal(attestors.update({ name, requestBody: other }))).toEqual([
      400,
      `${reference}: the note of an attestor cannot be changed`,
    ]);
  });

  it('refuses weak, unknown and unreadable keys, and names the position of each', async () => {
    const rsa1024 = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const pem = rsa1024.publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const key = (publicKeyPem: string, signatureAlgorithm?: string, more = {}) => ({
      ...more,
      pkixPublicKey: { publicKeyPem, ...(signatureAlgorithm && { signatureAlgorithm }) },
    });
    const at = 'attestor.user_owned_grafeas_note.public_keys';
    const cases: [api.Schema$AttestorPublicKey[], RegExp][] = [
      [[key(pem, 'RSA_SIGN_PKCS1_2048_SHA256')], /\[0\]\.pkix_public_key\.signature_algorithm: .*1024/],
      [
        [pkix(), key(own.publicKeyPem, 'ML_DSA_65')],
        /\[1\]\.pkix_public_key\.signature_algorithm: ML_DSA_65/,
      ],
      [[key(own.publicKeyPem)], /\[0\]\.pkix_public_key\.signature_algorithm: must be one of/],
      [[key(own.publicKeyPem, 'ECDSA_P384_SHA384')], /\[0\]\.pkix_public_key\.signature_algorithm/],
      [[key('no key', 'ECDSA_P256_SHA256')], /\[0\]\.pkix_public_key\.public_key_pem/],
      [[key(own.publicKeyPem, 'ECDSA_P256_SHA256', { id: 'no uri' })], /\[0\]\.id: must be a URI/],
      [[{ asciiArmoredPgpPublicKey: 'no armour' }], /\[0\]\.ascii_armored_pgp_public_key/],
      [[{ comment: 'nothing' }], /\[0\]\.public_key: set/],
      [[pkix(), pkix()], /\[1\]\.id: key 0 has the id/],
      [
        [{ id: 'kms://a', pkixPublicKey: { ...pkix().pkixPublicKey, keyId: 'kms://b' } }],
        /\[0\]\.pkix_public_key\.key_id: must be the id/,
      ],
      [Array.from({ length: 65 }, () => ({ comment: 'x' })), /: at most 64 keys, not 65/],
    ];
    for (const [keys, expected] of cases) {
      const [status, message] = await refusal(create('weak', ...keys));
      expect([status, message]).toEqual([400, expect.stringMatching(expected)]);
      expect(message).toContain(at);
    }
    // All that is wrong is said at once.
    const [, both] = await refusal(create('weak', key('one'), key(pem, 'RSA_SIGN_PKCS1_2048_SHA256')));
    expect(both).toMatch(/public_keys\[0\].*public_keys\[1\]/);
    expect((await refusal(attestors.get({ name: `${parent}/attestors/weak` })))[0]).toBe(404);
  });

  it('limits a request to 64 KiB', async () => {
    const requestBody = { description: 'x'.repeat(64 * 1024), userOwnedGrafeasNote: { noteReference } };
    expect((await refusal(attestors.create({ parent, attestorId: 'large', requestBody })))[0]).toBe(413);
    await create('small');
    const name = `${parent}/attestors/small`;
    expect((await refusal(attestors.update({ name, requestBody })))[0]).toBe(413);
    expect((await attestors.get({ name })).data.description).toBeUndefined();
  });

  it('verifies an attestation, or returns the reason why it is not valid', async () => {
    await create('verifier', pkix());
    await create('keyless');
    const good = attestationOf(image, own);
    expect(await validate('verifier', good)).toEqual({ result: 'VERIFIED' });
    const denied = (denialReason: RegExp) => ({
      result: 'ATTESTATION_NOT_VERIFIABLE',
      denialReason: expect.stringMatching(denialReason),
    });
    expect(await validate('verifier', attestationOf(image, stranger))).toEqual(denied(/1: KEY_UNKNOWN/));
    const claimed = attestationOf(image, stranger);
    const publicKeyId = own.signer.publicKey.id;
    const forged = { ...claimed, signatures: [{ ...claimed.signatures[0], publicKeyId }] };
    expect(await validate('verifier', forged)).toEqual(denied(/SIGNATURE_WRONG/));
    expect(await validate('verifier', attestationOf(otherImage, own))).toEqual(
      denied(/PAYLOAD_OF_ANOTHER_ARTIFACT/),
    );
    expect(await validate('verifier', good, { occurrenceResourceUri: 'https://r/app:1.0' })).toEqual(
      denied(/RESOURCE_WITHOUT_DIGEST/),
    );
    expect(await validate('verifier', good, { occurrenceNote: 'projects/x/notes/qa' })).toEqual(
      denied(/note projects\/x\/notes\/qa, the attestor of projects\/authorities\/notes\/qa/),
    );
    expect(await validate('keyless', good)).toEqual(denied(/has no public keys/));
    expect(await validate('verifier', { ...good, signatures: [] })).toEqual(denied(/NO_SIGNATURE/));
    const one = { ...good, signatures: [...claimed.signatures, ...good.signatures] };
    expect(await validate('verifier', one)).toEqual({ result: 'VERIFIED' });
    expect((await refusal(validate('none', good)))[0]).toBe(404);
    expect(await refusal(validate('verifier', {}))).toEqual([
      400,
      expect.stringContaining('attestation.serialized_payload'),
    ]);
    expect((await refusal(validate('verifier', good, { occurrenceNote: '' })))[1]).toMatch(/occurrence_note/);
  });

  it('verifies PGP signatures and JWTs', async () => {
    const { privateKey, publicKey } = (await generateKey({
      userIDs: { name: 'qa' },
      format: 'object',
      type: 'ecc',
    })) as { privateKey: PrivateKey; publicKey: { armor(): string; getFingerprint(): string } };
    const armour = publicKey.armor();
    const made = await create('pgp', { id: 'overwritten', asciiArmoredPgpPublicKey: armour }, pkix());
    const fingerprint = publicKey.getFingerprint().toUpperCase();
    expect(made.userOwnedGrafeasNote?.publicKeys?.[0]?.id).toBe(fingerprint);
    const payload = payloadOf(image);
    const message = await signPgp(payload, privateKey, new Date());
    const signature = Buffer.from(message).toString('base64');
    const serializedPayload = payload.toString('base64');
    const bySigner = { serializedPayload, signatures: [{ signature, publicKeyId: fingerprint }] };
    expect(await validate('pgp', bySigner)).toEqual({ result: 'VERIFIED' });
    const elsewhere = { occurrenceResourceUri: otherImage };
    expect((await validate('pgp', bySigner, elsewhere)).denialReason).toMatch(/PAYLOAD_OF_ANOTHER/);

    const { signer } = own;
    const jwt = (subject: string, key = signer.privateKey) =>
      new SignJWT({ sub: subject })
        .setProtectedHeader({ alg: 'ES256', kid: signer.publicKey.id })
        .setIssuedAt()
        .sign(key);
    const subject = `container:digest:${image.slice(image.indexOf('@') + 1)}`;
    expect(await validate('pgp', { jwts: [{ compactJwt: await jwt(subject) }] })).toEqual({
      result: 'VERIFIED',
    });
    const wrong = { jwts: [{ compactJwt: await jwt(subject, stranger.signer.privateKey) }] };
    expect((await validate('pgp', wrong)).denialReason).toMatch(/SIGNATURE_WRONG/);
  });

  it('tests permissions under the names of the hosted service, and refuses IAM policies', async () => {
    const resource = `${parent}/attestors/any`;
    const permissions = ['binaryauthorization.attestors.get', 'attestors.verifyImageAttested'];
    const { data } = await attestors.testIamPermissions({ resource, requestBody: { permissions } });
    expect(data.permissions).toEqual(permissions);
    expect((await refusal(attestors.setIamPolicy({ resource, requestBody: {} })))[0]).toBe(501);
  });
});
