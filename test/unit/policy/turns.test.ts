import { describe, expect, it } from 'vitest';
import { nextTurn, pauseFor } from '../../../src/domain/slices.js';
import { Allowlists } from '../../../src/policy/allowlists.js';
import { violationsOfPlatformPolicy, violationsOfProjectPolicy } from '../../../src/policy/check-policy.js';
import type { Check, PlatformPolicy } from '../../../src/policy/documents.js';
import type { Facts } from '../../../src/policy/facts.js';
import { judgePlatformPolicy } from '../../../src/policy/judge.js';
import { keysOfSigstore, keysOfSimpleSigning } from '../../../src/policy/keys.js';
import { policyBounds } from '../../../src/policy/policy-rules.js';
import { KeyMemory } from '../../../src/services/attestor-keys.js';
import { createVerifier } from '../../../src/services/signature-verifier.js';
import { bounds } from '../../../src/signatures/bounds.js';
import { makeSigner } from '../../setup/attestations.js';
import { turnsDuring } from '../../setup/turns.js';

const { publicKeyPem } = makeSigner();

/** A check with so many keys; each takes a quarter of a millisecond. */
const withKeys = (count: number) => ({
  attestationAuthenticators: [
    {
      pkixPublicKeySet: {
        pkixPublicKeys: Array.from({ length: count }, (_, index) => ({
          publicKeyPem,
          signatureAlgorithm: 'ECDSA_P256_SHA256',
          keyId: `urn:key:${index}`,
        })),
      },
    },
  ],
});

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const policyOf = (checks: readonly Check[]): PlatformPolicy => ({ gkePolicy: { checkSets: [{ checks }] } });
const keys = (): PlatformPolicy =>
  policyOf(many(15, () => ({ simpleSigningAttestationCheck: withKeys(bounds.keys) })));
const patterns = (): PlatformPolicy => {
  const trustedDirPatterns = many(policyBounds.patterns, (index) => `registry.example.com/team-${index}`);
  return policyOf(many(40, () => ({ trustedDirectoryCheck: { trustedDirPatterns } })));
};

const verify = createVerifier(new KeyMemory());
const facts = {
  at: new Date(),
  pause: () => nextTurn(),
  verify: async (...asked: Parameters<Facts['verify']>) => (await verify(...asked)).results,
  project: async () => ({ name: 'projects/p', state: 'read', occurrences: [] }),
} as unknown as Facts;
const image = (index: number) => ({ image: `registry.example.com/a${index}@sha256:${'ab'.repeat(32)}` });
const judge = (policy: PlatformPolicy, images: number) =>
  judgePlatformPolicy(
    policy,
    { images: many(images, image), namespace: 'n', serviceAccount: 's' },
    'projects/p',
    facts,
    new Allowlists(),
  );

describe('large policies', () => {
  it.each([
    ['keys, when the policy is checked', () => violationsOfPlatformPolicy(keys())],
    ['keys, when an image is evaluated', () => judge(keys(), 1)],
    ['patterns, when the policy is checked', () => violationsOfPlatformPolicy(patterns())],
    ['patterns, when an image is evaluated', () => judge(patterns(), 1)],
    [
      'names of attestors, when the policy is checked',
      () => {
        const requireAttestationsBy = many(100, (index) => `projects/p/attestors/a${index}`);
        const rule = {
          evaluationMode: 'REQUIRE_ATTESTATION',
          enforcementMode: 'ENFORCED_BLOCK_AND_AUDIT_LOG',
          requireAttestationsBy,
        };
        const rules = many(1000, (index) => [`n${index}`, rule] as const);
        return violationsOfProjectPolicy({
          defaultAdmissionRule: rule,
          kubernetesNamespaceAdmissionRules: Object.fromEntries(rules),
        });
      },
    ],
  ])('let other tasks run in between: %s', async (_, work) => {
    expect(await turnsDuring(work)).toBeGreaterThanOrEqual(2);
  });

  it('have their keys parsed once, however many images are evaluated', async () => {
    const check = withKeys(2);
    expect(await keysOfSimpleSigning(check)).toBe(await keysOfSimpleSigning(check));
  });

  it('are checked no further once they have as many violations as an error lists', async () => {
    const unread = new Proxy({} as Check, {
      get(_, member) {
        throw new Error(`a check was read for its ${String(member)}`);
      },
    });
    const vulnerabilityCheck = {
      maximumFixableSeverity: 'LOW',
      maximumUnfixableSeverity: 'LOW',
      allowedNotes: many(30, () => 'no-name'),
    };
    const violations = await violationsOfPlatformPolicy(policyOf([{ vulnerabilityCheck } as Check, unread]));
    expect(violations.map(({ field }) => field.slice(field.lastIndexOf('.') + 1))).toEqual(
      many(20, (index) => `allowed_notes[${index}]`),
    );
  });

  it.each([
    ['one authority of many keys', [{ publicKeySet: { publicKeys: many(10_000, () => ({})) } }], 1],
    ['many authorities', many(1000, () => ({ publicKeySet: { publicKeys: [{}, {}] } })), 20],
  ])('read no further key once they are refused: %s', async (_, sigstoreAuthorities, violations) => {
    let looked = 0;
    const counted = sigstoreAuthorities.map(({ publicKeySet: { publicKeys } }) => ({
      publicKeySet: {
        publicKeys: publicKeys.map(() => ({
          get publicKeyPem() {
            looked += 1;
            return '';
          },
        })),
      },
    }));
    const { problems, sets } = await keysOfSigstore({ sigstoreAuthorities: counted });
    expect(problems).toHaveLength(violations);
    expect(sets.every((set) => set.length === 0)).toBe(true);
    expect(sets).toHaveLength(sigstoreAuthorities.length);
    expect(looked).toBeLessThan(100);
  });

  it('return reasons of bounded length about the images of a pod', async () => {
    const alternatives = many(policyBounds.alternatives, (): Check => ({ alwaysDeny: true }));
    const policy = policyOf(many(policyBounds.checks, () => ({ anyOf: { checks: alternatives } })));
    expect((await judge(policy, 2)).verdict).toBe('NON_CONFORMANT');
    await expect(judge(policy, 50)).rejects.toMatchObject({ reason: 'TOO_LARGE' });
  });

  it('have display names of bounded length, since these are repeated with each image', async () => {
    const displayName = 'x'.repeat(policyBounds.displayName + 1);
    const named = { displayName, anyOf: { checks: [{ displayName, alwaysDeny: true }] } };
    const violations = await violationsOfPlatformPolicy({
      gkePolicy: { checkSets: [{ displayName, checks: [named] }] },
    });
    const set = 'platform_policy.gke_policy.check_sets[0]';
    expect(violations.map(({ field }) => field)).toEqual([
      `${set}.display_name`,
      `${set}.checks[0].display_name`,
      `${set}.checks[0].any_of.checks[0].display_name`,
    ]);
  });

  const { image: imageText } = image(0);
  const payload = Buffer.from(
    JSON.stringify({ critical: { image: { 'docker-manifest-digest': `sha256:${'ab'.repeat(32)}` } } }),
  ).toString('base64');
  const attestation = (index: number, signatures: number) => ({
    name: `projects/p/occurrences/${index}`,
    noteName: 'projects/p/notes/n',
    resourceUri: `https://${imageText}`,
    kind: 'ATTESTATION',
    createTime: '2026-01-01T00:00:00Z',
    v1beta1: {},
    v1: {
      attestation: {
        serializedPayload: payload,
        signatures: many(signatures, () => ({ signature: 'AAAA', publicKeyId: 'x' })),
      },
    },
  });
  const cosign = policyOf([
    {
      sigstoreSignatureCheck: {
        sigstoreAuthorities: many(20, () => ({ publicKeySet: { publicKeys: [{ publicKeyPem }] } })),
      },
    },
  ]);
  const attested = (pause: () => Promise<void>, occurrences: readonly object[]) =>
    judgePlatformPolicy(
      cosign,
      { images: [image(0)], namespace: 'n', serviceAccount: 's' },
      'projects/p',
      {
        ...facts,
        pause,
        project: async () => ({ name: 'projects/p', state: 'read', occurrences }),
      } as unknown as Facts,
      new Allowlists(),
    );

  it('let other tasks run between the authorities of a check', async () => {
    expect(
      await turnsDuring(() => attested(() => nextTurn(), [attestation(0, 1), attestation(1, 1)])),
    ).toBeGreaterThanOrEqual(40);
  });

  it('are not evaluated further if the caller has disconnected', async () => {
    const over = new AbortController();
    let pauses = 0;
    const pause = (): Promise<void> => {
      pauses += 1;
      if (pauses === 5) over.abort();
      return pauseFor(over.signal);
    };
    const occurrences = many(100, (index) => attestation(index, 1));
    await expect(attested(pause, occurrences)).rejects.toMatchObject({ reason: 'CANCELLED' });
    expect(pauses).toBe(5);
  });

  it('check a maximum number of signatures of an attestation', async () => {
    const { images } = await attested(() => nextTurn(), [attestation(0, bounds.signatures + 1)]);
    expect(images[0]?.explanation).toContain('TOO_LARGE');
  });
});
