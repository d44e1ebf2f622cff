import type { HttpClient, WireRequest } from '../../src/conformance/http-client.js';
import { attestationOf, makeSigner, type TestSigner } from '../../test/setup/attestations.js';
import type { LargeRequest } from './largest-requests.js';

/** The largest questions to policies and assessments, over a store that answers each with as much as it may. */

type Json = Readonly<Record<string, unknown>>;

const provider = 'projects/scanner';
const team = 'projects/team';
const policies = `/v1/${team}/platforms/gke/policies`;

/** Bytes of an admission review: the limit of API servers for an object. */
const reviewSize = 3_000_000;

const imageOf = (index: number): string =>
  `registry.example.com/shop/app@sha256:${index.toString(16).padStart(64, '0')}`;

/** Images of the pod that is asked about, each with some findings. */
const podImages = 500;
/** The image with as many findings as a policy reads. */
const crowded = 900_001;
/** The image whose occurrences are as long as they may be. */
const heavy = 900_002;
/** The image with attestations of long payloads. */
const signed = 900_003;
const findingsOfCrowded = 9_990;

async function send(client: HttpClient, method: string, path: string, body?: Json): Promise<void> {
  const request: WireRequest = {
    method,
    path,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const { status, text } = await client.send(request);
  if (status >= 300 && status !== 409) throw new Error(`${method} ${path}: ${status} ${text.slice(0, 300)}`);
}

const uri = (index: number): string => `https://${imageOf(index)}`;

function finding(index: number, cve: number, packages: number): Json {
  const location = (name: string): Json => ({
    cpeUri: 'cpe:/o:debian:debian_linux:12',
    package: name,
    version: { kind: 'NORMAL', name: '1.2.3' },
  });
  return {
    resource: { uri: uri(index) },
    noteName: `${provider}/notes/CVE-2026-${1000 + cve}`,
    vulnerability: {
      packageIssue: Array.from({ length: packages }, (_, at) => ({
        affectedLocation: location(`zlib-${at}`),
        fixedLocation: location(`zlib-${at}`),
      })),
    },
  };
}

const scanOf = (index: number): Json => ({
  resource: { uri: uri(index) },
  noteName: `${provider}/notes/scan`,
  discovered: { discovered: { analysisStatus: 'FINISHED_SUCCESS' } },
});

const runOf = (index: number): Json => ({
  resource: { uri: uri(index) },
  noteName: `${provider}/notes/runs`,
  deployment: { deployment: { deployTime: '2026-01-02T03:04:05Z' } },
});

async function store(client: HttpClient, occurrences: readonly Json[]): Promise<void> {
  for (let at = 0; at < occurrences.length; at += 500)
    await send(client, 'POST', `/v1beta1/${team}/occurrences:batchCreate`, {
      occurrences: occurrences.slice(at, at + 500),
    });
}

const statement: Json = {
  vulnerabilityAssessment: {
    product: { name: 'app', genericUri: 'registry.example.com/shop/app' },
    assessment: { vulnerabilityId: 'CVE-2026-1001', state: 'NOT_AFFECTED' },
  },
};

const limits = { maximumFixableSeverity: 'LOW', maximumUnfixableSeverity: 'LOW' };

/** What is stored for the questions, once for a server. */
async function seed(client: HttpClient, signers: readonly TestSigner[]): Promise<void> {
  const note = (id: string, body: Json): Promise<void> =>
    send(client, 'POST', `/v1beta1/${provider}/notes?noteId=${id}`, body);
  await note('scan', { discovery: { analysisKind: 'VULNERABILITY' } });
  await note('runs', { deployable: { resourceUri: ['x'] } });
  await note('qa', { attestationAuthority: { hint: { humanReadableName: 'QA' } } });
  for (let cve = 0; cve < 100; cve += 1)
    await note(`CVE-2026-${1000 + cve}`, { vulnerability: { severity: 'HIGH' } });
  const some = Array.from({ length: podImages }, (_, index) => [
    scanOf(index),
    runOf(index),
    ...Array.from({ length: 10 }, (__, cve) => finding(index, cve, 3)),
  ]).flat();
  await store(client, some);
  await store(client, [
    scanOf(crowded),
    runOf(crowded),
    ...Array.from({ length: findingsOfCrowded }, (_, index) => finding(crowded, index % 100, 3)),
  ]);
  await store(client, [scanOf(heavy), runOf(heavy)]);
  for (let index = 0; index < 4; index += 1) await store(client, [finding(heavy, index, 13_500)]);
  const [signer] = signers;
  if (signer === undefined) return;
  const attestation = attestationOf(uri(signed), signer);
  for (let index = 0; index < 3; index += 1)
    await send(client, 'POST', `/v1/${team}/occurrences`, {
      resourceUri: uri(signed),
      noteName: `${provider}/notes/qa`,
      attestation: {
        ...attestation,
        serializedPayload: Buffer.concat([
          Buffer.from(attestation.serializedPayload, 'base64'),
          Buffer.alloc(2_800_000, ' '),
        ]).toString('base64'),
      },
    });
}

const podOf = (images: readonly string[], more: Json = {}): Json => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'pod', namespace: 'shop' },
  spec: { containers: images.map((image, index) => ({ name: `c${index}`, image })) },
  ...more,
});

const reviewOf = (object: Json): Json => ({
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  request: {
    uid: '1',
    operation: 'CREATE',
    namespace: 'shop',
    kind: { group: '', version: 'v1', kind: 'Pod' },
    object,
  },
});

/** Patterns that match none of the images, as long and as many as a policy takes. */
const patterns = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `registry.example.com/other/team-${index}/*`);

/** A platform policy of nearly 2 MB, the most that one may have: allowlists on each of many check sets. */
function largestPolicy(): Json {
  const checkSets = Array.from({ length: 10 }, (_, set) => ({
    displayName: `set ${set}`,
    ...(set === 9 ? {} : { scope: { kubernetesNamespace: `namespace-${set}` } }),
    imageAllowlist: { allowPattern: patterns(3_900) },
    checks: [
      { displayName: 'findings', vulnerabilityCheck: { ...limits, allowedCves: ['CVE-2026-1001'] } },
      { trustedDirectoryCheck: { trustedDirPatterns: patterns(1_000) } },
    ],
  }));
  return { gkePolicy: { checkSets } };
}

const withChecks = (checks: readonly Json[]): Json => ({ gkePolicy: { checkSets: [{ checks }] } });

/** Everything that asks a policy, over this transport. */
export function policyRequests(transport: 'REST' | 'gRPC'): LargeRequest[] {
  const signers = Array.from({ length: 10 }, () => makeSigner());
  const authorities = signers
    .slice(1)
    .map(({ publicKeyPem }) => ({ publicKeySet: { publicKeys: [{ publicKeyPem }] } }));
  const made: LargeRequest[] = [];
  const put = (id: string, policy: Json): ((client: HttpClient) => Promise<void>) => {
    return async (client) => {
      await client.send({ method: 'DELETE', path: `${policies}/${id}` });
      await send(client, 'POST', `${policies}?policyId=${id}`, policy);
    };
  };
  const evaluate = (
    name: string,
    id: string,
    images: readonly string[],
    policy: Json,
    more: Json = {},
  ): void => {
    const resource = podOf(images, more);
    made.push({
      name: `policies: EvaluateGkePolicy, ${name}`,
      operation: 'EvaluateGkePolicy',
      request: { name: `${team}/platforms/gke/policies/${id}`, resource },
      rest: { method: 'POST', path: `${policies}/${id}:evaluate`, body: JSON.stringify({ resource }) },
      before: put(id, policy),
    });
  };
  let isSeeded = false;
  made.push({
    name: 'CreateProject, before policies',
    operation: 'CreateProject',
    request: { project: { name: team } },
    rest: { method: 'POST', path: '/v1beta1/projects', body: JSON.stringify({ name: team }) },
    always: true,
    async before(client) {
      if (transport === 'REST' && !isSeeded) await seed(client, signers);
      isSeeded = true;
    },
  });
  const pod = Array.from({ length: podImages }, (_, index) => imageOf(index));
  const usual = withChecks([
    { vulnerabilityCheck: limits },
    { trustedDirectoryCheck: { trustedDirPatterns: patterns(3) } },
  ]);
  evaluate('500 images with 10 findings each', 'usual', pod, usual);
  evaluate(
    'one image with 9,990 findings of 3 packages',
    'usual',
    [imageOf(crowded)],
    withChecks(Array.from({ length: 10 }, () => ({ vulnerabilityCheck: limits }))),
  );
  evaluate('one image with 4 findings of 13,500 packages', 'usual', [imageOf(heavy)], usual);
  evaluate('a policy of the largest size', 'largest', [imageOf(1)], largestPolicy());
  evaluate(
    'cosign signatures of 3 payloads of 2.8 MB by none of 9 authorities',
    'cosign',
    [imageOf(signed)],
    withChecks([{ sigstoreSignatureCheck: { sigstoreAuthorities: authorities } }]),
  );
  made.push({
    name: 'policies: ReplacePlatformPolicy of the largest size',
    operation: 'ReplacePlatformPolicy',
    request: { name: `${team}/platforms/gke/policies/largest`, platformPolicy: largestPolicy() },
    rest: { method: 'PUT', path: `${policies}/largest`, body: JSON.stringify(largestPolicy()) },
    before: put('largest', largestPolicy()),
  });
  made.push({
    name: 'policies: GetPlatformPolicy of the largest size',
    operation: 'GetPlatformPolicy',
    request: { name: `${team}/platforms/gke/policies/largest` },
    rest: { method: 'GET', path: `${policies}/largest` },
  });
  made.push({
    name: 'policies: AuditPolicy, a page of 501 deployments',
    operation: 'AuditPolicy',
    request: { name: `${team}/platforms/gke/policies/usual`, pageSize: 1000 },
    rest: { method: 'GET', path: `${policies}/usual:audit?pageSize=1000` },
    before: put('usual', usual),
  });
  if (transport === 'REST') {
    const path = `/v1/${provider}/notes`;
    made.push({
      name: 'policies: CreateNote with a statement of VEX, until it is applied to 600 findings',
      operation: 'CreateNote',
      request: {},
      rest: { method: 'POST', path: `${path}?noteId=vex`, body: JSON.stringify(statement) },
      async before(client) {
        await client.send({ method: 'DELETE', path: `${path}/vex` });
      },
      async after(client) {
        for (;;) {
          const { json } = await client.send({ method: 'GET', path: `${path}/vex:assessment` });
          const { state } = json as { state?: string };
          if (state === 'APPLIED') return;
          if (state !== 'APPLYING') throw new Error(`the statement is ${state}`);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      },
    });
  }
  made.push({
    name: 'policies: GetAssessedSummary of 15,000 findings',
    operation: 'GetAssessedSummary',
    request: { parent: team },
    rest: { method: 'GET', path: `/v1beta1/${team}/occurrences:assessedSummary` },
  });
  if (transport === 'gRPC') return made;
  const admission = (name: string, body: string): void => {
    made.push({
      name: `policies: ReviewAdmission of 3 MB, ${name}`,
      operation: 'ReviewAdmission',
      request: {},
      rest: { method: 'POST', path: `/admission/${team}/platformPolicies/usual`, body },
      before: put('usual', usual),
    });
  };
  const text = (object: Json): string => JSON.stringify(reviewOf(object));
  admission(
    'one long annotation',
    text(podOf(pod.slice(0, 3), { metadata: { annotations: { a: 'x'.repeat(reviewSize) } } })),
  );
  admission(
    'short annotations',
    text(
      podOf(pod.slice(0, 3), {
        metadata: {
          annotations: Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`k${index}`, '1'])),
        },
      }),
    ),
  );
  admission(
    'a list of zeros',
    text(podOf(pod.slice(0, 3), { status: { list: Array.from({ length: 1_400_000 }, () => 0) } })),
  );
  admission(
    '500 images',
    text(podOf(pod, { metadata: { annotations: { a: 'x'.repeat(reviewSize - 80_000) } } })),
  );
  admission(
    'lists within lists',
    text(podOf(pod.slice(0, 3), { status: { list: 'LISTS' } })).replace(
      '"LISTS"',
      '['.repeat(1_400_000) + ']'.repeat(1_400_000),
    ),
  );
  made.push({
    name: 'policies: ProvideVerdicts of 2,000 keys',
    operation: 'ProvideVerdicts',
    request: {},
    rest: {
      method: 'POST',
      path: `/gatekeeper/${team}/platformPolicies/usual`,
      body: JSON.stringify({
        apiVersion: 'externaldata.gatekeeper.sh/v1beta1',
        kind: 'ProviderRequest',
        request: { keys: Array.from({ length: 2000 }, (_, index) => imageOf(index)) },
      }),
    },
    before: put('usual', usual),
  });
  return made;
}
