import { CompactSign } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inV1, serviceDeps } from '../../src/compose.js';
import { systemClock } from '../../src/domain/clock.js';
import { parsePolicyName } from '../../src/domain/names.js';
import type { JobRunner } from '../../src/jobs/in-this-thread.js';
import { type PoolOptions, ProcessPool } from '../../src/jobs/process-pool.js';
import { AttestationOccurrence } from '../../src/kinds/attestation/v1.js';
import type { PolicyVerdict } from '../../src/policy/verdict.js';
import type { AttestationDocument } from '../../src/services/attestation-verifier.js';
import { createAttestorService } from '../../src/services/attestors.js';
import { openAccess } from '../../src/services/context.js';
import { createNoteService } from '../../src/services/notes.js';
import { createOccurrenceService } from '../../src/services/occurrences.js';
import { createPolicyService } from '../../src/services/policies.js';
import { createPolicyJudges, type PolicyJudges } from '../../src/services/policy-judges.js';
import { maxOnTheLoop } from '../../src/services/signature-verifier.js';
import { signPgp, signPkix } from '../../src/signatures/sign.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import { withStamps } from '../../src/storage/stamped.js';
import { attestationOf, image, makeSigner, payloadOf } from '../setup/attestations.js';
import { envelopeOf } from '../setup/policies.js';
import { pgpPair } from '../unit/signatures/kit.js';

/** What takes long in an evaluation runs in processes of a pool, and denies if they cannot do it. */

const poolOf = (options: Partial<PoolOptions> = {}): ProcessPool =>
  new ProcessPool({
    script: new URL('../../src/services/signature-process.ts', import.meta.url),
    processes: 1,
    maxQueued: 10,
    maxHeap: 256,
    ...options,
  });
const pool = poolOf();
afterAll(() => pool.close());

/** The pool of the server under test, and the jobs it was given. */
let current: JobRunner = pool;
let jobs = 0;
let principals: (string | undefined)[] = [];
const counting: JobRunner = {
  run(job, caller) {
    jobs += 1;
    principals.push(caller?.principal);
    return current.run(job, caller);
  },
};
afterEach(() => {
  current = pool;
});

const context = { access: openAccess, requestId: 'r' };
const clock = systemClock();
const signer = makeSigner();
const bare = image.replace('https://', '');
const padding = 'x'.repeat(maxOnTheLoop);
const key = { publicKeyPem: signer.publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' };

const long = (payload: Buffer): Buffer =>
  Buffer.from(JSON.stringify({ ...(JSON.parse(String(payload)) as object), optional: { padding } }));
function signed(payload: Buffer): object {
  const { signature, publicKeyId } = signPkix(payload, signer.signer);
  const signatures = [{ signature: signature.toString('base64'), publicKeyId }];
  return { attestation: { serializedPayload: payload.toString('base64'), signatures } };
}
const builderId = 'https://builder.example.com/1';
const statement = (rest: object = {}) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'cart', digest: { sha256: image.slice(-64) } }],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: { buildDefinition: {}, runDetails: { builder: { id: builderId } }, ...rest },
});
const provenance = (rest?: object): object => ({
  build: { provenance: { id: 'b' } },
  envelope: envelopeOf(statement(rest), signer.signer),
});

const byAttestor = (id: string): object => ({
  attestationCheck: { attestors: [`projects/p/attestors/${id}`] },
});
const bySimpleSigning = {
  simpleSigningAttestationCheck: {
    attestationAuthenticators: [{ pkixPublicKeySet: { pkixPublicKeys: [key] } }],
  },
};
const byCosign = {
  sigstoreSignatureCheck: {
    sigstoreAuthorities: [{ publicKeySet: { publicKeys: [{ publicKeyPem: signer.publicKeyPem }] } }],
  },
};
const bySlsa = (customConstraints?: string): object => ({
  slsaCheck: { rules: [{ trustedBuilderIds: [builderId], customConstraints }] },
});

/** A check, an occurrence that passes it, and how many jobs the pool is given. */
interface Case {
  readonly check: object;
  readonly note?: string;
  readonly occurrence: () => object | Promise<object>;
  readonly jobs: number;
}

let pair: Awaited<ReturnType<typeof pgpPair>>;
const jwt = async (): Promise<object> => {
  const claims = Buffer.from(
    JSON.stringify({ sub: `container:digest:${image.slice(image.indexOf('@') + 1)}` }),
  );
  const compactJwt = await new CompactSign(claims)
    .setProtectedHeader({ alg: 'ES256' })
    .sign(signer.signer.privateKey);
  return { attestation: { serializedPayload: Buffer.from('x').toString('base64'), jwts: [{ compactJwt }] } };
};
const pgp = async (): Promise<object> => {
  const message = await signPgp(payloadOf(image), pair.privateKey, new Date());
  const signatures = [{ signature: Buffer.from(message).toString('base64'), publicKeyId: pair.key.id }];
  return { attestation: { serializedPayload: payloadOf(image).toString('base64'), signatures } };
};
const cases: Readonly<Record<string, Case>> = {
  'a short attestation': {
    check: byAttestor('pkix'),
    occurrence: () => ({ attestation: attestationOf(image, signer) }),
    jobs: 0,
  },
  'a long attestation': {
    check: byAttestor('pkix'),
    occurrence: () => signed(long(payloadOf(image))),
    jobs: 1,
  },
  'an attestation by OpenPGP': { check: byAttestor('pgp'), note: 'pgp', occurrence: pgp, jobs: 1 },
  'a JWT': { check: byAttestor('pkix'), occurrence: jwt, jobs: 0 },
  'short simple signing': {
    check: bySimpleSigning,
    occurrence: () => ({ attestation: attestationOf(image, signer) }),
    jobs: 0,
  },
  'long simple signing': {
    check: bySimpleSigning,
    occurrence: () => signed(long(payloadOf(image))),
    jobs: 1,
  },
  'a short signature of cosign': { check: byCosign, occurrence: () => signed(payloadOf(image)), jobs: 0 },
  'a long signature of cosign': {
    check: byCosign,
    occurrence: () => signed(long(payloadOf(image))),
    jobs: 1,
  },
  'a short provenance': { check: bySlsa(), note: 'build', occurrence: () => provenance(), jobs: 0 },
  'a long provenance': { check: bySlsa(), note: 'build', occurrence: () => provenance({ padding }), jobs: 2 },
  'a constraint on a short provenance': {
    check: bySlsa("payload.predicateType != ''"),
    note: 'build',
    occurrence: () => provenance(),
    jobs: 0,
  },
  'a constraint that walks lists': {
    check: bySlsa("payload.subject.all(s, s.name == 'cart')"),
    note: 'build',
    occurrence: () => provenance(),
    jobs: 1,
  },
};

async function openWorld() {
  const store = withStamps(openMemory());
  const deps = await serviceDeps(store, clock, undefined, counting);
  const v1 = inV1(deps);
  const notes = createNoteService(deps);
  const attestors = createAttestorService(deps, AttestationOccurrence);
  const policies = createPolicyService(deps);
  const kinds = {
    pkix: { attestationAuthority: { hint: { humanReadableName: 'QA' } } },
    pgp: { attestationAuthority: {} },
    build: { build: { builderVersion: '1' } },
  };
  for (const [noteId, note] of Object.entries(kinds)) {
    await notes.createNote({ parent: 'projects/p', noteId, note } as never, context);
    const publicKeys = [
      noteId === 'pgp' ? { asciiArmoredPgpPublicKey: pair.armour } : { pkixPublicKey: key },
    ];
    const userOwnedGrafeasNote = { noteReference: `projects/p/notes/${noteId}`, publicKeys };
    await attestors.createAttestor(
      { parent: 'projects/p', attestorId: noteId, attestor: { userOwnedGrafeasNote } } as never,
      context,
    );
  }
  const add = async (details: object, note = 'pkix', by = context): Promise<void> => {
    const occurrence = { resourceUri: image, noteName: `projects/p/notes/${note}`, ...details };
    await createOccurrenceService(v1).createOccurrence({ parent: 'projects/p', occurrence } as never, by);
  };
  return {
    attestors,
    async set({ check, note = 'pkix', occurrence }: Case): Promise<void> {
      const platformPolicy = { gkePolicy: { checkSets: [{ checks: [check] }] } };
      await policies.createPlatformPolicy(
        { parent: 'projects/p/platforms/gke', policyId: 'prod', platformPolicy } as never,
        context,
      );
      await add(await occurrence(), note);
    },
    add,
    judges: createPolicyJudges(v1, () => openAccess),
    /** As a server without a pool says it. */
    judgesHere: createPolicyJudges(inV1(await serviceDeps(store, clock)), () => openAccess),
  };
}

const gate = { access: { ...openAccess, principal: 'gate' }, requestId: 'r' };

async function ask(judges: PolicyJudges, by = context): Promise<PolicyVerdict> {
  const { judge } = await judges(parsePolicyName('projects/p/platforms/gke/policies/prod', 'name'), by);
  return judge({ images: [{ image: bare }], namespace: 'shop', serviceAccount: 'default' });
}

describe('verification of signatures in an evaluation', () => {
  beforeAll(async () => {
    pair = await pgpPair();
  });

  it.each(Object.entries(cases))('%s: runs in the pool if it is long', async (_, each) => {
    const { set, judges, judgesHere } = await openWorld();
    await set(each);
    const before = jobs;
    principals = [];
    const verdict = await ask(judges, gate);
    expect([verdict.verdict, jobs - before]).toEqual(['CONFORMANT', each.jobs]);
    // Whoever asks takes turns with others, not the writer of the policy.
    expect(principals).toEqual(Array(each.jobs).fill('gate'));
    expect(verdict).toEqual(await ask(judgesHere));
  });

  it('takes turns per caller with that of writes and validations', async () => {
    const { attestors, add } = await openWorld();
    const { attestation } = (await pgp()) as { readonly attestation: AttestationDocument };
    const [name, noteReference] = ['projects/p/attestors/pgp', 'projects/p/notes/pgp'];
    const asked = { attestor: name, attestation, occurrenceNote: noteReference };
    principals = [];
    await attestors.validateAttestationOccurrence({ ...asked, occurrenceResourceUri: image }, gate);
    const publicKeys = [{ asciiArmoredPgpPublicKey: pair.armour }];
    const attestor = { name, userOwnedGrafeasNote: { noteReference, publicKeys }, verify: 'MARK' as const };
    await attestors.updateAttestor({ attestor }, context);
    await add({ attestation }, 'pgp', gate);
    expect(principals).toEqual(['gate', 'gate']);
  });

  const full = async (): Promise<() => Promise<void>> => {
    const busy = poolOf({ maxQueued: 0 });
    const end = Promise.withResolvers<void>();
    const running = busy.run(() => end.promise);
    current = busy;
    return async () => {
      end.resolve();
      await running;
      await busy.close();
    };
  };
  const dying = async (): Promise<() => Promise<void>> => {
    const lost = poolOf({ script: new URL('no-such-process.ts', import.meta.url) });
    current = lost;
    return () => lost.close();
  };
  const closed = async (): Promise<() => Promise<void>> => {
    const ended = poolOf();
    await ended.close();
    current = ended;
    return async () => {};
  };
  const long = Object.entries(cases).filter(([, each]) => each.jobs > 0);
  const failures = [
    ['a full pool', full, 'too many jobs wait for a process'],
    ['a process that ends', dying, 'the process of a job ended unexpectedly'],
    ['a closed pool', closed, 'the server is shutting down'],
  ] as const;
  it.each(long.flatMap(([name, each]) => failures.map((failure) => [name, ...failure, each] as const)))(
    '%s: denied by %s, with the reason, and only while it lasts',
    async (_, __, fail, reason, each) => {
      const { set, judges } = await openWorld();
      await set(each);
      const mend = await fail();
      const denied = await ask(judges);
      expect(denied.verdict).toBe('NON_CONFORMANT');
      expect(denied.images[0]?.explanation).toContain(`It cannot be verified now: ${reason}.`);
      await mend();
      current = pool;
      expect((await ask(judges)).verdict).toBe('CONFORMANT');
    },
  );

  it('lists first the signatures that could not be checked, however many others are refused', async () => {
    const { set, add, judges } = await openWorld();
    const stranger = { attestation: attestationOf(image, makeSigner()) };
    const each = cases['a long attestation'] as Case;
    await set({ ...each, occurrence: () => stranger });
    for (let refused = 0; refused < 6; refused += 1) await add(stranger);
    await add(await each.occurrence());
    const mend = await full();
    expect((await ask(judges)).images[0]?.explanation).toMatch(/^[^:]*: projects\/\S+: UNAVAILABLE: /);
    await mend();
  });
});
