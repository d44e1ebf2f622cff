/**
 * Processor time that one evaluation of a policy takes of the event loop: with everything in one thread, and as in the server,
 * which verifies long signatures in processes. Run with `npx tsx bench/evaluations.ts`.
 */

import { generateKey } from 'openpgp';
import { inV1, serviceDeps } from '../src/compose.js';
import { systemClock } from '../src/domain/clock.js';
import { parsePolicyName } from '../src/domain/names.js';
import { jobScript, ProcessPool } from '../src/jobs/process-pool.js';
import { AttestationOccurrence } from '../src/kinds/attestation/v1.js';
import { createAttestorService } from '../src/services/attestors.js';
import { openAccess } from '../src/services/context.js';
import { createNoteService } from '../src/services/notes.js';
import { createOccurrenceService } from '../src/services/occurrences.js';
import { createPolicyService } from '../src/services/policies.js';
import { createPolicyJudges } from '../src/services/policy-judges.js';
import { signPgp, signPkix } from '../src/signatures/sign.js';
import { openMemory } from '../src/storage/memory/open-memory.js';
import { attestationOf, image, makeSigner, payloadOf } from '../test/setup/attestations.js';
import { envelopeOf } from '../test/setup/policies.js';

const pool = new ProcessPool({
  script: jobScript('../src/services/signature-process', import.meta.url),
  processes: 1,
  maxQueued: 10,
  maxHeap: 256,
});
/** Processes of a pool alone do not keep a program running. */
const running = setInterval(() => {}, 1000);

const context = { access: openAccess, requestId: 'bench' };
const signer = makeSigner();
const pkixPublicKey = { publicKeyPem: signer.publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' };
const builderId = 'https://builder.example.com/1';
const date = new Date(Date.now() - 60_000);
const pair = await generateKey({ type: 'curve25519', userIDs: [{ name: 'Signer' }], date, format: 'object' });

const attestorCheck = { attestationCheck: { attestors: ['projects/p/attestors/a'] } };
const slsaCheck = (customConstraints?: string) => ({
  slsaCheck: { rules: [{ trustedBuilderIds: [builderId], customConstraints }] },
});

const materials = (size: number) =>
  Array.from({ length: size / 128 }, (_, index) => ({
    uri: `pkg:deb/debian/package-${index}@1.2.3`,
    digest: { sha256: image.slice(-64) },
  }));
const statementOf = (size: number) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'cart', digest: { sha256: image.slice(-64) } }],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {
    buildDefinition: { resolvedDependencies: materials(size) },
    runDetails: { builder: { id: builderId } },
  },
});
function attested(size: number): object {
  const payload = Buffer.from(JSON.stringify(statementOf(size)));
  const { signature, publicKeyId } = signPkix(payload, signer.signer);
  const signatures = [{ signature: signature.toString('base64'), publicKeyId }];
  return { attestation: { serializedPayload: payload.toString('base64'), signatures } };
}
const built = (size: number): object => ({
  build: { provenance: { id: 'b' } },
  envelope: envelopeOf(statementOf(size), signer.signer),
});
async function attestedByPgp(): Promise<object> {
  const message = await signPgp(payloadOf(image), pair.privateKey, new Date());
  const publicKeyId = pair.publicKey.getFingerprint().toUpperCase();
  const signatures = [{ signature: Buffer.from(message).toString('base64'), publicKeyId }];
  return { attestation: { serializedPayload: payloadOf(image).toString('base64'), signatures } };
}

const rounds = 5;
const callsOfRound = 20;

/** Milliseconds of processor time of this thread per call: the best of several rounds, as other work only ever adds. */
async function loopTimeOf(run: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const start = process.threadCpuUsage();
    for (let call = 0; call < callsOfRound; call += 1) await run();
    const { user, system } = process.threadCpuUsage(start);
    best = Math.min(best, (user + system) / 1000 / callsOfRound);
  }
  return best;
}

/** Prints what one evaluation takes; nothing is kept of it, as a store in memory has no stamps. */
async function line(name: string, check: object, details: object): Promise<void> {
  const store = openMemory();
  const isPgp = name.includes('PGP');
  const note = 'build' in details ? { build: { builderVersion: '1' } } : { attestationAuthority: {} };
  const publicKeys = [isPgp ? { asciiArmoredPgpPublicKey: pair.publicKey.armor() } : { pkixPublicKey }];
  const userOwnedGrafeasNote = { noteReference: 'projects/p/notes/a', publicKeys };
  const platformPolicy = { gkePolicy: { checkSets: [{ checks: [check] }] } };
  const occurrence = { resourceUri: image, noteName: 'projects/p/notes/a', ...details };
  const holds: number[] = [];
  for (const runner of [undefined, pool]) {
    const deps = await serviceDeps(store, systemClock(), undefined, runner);
    const v1 = inV1(deps);
    if (holds.length === 0) {
      await createNoteService(deps).createNote({ parent: 'projects/p', noteId: 'a', note } as never, context);
      await createAttestorService(deps, AttestationOccurrence).createAttestor(
        { parent: 'projects/p', attestorId: 'a', attestor: { userOwnedGrafeasNote } } as never,
        context,
      );
      await createPolicyService(deps).createPlatformPolicy(
        { parent: 'projects/p/platforms/gke', policyId: 'prod', platformPolicy } as never,
        context,
      );
      await createOccurrenceService(v1).createOccurrence(
        { parent: 'projects/p', occurrence } as never,
        context,
      );
    }
    const judges = createPolicyJudges(v1, () => openAccess);
    const evaluate = async (): Promise<void> => {
      const { judge } = await judges(
        parsePolicyName('projects/p/platforms/gke/policies/prod', 'name'),
        context,
      );
      const images = [{ image: image.replace('https://', '') }];
      const { verdict, images: said } = await judge({ images, namespace: 'n', serviceAccount: 's' });
      if (verdict !== 'CONFORMANT') throw new Error(said[0]?.explanation);
    };
    await evaluate();
    holds.push(await loopTimeOf(evaluate));
  }
  const [here, inServer] = holds.map((hold) => `${hold.toFixed(2)} ms`);
  console.log(`| ${name} | ${here} | ${inServer} |`);
}

console.log('| evaluation of | one thread | server |\n|--|--|--|');
await line('a short attestation', attestorCheck, { attestation: attestationOf(image, signer) });
await line('an attestation by OpenPGP', attestorCheck, await attestedByPgp());
for (const size of [45_000, 250_000, 700_000]) {
  await line(`an attestation of ${size / 1000} kB`, attestorCheck, attested(size));
  await line(`a provenance of ${size / 1000} kB`, slsaCheck(), built(size));
}
const walk = "payload.predicate.buildDefinition.resolvedDependencies.all(d, d.uri.startsWith('pkg:'))";
await line('a constraint that walks 350 dependencies', slsaCheck(walk), built(45_000));
clearInterval(running);
await pool.close();
