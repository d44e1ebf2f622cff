import type { BodyExamples } from '../openapi/document.js';

const publicKeyPem = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEoWSwc638ehTDIioBfpltb9PWkmsv
wWyHwzVe2A1reEpC5yHhGh0r0BR+eWaUb4LG1X2e4Q4CW4a1nwxQpJPwjA==
-----END PUBLIC KEY-----
`;

const attestor = {
  description: 'Built from the main branch by CI.',
  userOwnedGrafeasNote: {
    noteReference: 'projects/team/notes/built-by-ci',
    publicKeys: [{ pkixPublicKey: { publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' } }],
  },
};

/** Example request bodies by operation id. */
export const attestorExamples: Readonly<Record<string, BodyExamples>> = {
  CreateAttestor: { one: { summary: 'An attestor with one key.', value: attestor } },
  UpdateAttestor: {
    none: {
      summary: 'Remove all keys.',
      value: { userOwnedGrafeasNote: { noteReference: 'projects/team/notes/built-by-ci' } },
    },
  },
  ValidateAttestationOccurrence: {
    one: {
      summary: 'An attestation with one signature.',
      value: {
        attestation: {
          serializedPayload: 'eyJjcml0aWNhbCI6e319',
          signatures: [{ signature: 'c2lnbmF0dXJl', publicKeyId: 'ni:///sha-256;abc' }],
        },
        occurrenceNote: 'projects/team/notes/built-by-ci',
        occurrenceResourceUri:
          'https://registry.example.com/app@sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a',
      },
    },
  },
  TestIamPermissions: {
    verify: { summary: 'May the caller verify?', value: { permissions: ['attestors.verifyImageAttested'] } },
  },
};
