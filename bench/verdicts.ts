/**
 * What verdicts cost, in units of a bare node:http handler of the same run (F): kept ones of a pod of three images, new ones of an image
 * with 100 findings and two attestations, an audit, and admission beside an import of reports.
 *
 *   npm run build && npx tsx bench/verdicts.ts [--store postgres] [--images 200] [--reports 1000] [--seconds 4] [--rounds 3]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { attestationOf, makeSigner, type TestSigner } from '../test/setup/attestations.js';
import { postgresBinaries, startPostgres } from '../test/setup/postgres-server.js';
import { largeReports } from './harness/large-reports.js';
import { type BenchRequest, load } from './harness/load.js';
import { paced } from './harness/paced.js';
import { cpuSeconds, startFloor, startServer, type Target } from './harness/processes.js';

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    images: { type: 'string', default: '200' },
    reports: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    findings: { type: 'string', default: '100' },
  },
});
const [images, reports, seconds, rounds, findings] = [
  options.images,
  options.reports,
  options.seconds,
  options.rounds,
  // Of an image, and rows of one request.
  options.findings,
].map(Number) as [number, number, number, number, number];

const team = 'projects/team';
const policy = `${team}/platforms/gke/policies/prod`;
const signers = [makeSigner(), makeSigner()];
const imageOf = (index: number): string =>
  `registry.example.com/shop/app@sha256:${index.toString(16).padStart(64, '0')}`;

const folder = mkdtempSync(join(tmpdir(), 'grafeas-verdicts-'));
const { server, release } = await openTarget();
const floor = await startFloor();
try {
  await seed(server);
  console.log(`\n| work | ${options.store} | wanted |\n|--|--|--|`);
  let pods = 0;
  const kept = podOf('shop', [imageOf(0), imageOf(1), imageOf(2)]);
  await row('a kept verdict of a pod of 3 images', '≤ 6 F', () => evaluation(kept));
  // A namespace that nobody asked about: nothing is kept of it.
  await row(`a new verdict of an image, ${findings} findings, 2 attestations`, '≤ 60 F and 2 checks', () => {
    pods += 1;
    return evaluation(podOf(`n${pods}`, [imageOf(pods % images)]));
  });
  for (const [what, again] of [
    ['audited anew', false],
    ['audited again', true],
  ] as const) {
    const namespace = again ? 'audited' : 'once';
    if (again) await audit(namespace);
    const before = cpuSeconds(server.pids);
    const count = await audit(namespace);
    const cpu = Math.max(0.01, cpuSeconds(server.pids) - before);
    // On a machine with other work both take longer.
    const bare = await load(floor, () => ({ method: 'GET', path: '/' }), { connections: 16, seconds: 1 });
    const inF = ((cpu * 1e6) / count / bare.cpu).toFixed(1);
    console.log(
      `| ${what}: ${count} images of ${findings} findings | ${Math.round(count / cpu)} a CPU second (${inF} F an image) | ≥ 1000 |`,
    );
  }
  await besideImport();
} finally {
  await floor.stop();
  await server.stop();
  await release();
  rmSync(folder, { recursive: true, force: true });
}

async function openTarget(): Promise<{ server: Target; release: () => Promise<void> }> {
  if (options.store !== 'postgres')
    return {
      server: await startServer(['--store', `sqlite:${join(folder, 'bench.db')}`]),
      release: async () => {},
    };
  const [binaries] = postgresBinaries();
  if (binaries === undefined) throw new Error('no PostgreSQL server on this machine');
  const database = await startPostgres(binaries, { fsync: true });
  const flags = ['--store', `${database.url}/postgres`];
  return { server: await startServer(flags, [database.pid()]), release: () => database.remove() };
}

/** Floor and work in turn; the median round counts. */
async function row(what: string, wanted: string, next: () => BenchRequest): Promise<void> {
  const ratios: number[] = [];
  const { path, body = '' } = next();
  await send(path.slice(1), body);
  let micros = 0;
  for (let round = 0; round < rounds; round += 1) {
    const half = { connections: 16, seconds: Math.max(1, seconds / 2) };
    const bare = await load(floor, () => ({ method: 'GET', path: '/' }), half);
    const figures = await load(server, next, { connections: 16, seconds });
    if (figures.failures > 0) throw new Error(`${what}: ${figures.failures} requests failed`);
    ratios.push(figures.cpu / bare.cpu);
    micros = figures.cpu;
  }
  ratios.sort((a, b) => a - b);
  console.log(
    `| ${what} | ${ratios[ratios.length >> 1]?.toFixed(1)} F (${micros.toFixed(0)} µs) | ${wanted} |`,
  );
}

function podOf(namespace: string, names: readonly string[]): object {
  const containers = names.map((image, index) => ({ name: `c${index}`, image }));
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace }, spec: { containers } };
}

function evaluation(resource: object): BenchRequest {
  return { method: 'POST', path: `/v1/${policy}:evaluate`, body: JSON.stringify({ resource }) };
}

/** All pages; how many images. */
async function audit(namespace: string): Promise<number> {
  let [count, token] = [0, ''];
  do {
    const query = `kubernetesNamespace=${namespace}&pageSize=1000&pageToken=${encodeURIComponent(token)}`;
    const response = await fetch(`${server.url}/v1/${policy}:audit?${query}`);
    const page = (await response.json()) as { audited?: number; nextPageToken?: string };
    count += page.audited ?? 0;
    token = page.nextPageToken ?? '';
  } while (token !== '');
  return count;
}

/** Admission at 20 a second while reports of the images come in one after the other. */
async function besideImport(): Promise<void> {
  let isOver = false;
  let imported = 0;
  const importing = (async () => {
    for (; imported < reports && !isOver; imported += 1) {
      const report = largeReports.trivy({ count: findings, first: imported % 50 });
      const digest = imageOf(imported % images).split('@')[1] ?? '';
      const text = JSON.stringify(report).replaceAll(`sha256:${'1f'.repeat(32)}`, digest);
      await send(`v1beta1/${team}/occurrences:import?format=trivy`, text);
    }
  })();
  let asked = 0;
  const review = (): BenchRequest => {
    asked += 1;
    const request = {
      uid: String(asked),
      operation: 'CREATE',
      namespace: 'shop',
      kind: { group: '', version: 'v1', kind: 'Pod' },
      object: podOf('shop', [imageOf(asked % images)]),
    };
    const body = JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request });
    return { method: 'POST', path: '/admission/projects/team/platformPolicies/prod', body };
  };
  try {
    const took: { p50: number; p99: number }[] = [];
    let isDone = false;
    const done = importing.finally(() => {
      isDone = true;
    });
    do took.push(await paced(server, review, 20, seconds));
    while (!isDone && took.length * seconds < 600);
    isOver = true;
    await done;
    const worst = took.reduce((a, b) => (b.p99 > a.p99 ? b : a));
    console.log(
      `| admission beside an import of ${imported} reports of ${findings} findings | p50 ${worst.p50} ms, p99 ${worst.p99} ms | p99 ≤ 50 ms |`,
    );
  } finally {
    isOver = true;
    await importing.catch(() => {});
  }
}

async function send(path: string, body: object | string): Promise<void> {
  const response = await fetch(`${server.url}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`);
}

async function seed(target: Target): Promise<void> {
  const started = performance.now();
  const note = (project: string, id: string, body: object): Promise<void> =>
    send(`v1beta1/projects/${project}/notes?noteId=${id}`, body);
  await note('scanner', 'scan', { discovery: { analysisKind: 'VULNERABILITY' } });
  await note('cluster', 'runs', { deployable: { resourceUri: ['x'] } });
  for (let index = 0; index < findings; index += 1)
    await note('scanner', `CVE-2026-${1000 + index}`, { vulnerability: { severity: 'MEDIUM' } });
  for (const [index, { publicKeyPem }] of signers.entries()) {
    await note('keys', `n${index}`, { attestationAuthority: { hint: { humanReadableName: 'QA' } } });
    await send(`v1/projects/keys/attestors?attestorId=a${index}`, {
      userOwnedGrafeasNote: {
        noteReference: `projects/keys/notes/n${index}`,
        publicKeys: [{ pkixPublicKey: { publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' } }],
      },
    });
  }
  await send(`v1/${team}/platforms/gke/policies?policyId=prod`, {
    gkePolicy: {
      checkSets: [
        {
          checks: [
            { vulnerabilityCheck: { maximumFixableSeverity: 'HIGH', maximumUnfixableSeverity: 'HIGH' } },
            { attestationCheck: { attestors: ['projects/keys/attestors/a0', 'projects/keys/attestors/a1'] } },
          ],
        },
      ],
    },
  });
  for (let index = 0; index < images; index += 1) await seedImage(`https://${imageOf(index)}`);
  const elapsed = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`stored ${images} images of ${findings} findings in ${elapsed} s at ${target.url}`);
}

async function seedImage(uri: string): Promise<void> {
  const location = (name: string): object => ({
    cpeUri: 'cpe:/o:debian:debian_linux:12',
    package: 'zlib',
    version: { kind: 'NORMAL', name },
  });
  const packageIssue = [{ affectedLocation: location('1.2'), fixedLocation: location('1.3') }];
  const occurrences = [
    {
      noteName: 'projects/scanner/notes/scan',
      discovered: { discovered: { analysisStatus: 'FINISHED_SUCCESS' } },
    },
    {
      noteName: 'projects/cluster/notes/runs',
      deployment: { deployment: { deployTime: '2026-01-02T03:04:05Z' } },
    },
    ...Array.from({ length: findings }, (_, index) => ({
      noteName: `projects/scanner/notes/CVE-2026-${1000 + index}`,
      vulnerability: { packageIssue },
    })),
  ].map((each) => ({ resource: { uri }, ...each }));
  await send(`v1beta1/${team}/occurrences:batchCreate`, { occurrences });
  for (const [index, signer] of signers.entries())
    await send(`v1/${team}/occurrences`, {
      resourceUri: uri,
      noteName: `projects/keys/notes/n${index}`,
      attestation: attestationOf(uri, signer as TestSigner),
    });
}
