import { attestationOf, makeSigner } from './attestations.js';
import { cart } from './console-data.js';

/** Policies and signed attestations, which the console shows with what the server found out about them. */

export const shopPolicy = 'projects/shop/platforms/gke/policies/shop';
/** Only tried out: what it denies may run. */
export const projectPolicy = 'projects/shop/policy';

async function send(url: string, method: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${url}/v1/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
}

/**
 * An attestor that marks what it verifies, with an attestation of `cart` by its key and another one by a stranger; a
 * platform policy; and a policy of the project that is only tried out.
 */
export async function addPolicies(url: string): Promise<void> {
  const own = makeSigner();
  const noteName = 'projects/authorities/notes/built-by-ci';
  const attestor = 'projects/authorities/attestors/ci';
  await send(url, 'POST', 'projects/authorities/notes?noteId=built-by-ci', {
    attestation: { hint: { humanReadableName: 'Built by CI' } },
  });
  await send(url, 'POST', 'projects/authorities/attestors?attestorId=ci', {
    description: 'Images that CI built',
    verify: 'MARK',
    userOwnedGrafeasNote: {
      noteReference: noteName,
      publicKeys: [
        { pkixPublicKey: { publicKeyPem: own.publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' } },
      ],
    },
  });
  for (const signer of [own, makeSigner()])
    await send(url, 'POST', 'projects/shop/occurrences', {
      resourceUri: cart,
      noteName,
      attestation: attestationOf(cart, signer),
    });
  await send(url, 'POST', 'projects/shop/platforms/gke/policies?policyId=shop', {
    description: 'What runs in the shop',
    gkePolicy: {
      imageAllowlist: { allowPattern: ['registry.k8s.io/**'] },
      checkSets: [
        {
          displayName: 'all pods',
          checks: [
            {
              displayName: 'origin',
              trustedDirectoryCheck: { trustedDirPatterns: ['registry.example.com/shop'] },
            },
            {
              displayName: 'scan',
              vulnerabilityCheck: { maximumFixableSeverity: 'MEDIUM', maximumUnfixableSeverity: 'CRITICAL' },
            },
            { displayName: 'built by CI', attestationCheck: { attestors: [attestor] } },
          ],
        },
      ],
    },
  });
  await send(url, 'PUT', projectPolicy, {
    name: projectPolicy,
    defaultAdmissionRule: { evaluationMode: 'ALWAYS_DENY', enforcementMode: 'DRYRUN_AUDIT_LOG_ONLY' },
  });
}
