import fc from 'fast-check';
import { Allowlists } from '../../../src/policy/allowlists.js';
import { severityLimits, toFindingFact } from '../../../src/policy/checks/findings.js';
import { readProvenance } from '../../../src/policy/checks/provenance.js';
import type { Check, VulnerabilityCheck } from '../../../src/policy/documents.js';
import type { AttestorFacts, Facts, OccurrenceFact, ProjectFacts } from '../../../src/policy/facts.js';
import { judgePlatformPolicy } from '../../../src/policy/judge.js';
import type { ReasonCode } from '../../../src/policy/verdict.js';
import { KeyMemory } from '../../../src/services/attestor-keys.js';
import { createVerifier } from '../../../src/services/signature-verifier.js';
import { attestationOf, image, makeSigner } from '../../setup/attestations.js';

const signer = makeSigner();
export const { publicKeyPem } = signer;
const verify = createVerifier(new KeyMemory());
export const attestor: AttestorFacts = {
  name: 'projects/p/attestors/a',
  noteName: 'projects/p/notes/a',
  keys: [{ pkixPublicKey: { publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' } }],
  badKeys: [],
};

export const occurrence = (kind: string, noteName: string, members: object): OccurrenceFact => ({
  name: `projects/p/occurrences/${kind}`,
  noteName,
  resourceUri: image,
  kind,
  createTime: '2026-01-01T00:00:00Z',
  v1beta1: { ...members },
  ...('vulnerability' in members ? { finding: toFindingFact(members.vulnerability) } : {}),
});
export const attestation = {
  ...occurrence('ATTESTATION', attestor.noteName, {}),
  v1: { attestation: attestationOf(image, signer) },
};
export const scanOf = (analysisStatus: string): OccurrenceFact => ({
  ...occurrence('DISCOVERY', 'projects/p/notes/scan', { discovered: { discovered: { analysisStatus } } }),
  analysisKind: 'VULNERABILITY',
});

export const severity = fc.constantFrom(
  undefined,
  'SEVERITY_UNSPECIFIED',
  'MINIMAL',
  'LOW',
  'MEDIUM',
  'HIGH',
  'CRITICAL',
  9,
);
const fixed = fc.constantFrom(
  undefined,
  { version: { kind: 'MAXIMUM' } },
  { version: { kind: 'NORMAL', name: '2' } },
  { version: { kind: 7 } },
  {},
);
export const finding = fc.record({
  id: fc.constantFrom('CVE-1', 'CVE-2', 'CVE-3'),
  effectiveSeverity: severity,
  packages: fc.array(fc.record({ effectiveSeverity: severity, fixedLocation: fixed }), { maxLength: 2 }),
});
export type FindingOf = typeof finding extends fc.Arbitrary<infer T> ? T : never;
export const toFinding = ({ id, effectiveSeverity, packages }: FindingOf): OccurrenceFact =>
  occurrence('VULNERABILITY', `projects/s/notes/${id}`, {
    vulnerability: { effectiveSeverity, packageIssue: packages },
  });
const limit = fc.constantFrom(...severityLimits);
const ids = fc.subarray(['CVE-1', 'CVE-2', 'CVE-3']);
export const limits: fc.Arbitrary<VulnerabilityCheck> = fc.record({
  maximumFixableSeverity: limit,
  maximumUnfixableSeverity: limit,
  allowedCves: ids,
  blockedCves: ids,
});

/** The verdict of a policy with one check on an image with these occurrences. */
export async function ask(
  check: Check,
  occurrences: readonly OccurrenceFact[],
  state: ProjectFacts['state'] = 'read',
): Promise<{ passes: boolean; codes: readonly ReasonCode[] }> {
  const read = (): Promise<ProjectFacts> => Promise.resolve({ name: 'projects/p', state, occurrences });
  const facts: Facts = {
    at: new Date('2026-02-01T00:00:00Z'),
    pause: () => Promise.resolve(),
    isOver: (time) => Date.parse('2026-02-01T00:00:00Z') > time,
    project: read,
    underOtherUrl: () => Promise.resolve(undefined),
    attestor: () => Promise.resolve(attestor),
    attestations: read,
    async *attestorsOfNote() {
      yield attestor;
    },
    verify: async (...asked) => (await verify(...asked)).results,
    provenance: readProvenance,
  };
  const question = { images: [{ image }], namespace: 'default', serviceAccount: 'default' };
  const policy = { gkePolicy: { checkSets: [{ checks: [check] }] } };
  const verdict = await judgePlatformPolicy(policy, question, 'projects/p', facts, new Allowlists());
  const codes = verdict.images.flatMap(({ checks }) =>
    checks.flatMap(({ reasons }) => reasons.map(({ code }) => code)),
  );
  return { passes: verdict.verdict === 'CONFORMANT', codes };
}
