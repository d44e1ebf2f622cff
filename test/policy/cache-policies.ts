import { image, makeSigner } from '../setup/attestations.js';

/** What policies of cache-world.ts check. */

export const [signer, other] = [makeSigner(), makeSigner()];
export const attestor = 'projects/k/attestors/qa';

const limits = { maximumFixableSeverity: 'MEDIUM', maximumUnfixableSeverity: 'MEDIUM' };
const vulnerable = (projects: string[], rest: object = {}): object => ({
  vulnerabilityCheck: { ...limits, containerAnalysisVulnerabilityProjects: projects, ...rest },
});
export const checks: readonly object[] = [
  vulnerable(['projects/p', 'projects/q']),
  vulnerable(['projects/p'], { maximumScanAge: '3600s' }),
  vulnerable(['projects/ghost'], { allowUnscanned: true }),
  { attestationCheck: { attestors: [attestor] } },
  { imageFreshnessCheck: { maxUploadAgeDays: 1 } },
  {
    simpleSigningAttestationCheck: {
      containerAnalysisAttestationProjects: ['projects/q'],
      attestationAuthenticators: [
        {
          pkixPublicKeySet: {
            pkixPublicKeys: [{ publicKeyPem: signer.publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' }],
          },
        },
      ],
    },
  },
  { slsaCheck: { rules: [{ trustedBuilderIds: ['https://ci.example.com'] }] } },
  { anyOf: { checks: [vulnerable(['projects/q']), { attestationCheck: { attestors: [attestor] } }] } },
];

export const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'cart', digest: { sha256: image.slice(-64) } }],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: { buildDefinition: {}, runDetails: { builder: { id: 'https://ci.example.com' } } },
};
