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

const platformPolicy = {
  description: 'Scanned, without fixable findings above MEDIUM, and built by CI.',
  gkePolicy: {
    checkSets: [
      {
        displayName: 'all pods',
        checks: [
          {
            displayName: 'vulnerabilities',
            vulnerabilityCheck: { maximumFixableSeverity: 'MEDIUM', maximumUnfixableSeverity: 'CRITICAL' },
          },
          {
            displayName: 'provenance',
            attestationCheck: { attestors: ['projects/team/attestors/ci'] },
          },
        ],
      },
    ],
  },
};

/** Request bodies to show and to try, by operation id. */
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
  UpdatePolicy: {
    attested: {
      summary: 'Only what CI attested may run.',
      value: {
        admissionWhitelistPatterns: [{ namePattern: 'registry.k8s.io/**' }],
        defaultAdmissionRule: {
          evaluationMode: 'REQUIRE_ATTESTATION',
          requireAttestationsBy: ['projects/team/attestors/ci'],
          enforcementMode: 'ENFORCED_BLOCK_AND_AUDIT_LOG',
        },
      },
    },
  },
  CreatePlatformPolicy: { checks: { summary: 'A policy with two checks.', value: platformPolicy } },
  ReplacePlatformPolicy: { checks: { summary: 'A policy with two checks.', value: platformPolicy } },
  EvaluateGkePolicy: {
    pod: {
      summary: 'A pod of one container.',
      value: {
        resource: {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'cart', namespace: 'shop' },
          spec: { containers: [{ name: 'cart', image: 'registry.example.com/shop/cart:1.2' }] },
        },
      },
    },
  },
  TestIamPermissions: {
    verify: { summary: 'May the caller verify?', value: { permissions: ['attestors.verifyImageAttested'] } },
  },
};
