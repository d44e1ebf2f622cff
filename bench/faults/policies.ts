import { createHttpClient } from '../../src/conformance/http-client.js';
import { makeSigner } from '../../test/setup/attestations.js';
import { type Abuse, under } from './abuse.js';
import type { Replica } from './replica.js';

const image = `registry.example.com/shop/app@sha256:${'ab'.repeat(32)}`;
const policy = '/v1/projects/p/platforms/gke/policies';

/** Evaluations, all at once, of an image whose attestations are nearly as long as a policy reads. */
export function heavyEvaluations(replica: Replica, count: number): Promise<Abuse> {
  return under(replica, `${count} evaluations of an image with 31 MB of attestations`, async (tell) => {
    const client = createHttpClient(new URL(replica.url), undefined, 120_000);
    const send = async (path: string, body: object): Promise<number> =>
      (await client.send({ method: 'POST', path, body: JSON.stringify(body) })).status;
    const stored = [
      await send('/v1beta1/projects/p/notes?noteId=qa', {
        attestationAuthority: { hint: { humanReadableName: 'QA' } },
      }),
    ];
    for (let index = 0; index < 8; index += 1)
      stored.push(
        await send('/v1/projects/p/occurrences', {
          resourceUri: `https://${image}`,
          noteName: 'projects/p/notes/qa',
          attestation: {
            serializedPayload: Buffer.alloc(2_900_000, 97 + index).toString('base64'),
            signatures: [{ signature: 'AAAA', publicKeyId: 'https://example.com/key' }],
          },
        }),
      );
    const { publicKeyPem } = makeSigner();
    const pkixPublicKeys = [{ publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' }];
    const simpleSigningAttestationCheck = {
      attestationAuthenticators: [{ pkixPublicKeySet: { pkixPublicKeys } }],
    };
    const gkePolicy = { checkSets: [{ checks: [{ simpleSigningAttestationCheck }] }] };
    stored.push(await send(`${policy}?policyId=heavy`, { gkePolicy }));
    if (stored.some((status) => status !== 200)) throw new Error(`the store is filled with ${stored}`);
    // Each in a namespace of its own, so that no verdict is kept of another.
    const resource = (index: number): object => ({
      kind: 'Pod',
      metadata: { name: 'pod', namespace: `n${index}` },
      spec: { containers: [{ name: 'c', image }] },
    });
    const ask = (index: number) => send(`${policy}/heavy:evaluate`, { resource: resource(index) });
    await Promise.all(Array.from({ length: count }, async (_, index) => tell(String(await ask(index)))));
    client.close();
  });
}
