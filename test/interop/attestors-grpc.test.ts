import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { attestationOf, image, makeSigner } from '../setup/attestations.js';
import { callUnary, grpcClient } from './grpc-client.js';

/** Attestors over gRPC, by the numbers of the published descriptors, written down here a second time. */
const package_ = 'google.cloud.binaryauthorization.v1';
const string = (id: number) => ({ type: 'string', id });
const one = (type: string, id: number) => ({ type, id });
const many = (type: string, id: number) => ({ rule: 'repeated', type, id });

const messages = {
  Timestamp: { fields: { seconds: one('int64', 1), nanos: one('int32', 2) } },
  Empty: { fields: {} },
  PkixPublicKey: {
    fields: { publicKeyPem: string(1), signatureAlgorithm: one('int32', 2), keyId: string(3) },
  },
  AttestorPublicKey: {
    fields: {
      comment: string(1),
      id: string(2),
      asciiArmoredPgpPublicKey: string(3),
      pkixPublicKey: one('PkixPublicKey', 5),
    },
  },
  UserOwnedGrafeasNote: {
    fields: { noteReference: string(1), publicKeys: many('AttestorPublicKey', 2), email: string(3) },
  },
  Attestor: {
    fields: {
      name: string(1),
      userOwnedGrafeasNote: one('UserOwnedGrafeasNote', 3),
      updateTime: one('Timestamp', 4),
      description: string(6),
      etag: string(7),
    },
  },
  CreateAttestorRequest: {
    fields: { parent: string(1), attestorId: string(2), attestor: one('Attestor', 3) },
  },
  NameRequest: { fields: { name: string(1) } },
  UpdateAttestorRequest: { fields: { attestor: one('Attestor', 1) } },
  ListAttestorsRequest: { fields: { parent: string(1), pageSize: one('int32', 2), pageToken: string(3) } },
  ListAttestorsResponse: { fields: { attestors: many('Attestor', 1), nextPageToken: string(2) } },
  Signature: { fields: { signature: one('bytes', 1), publicKeyId: string(2) } },
  AttestationOccurrence: {
    fields: { serializedPayload: one('bytes', 1), signatures: many('Signature', 2) },
  },
  ValidateRequest: {
    fields: {
      attestor: string(1),
      attestation: one('AttestationOccurrence', 2),
      occurrenceNote: string(3),
      occurrenceResourceUri: string(4),
    },
  },
  ValidateResponse: { fields: { result: one('int32', 1), denialReason: string(2) } },
  TestIamRequest: { fields: { resource: string(1), permissions: many('string', 2) } },
  TestIamResponse: { fields: { permissions: many('string', 1) } },
};
const root = protobuf.Root.fromJSON({ nested: messages });

const management = 'google.cloud.binaryauthorization.v1.BinauthzManagementServiceV1';
const methods: Readonly<Record<string, [service: string, request: string, response: string]>> = {
  CreateAttestor: [management, 'CreateAttestorRequest', 'Attestor'],
  GetAttestor: [management, 'NameRequest', 'Attestor'],
  UpdateAttestor: [management, 'UpdateAttestorRequest', 'Attestor'],
  ListAttestors: [management, 'ListAttestorsRequest', 'ListAttestorsResponse'],
  DeleteAttestor: [management, 'NameRequest', 'Empty'],
  ValidateAttestationOccurrence: [`${package_}.ValidationHelperV1`, 'ValidateRequest', 'ValidateResponse'],
  TestIamPermissions: ['google.iam.v1.IAMPolicy', 'TestIamRequest', 'TestIamResponse'],
};

describe('attestors over gRPC', () => {
  const grpc = grpcClient();

  function call(method: string, request: object): Promise<Record<string, unknown>> {
    const [service, asks, gives] = methods[method] ?? ['', '', ''];
    const types = [root.lookupType(asks), root.lookupType(gives)] as const;
    return callUnary(grpc.client, `/${service}/${method}`, types, request);
  }

  it('creates, reads, lists, replaces, verifies and deletes', async () => {
    const signer = makeSigner();
    const parent = 'projects/p';
    const name = `${parent}/attestors/qa`;
    const noteReference = 'projects/authorities/notes/qa';
    const pkixPublicKey = { publicKeyPem: signer.publicKeyPem, signatureAlgorithm: 9 };
    const id = signer.signer.publicKey.id;
    const attestor = { userOwnedGrafeasNote: { noteReference, publicKeys: [{ pkixPublicKey }] } };
    const made = await call('CreateAttestor', { parent, attestorId: 'qa', attestor });
    expect(made).toEqual({
      name,
      userOwnedGrafeasNote: { noteReference, publicKeys: [{ id, pkixPublicKey }] },
      updateTime: { seconds: expect.any(Number), nanos: expect.any(Number) },
      etag: expect.any(String),
    });
    expect(await call('GetAttestor', { name })).toEqual(made);
    expect(await call('ListAttestors', { parent, pageSize: 1 })).toEqual({ attestors: [made] });
    const changed = await call('UpdateAttestor', { attestor: { ...made, description: 'in words' } });
    expect(changed).toMatchObject({ name, description: 'in words' });
    await expect(call('UpdateAttestor', { attestor: made })).rejects.toMatchObject({ code: 10 });
    const { serializedPayload, signatures } = attestationOf(image, signer);
    const attestation = {
      serializedPayload: Buffer.from(serializedPayload, 'base64'),
      signatures: signatures.map(({ signature, publicKeyId }) => ({
        signature: Buffer.from(signature, 'base64'),
        publicKeyId,
      })),
    };
    const question = {
      attestor: name,
      attestation,
      occurrenceNote: noteReference,
      occurrenceResourceUri: image,
    };
    expect(await call('ValidateAttestationOccurrence', question)).toEqual({ result: 1 });
    expect(
      await call('ValidateAttestationOccurrence', { ...question, occurrenceResourceUri: 'https://r/app' }),
    ).toEqual({ result: 2, denialReason: expect.stringContaining('RESOURCE_WITHOUT_DIGEST') });
    expect(await call('DeleteAttestor', { name })).toEqual({});
    await expect(call('GetAttestor', { name })).rejects.toMatchObject({ code: 5 });
    await expect(call('ValidateAttestationOccurrence', question)).rejects.toMatchObject({ code: 5 });
    const asked = { resource: name, permissions: ['binaryauthorization.attestors.get'] };
    expect(await call('TestIamPermissions', asked)).toEqual({ permissions: asked.permissions });
  });
});
