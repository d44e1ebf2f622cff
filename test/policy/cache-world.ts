import { inV1, serviceDeps } from '../../src/compose.js';
import type { Clock } from '../../src/domain/clock.js';
import { ApiError } from '../../src/domain/errors.js';
import { parseOccurrenceName, parsePolicyName } from '../../src/domain/names.js';
import { AttestationOccurrence } from '../../src/kinds/attestation/v1.js';
import { createAttestorService } from '../../src/services/attestors.js';
import { type Access, openAccess } from '../../src/services/context.js';
import { createNoteService } from '../../src/services/notes.js';
import { createOccurrenceService } from '../../src/services/occurrences.js';
import { createPolicyService } from '../../src/services/policies.js';
import { createPolicyJudges, reasonsAgainst } from '../../src/services/policy-judges.js';
import { createProjectService } from '../../src/services/projects.js';
import type { Repository } from '../../src/storage/repository.js';
import { attestationOf, image, otherImage } from '../setup/attestations.js';
import { envelopeOf, finding, scan, weakness } from '../setup/policies.js';
import { attestor, checks, other, signer, statement } from './cache-policies.js';

/** Everything that verdicts rest on, changed by numbered steps that tests draw at random. */

/** A step: what is done, and by what values. */
export type Step = readonly [kind: number, a: number, b: number];

const context = { access: openAccess, requestId: 'r' };
const start = Date.parse('2026-05-01T00:00:00Z');
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

const bare = (uri: string): string => uri.replace('https://', '');
const images = [bare(image), bare(otherImage), 'registry.example.com/shop/cart:1'];
const uris = [
  image,
  bare(image),
  otherImage,
  'https://registry.example.com/shop/cart:1',
  image.toUpperCase(),
];
const parents = ['projects/p', 'projects/q', 'projects/p/locations/eu', 'projects/ghost', 'projects/k'];
const prod = 'projects/p/platforms/gke/policies/prod';
const scanNote = 'projects/s/notes/scan';

export async function openWorld(repository: Repository) {
  let now = start;
  const clock: Clock = { now: () => now, elapsed: () => now };
  const lost = new Set<string>();
  const accessOf = (): Access => ({
    ...openAccess,
    allows: (permission, { project }) => !lost.has(`${permission} ${project}`),
  });
  const deps = await serviceDeps(repository, clock);
  const notes = createNoteService(deps);
  const occurrences = createOccurrenceService(deps);
  const attestors = createAttestorService(deps, AttestationOccurrence);
  const policies = createPolicyService(deps);
  const projects = createProjectService(deps);
  const names: string[] = [];

  const noteOf = (id: string, note: object): Promise<unknown> => {
    const [, project = '', , noteId = ''] = id.split('/');
    return notes.createNote({ parent: `projects/${project}`, noteId, note } as never, context);
  };
  const occur = async (parent: string, uri: string, noteName: string, details: object): Promise<void> => {
    const occurrence = { resource: { uri }, noteName, ...details };
    const made = await occurrences.createOccurrence({ parent, occurrence } as never, context);
    names.push((JSON.parse(made) as { name: string }).name);
  };
  const attestorWith = (key: typeof signer, note: string): object => ({
    userOwnedGrafeasNote: {
      noteReference: note,
      publicKeys: [
        { pkixPublicKey: { publicKeyPem: key.publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' } },
      ],
    },
  });
  const attested = (uri: string, key: typeof signer): object => {
    const { serializedPayload, signatures } = attestationOf(uri, key);
    return {
      attestation: {
        attestation: {
          genericSignedAttestation: { contentType: 'SIMPLE_SIGNING_JSON', serializedPayload, signatures },
        },
      },
    };
  };
  const platformPolicy = (a: number, b: number): object => ({
    gkePolicy: { checkSets: [{ checks: a === b ? [pick(checks, a)] : [pick(checks, a), pick(checks, b)] }] },
  });
  const rule = (evaluationMode: string, attestorNames: string[] = []): object => ({
    evaluationMode,
    requireAttestationsBy: attestorNames,
    enforcementMode: 'ENFORCED_BLOCK_AND_AUDIT_LOG',
  });

  const steps: readonly ((a: number, b: number) => Promise<unknown>)[] = [
    (a, b) => occur(pick(parents, a), pick(uris, b), scanNote, scan()),
    (a, b) =>
      occur(
        pick(parents, a),
        pick(uris, b),
        scanNote,
        scan(pick(['FINISHED_SUCCESS', 'SCANNING'], a), new Date(now - b * 600_000).toISOString()),
      ),
    (a, b) =>
      occur(
        pick(parents, a),
        pick(uris, b),
        pick(['projects/s/notes/CVE-1', 'projects/s/notes/CVE-2'], b),
        finding(),
      ),
    (a, b) =>
      occur(
        pick(parents, a),
        pick([image, otherImage], b),
        'projects/k/notes/qa',
        attested(pick([image, otherImage], b), pick([signer, other], a)),
      ),
    (a) =>
      occur(pick(parents, a), image, 'projects/k/notes/slsa', {
        attestation: undefined,
        intoto: undefined,
        build: {
          provenance: { id: 'b' },
          provenanceBytes: '',
        },
        envelope: envelopeOf(statement, signer.signer),
      }),
    async (a) => {
      const [name] = names.splice(a % Math.max(1, names.length), 1);
      if (name !== undefined) await occurrences.deleteOccurrence({ name }, context);
    },
    async (a, b) => {
      const name = names[a % Math.max(1, names.length)];
      if (name === undefined) return;
      const request = { name, occurrence: { remediation: `by ${b}` }, updateMask: 'remediation' };
      await occurrences.updateOccurrence(request as never, context);
    },
    async (a) => {
      const [name] = names.splice(a % Math.max(1, names.length), 1);
      if (name === undefined) return;
      const key = parseOccurrenceName(name, 'name');
      const expected = (await repository.getOccurrence(key))?.document ?? '';
      const nothing = { createNotes: [], updateNotes: [], createOccurrences: [], updateOccurrences: [] };
      await repository.importInto({ scope: key.scope }, (session) =>
        session.apply({ ...nothing, deleteOccurrences: [{ id: key.id, expected }] }),
      );
    },
    (a) =>
      notes.updateNote(
        {
          name: scanNote,
          note: { discovery: { analysisKind: pick(['VULNERABILITY', 'BUILD'], a) } },
        } as never,
        context,
      ),
    (a) =>
      notes.updateNote(
        {
          name: 'projects/s/notes/CVE-1',
          note: weakness(pick(['LOW', 'HIGH'], a)),
          updateMask: 'vulnerability.severity',
        } as never,
        context,
      ),
    () => notes.deleteNote({ name: scanNote }, context),
    (a) => noteOf(scanNote, { discovery: { analysisKind: pick(['VULNERABILITY', 'BUILD'], a) } }),
    (a) =>
      attestors.updateAttestor(
        {
          attestor: { name: attestor, ...attestorWith(pick([signer, other], a), 'projects/k/notes/qa') },
        } as never,
        context,
      ),
    () => attestors.deleteAttestor({ name: attestor } as never, context),
    (a) =>
      attestors.createAttestor(
        {
          parent: 'projects/k',
          attestorId: 'qa',
          attestor: attestorWith(pick([signer, other], a), 'projects/k/notes/qa'),
        } as never,
        context,
      ),
    (a) =>
      attestors.createAttestor(
        {
          parent: 'projects/p',
          attestorId: `s${a % 3}`,
          attestor: attestorWith(pick([signer, other], a), 'projects/k/notes/slsa'),
        } as never,
        context,
      ),
    (a, b) =>
      policies.replacePlatformPolicy({ name: prod, platformPolicy: platformPolicy(a, b) } as never, context),
    () => policies.deletePlatformPolicy({ name: prod }, context),
    (a, b) =>
      policies.createPlatformPolicy(
        {
          parent: 'projects/p/platforms/gke',
          policyId: 'prod',
          platformPolicy: platformPolicy(a, b),
        } as never,
        context,
      ),
    (a) =>
      policies.updatePolicy(
        {
          policy: {
            name: 'projects/p/policy',
            defaultAdmissionRule: pick(
              [rule('ALWAYS_ALLOW'), rule('ALWAYS_DENY'), rule('REQUIRE_ATTESTATION', [attestor])],
              a,
            ),
          },
        } as never,
        context,
      ),
    (a) =>
      projects.createProject(
        { project: { name: pick(['projects/ghost', 'projects/q'], a) } } as never,
        context,
      ),
    (a) => projects.deleteProject({ name: pick(['projects/ghost', 'projects/q'], a) }, context),
    async (a, b) => {
      const grant = `${pick(['occurrences.list', 'attestors.get', 'notes.listOccurrences', 'attestors.list'], a)} ${pick(['p', 'q', 'k'], b)}`;
      if (!lost.delete(grant)) lost.add(grant);
    },
    async (a) => {
      now += pick([1, 60_000, 3_599_999, 3_600_000, 86_400_000, -60_000], a);
    },
  ];

  await noteOf(scanNote, { discovery: { analysisKind: 'VULNERABILITY' } });
  await noteOf('projects/s/notes/CVE-1', weakness('LOW'));
  await noteOf('projects/s/notes/CVE-2', weakness());
  await noteOf('projects/k/notes/qa', { attestationAuthority: { hint: { humanReadableName: 'QA' } } });
  await noteOf('projects/k/notes/slsa', { build: { builderVersion: '1' } });

  return {
    kinds: steps.length,
    /** A step that makes no sense now, as deleting what is not there, is none. */
    async take([kind, a, b]: Step): Promise<void> {
      try {
        await steps[kind % steps.length]?.(a, b);
      } catch (error) {
        if (!(error instanceof ApiError) || error.httpStatus >= 500) throw error;
      }
    },
    /** Opens a server's eyes on a store; what it keeps lives as long. */
    async judgesOver(store: Repository) {
      const judges = createPolicyJudges(
        { ...inV1(await serviceDeps(store, clock)), keys: deps.keys },
        accessOf,
      );
      return async (): Promise<string> => {
        const said: unknown[] = [];
        for (const name of [prod, 'projects/p/policy']) {
          const question = {
            images: images.map((each) => ({ image: each, container: each.slice(-3) })),
            namespace: 'shop',
            serviceAccount: 'default',
          };
          try {
            const { judge, writtenAt } = await judges(parsePolicyName(name, 'name'), { access: openAccess });
            const verdict = await judge(question);
            // What an audit says since when.
            const against = verdict.images.flatMap(({ checks: made }) => reasonsAgainst(made));
            said.push(
              verdict,
              against.flatMap(({ occurrences: named }) => named.map(writtenAt)),
            );
          } catch (error) {
            if (!(error instanceof ApiError) || error.reason !== 'POLICY_NOT_FOUND') throw error;
            said.push(error.reason);
          }
        }
        return JSON.stringify(said, undefined, 1);
      };
    },
  };
}
