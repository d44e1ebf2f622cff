import type { Kind } from '../kind.js';

const resource = {
  uri: 'https://registry.example.com/app@sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a',
};

const noteName = 'projects/authorities/notes/qa';

export const examples: Kind['examples'] = {
  notes: [
    {
      value: {
        shortDescription: 'Passed quality assurance.',
        attestationAuthority: { hint: { humanReadableName: 'qa' } },
      },
    },
  ],
  occurrences: [
    {
      value: {
        resource,
        noteName,
        attestation: {
          attestation: {
            genericSignedAttestation: {
              contentType: 'SIMPLE_SIGNING_JSON',
              serializedPayload: 'eyJjcml0aWNhbCI6e319',
              signatures: [{ signature: 'c2lnbmF0dXJl', publicKeyId: 'ni:///sha-256;abc' }],
            },
          },
        },
      },
    },
  ],
  invalid: [
    {
      of: 'note',
      path: 'attestation_authority.hint.human_readable_name',
      value: { attestationAuthority: { hint: {} } },
    },
    { of: 'occurrence', path: 'attestation.attestation', value: { resource, noteName, attestation: {} } },
    {
      of: 'occurrence',
      path: 'attestation.attestation.signature',
      value: { resource, noteName, attestation: { attestation: {} } },
    },
    {
      of: 'occurrence',
      path: 'attestation.attestation.pgp_signed_attestation.signature',
      value: {
        resource,
        noteName,
        attestation: { attestation: { pgpSignedAttestation: { pgpKeyId: 'AB12' } } },
      },
    },
  ],
};

/** As Tekton Chains writes it: no scheme, and a key without a name. */
const imageUri =
  'registry.example.com/app@sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a';

const v1Occurrence = (attestation: unknown) => ({ resourceUri: imageUri, noteName, attestation });

export const v1Examples: Kind['examples'] = {
  notes: [
    {
      value: {
        shortDescription: 'Passed quality assurance.',
        attestation: { hint: { humanReadableName: 'qa' } },
      },
    },
    { value: { attestation: {} } },
  ],
  occurrences: [
    {
      value: v1Occurrence({
        serializedPayload: 'eyJjcml0aWNhbCI6e319',
        signatures: [{ signature: 'c2lnbmF0dXJl', publicKeyId: 'ni:///sha-256;abc' }],
      }),
    },
    {
      value: v1Occurrence({
        serializedPayload: 'eyJjcml0aWNhbCI6e319',
        signatures: [{ signature: 'c2lnbmF0dXJl' }],
      }),
    },
    { value: v1Occurrence({ jwts: [{ compactJwt: 'e30.e30.c2ln' }] }) },
  ],
  invalid: [
    {
      of: 'note',
      path: 'attestation.hint.human_readable_name',
      value: { attestation: { hint: {} } },
    },
    { of: 'occurrence', path: 'attestation.serialized_payload', value: v1Occurrence({}) },
    {
      of: 'occurrence',
      path: 'attestation.signatures[1].signature',
      value: v1Occurrence({
        serializedPayload: 'e30=',
        signatures: [{ signature: 'AA==' }, { publicKeyId: 'ni:///sha-256;abc' }],
      }),
    },
    {
      of: 'occurrence',
      path: 'attestation.genericSignedAttestation',
      value: v1Occurrence({ genericSignedAttestation: {} }),
    },
  ],
};
