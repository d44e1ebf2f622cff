import { deepStrictEqual, ok } from 'node:assert/strict';
import type http2 from 'node:http2';
import https from 'node:https';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { buildMessages } from '../../src/api/v1beta1/messages.js';
import { kinds } from '../../src/kinds/index.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { makeCertificates } from '../../test/setup/certificates.js';
import { postgresBinaries, startPostgres } from '../../test/setup/postgres-server.js';
import { startStandby } from '../../test/setup/postgres-standby.js';
import { call, connect } from '../../test/setup/raw-grpc.js';
import { grafeas, type Release, runNode, withServer } from './release.js';

interface Step {
  readonly name: string;
  /** @throws where the release does not do as it should */
  readonly run: (release: Release) => Promise<void>;
}

const messages = buildMessages(buildRegistry(kinds));
const report = fileURLToPath(new URL('../../test/fixtures/trivy/image.json', import.meta.url));
const batchSize = 1000;

const note = { vulnerability: { severity: 'HIGH' } };
const occurrence = (n: number) => ({
  resource: { uri: `https://registry.example.com/app-${n % 10}` },
  noteName: 'projects/p/notes/CVE-1',
  vulnerability: {
    severity: 'HIGH',
    packageIssue: [
      {
        affectedLocation: {
          cpeUri: 'cpe:/o:debian:debian_linux:12',
          package: `package-${n}`,
          version: { kind: 'NORMAL', name: '1.0' },
        },
      },
    ],
  },
});

async function ask(address: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`http://${address}/v1beta1/${path}`, request);
  const answer = await response.text();
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${answer.slice(0, 300)}`);
  return JSON.parse(answer) as Record<string, unknown>;
}

async function count(address: string, filter = ''): Promise<number> {
  const query = `pageSize=1000&filter=${encodeURIComponent(filter)}`;
  const { occurrences = [] } = await ask(address, `projects/p/occurrences?${query}`);
  return (occurrences as unknown[]).length;
}

async function writeBatch(address: string): Promise<void> {
  await ask(address, 'projects', { name: 'projects/p' });
  await ask(address, 'projects/p/notes?noteId=CVE-1', note);
  const batch = { occurrences: Array.from({ length: batchSize }, (_, n) => occurrence(n)) };
  await ask(address, 'projects/p/occurrences:batchCreate', batch);
  deepStrictEqual(await count(address), batchSize);
}

const storeOf = ({ folder }: Release): readonly string[] => ['--store', `sqlite:${join(folder, 'smoke.db')}`];

/** In this order; later ones find what earlier ones stored. */
export const steps: readonly Step[] = [
  {
    name: 'starts, stores a batch of 1,000, drains and stops',
    run: (release) => withServer(release, storeOf(release), ({ address }) => writeBatch(address)),
  },
  {
    name: 'has all of it after the restart, also for a filter that reads documents in the side thread',
    run: (release) =>
      withServer(release, storeOf(release), async ({ address }) => {
        deepStrictEqual(await count(address), batchSize);
        deepStrictEqual(
          await count(address, 'vulnerability.packageIssue.affectedLocation.package="package-7"'),
          1,
        );
      }),
  },
  {
    name: 'imports a report and counts it',
    run: (release) =>
      withServer(release, storeOf(release), async ({ address }) => {
        const server = ['--server', `http://${address}`];
        const printed = await grafeas(
          release,
          'import',
          report,
          '--into',
          'projects/shop',
          '--secrets',
          ...server,
        );
        ok(/occurrences: [1-9]\d* created/.test(printed), printed);
        const { counts } = await ask(address, 'projects/shop/occurrences:vulnerabilitySummary');
        ok((counts as unknown[]).length > 0);
      }),
  },
  { name: 'serves pages over HTTP/2, and gRPC on the same port', run: speakHttp2 },
  { name: 'serves REST and gRPC over TLS', run: speakTls },
  { name: 'copies the store while it runs, and restores the copy', run: copyStore },
  { name: 'reads from a replica of PostgreSQL', run: readReplica },
  { name: 'collects memory by the flags of its engine', run: boundMemory },
];

async function speakHttp2(release: Release): Promise<void> {
  await withServer(release, storeOf(release), async ({ address }) => {
    const session = await connect(`http://${address}`);
    const paths = ['/docs', '/docs/swagger-ui.css', '/v1beta1/projects/p/notes/CVE-1'];
    for (const path of paths) deepStrictEqual(await statusOf(session, path), 200, path);
    deepStrictEqual(await notesBy(session), 1);
    session.close();
  });
}

function statusOf(session: http2.ClientHttp2Session, path: string): Promise<number | undefined> {
  const stream = session.request({ ':path': path });
  stream.resume();
  return new Promise((resolve, reject) => {
    let status: number | undefined;
    stream.on('response', (headers) => {
      status = headers[':status'];
    });
    stream.on('error', reject);
    stream.on('close', () => resolve(status));
  });
}

/** How many notes the project has, by gRPC. */
async function notesBy(session: http2.ClientHttp2Session): Promise<number> {
  const { ListNotesRequest: request, ListNotesResponse: response } = messages;
  const method = '/grafeas.v1beta1.GrafeasV1Beta1/ListNotes';
  const { code, message, value } = await call(
    session,
    method,
    { request, response },
    { parent: 'projects/p' },
  );
  deepStrictEqual(code, 0, message);
  return ((value as { notes?: unknown[] }).notes ?? []).length;
}

async function speakTls(release: Release): Promise<void> {
  const { server, ca, client, caPem, remove } = await makeCertificates();
  const flags = ['--tls-cert', server.cert, '--tls-key', server.key, '--tls-client-ca', ca];
  try {
    await withServer(release, [...storeOf(release), ...flags], async ({ address }) => {
      const tls = { ca: caPem, cert: client.certPem, key: client.keyPem };
      const answer = await new Promise<string>((resolve, reject) => {
        https
          .get(`https://${address}/v1beta1/projects/p`, { ...tls, agent: false }, (response) =>
            resolve(text(response)),
          )
          .on('error', reject);
      });
      deepStrictEqual(JSON.parse(answer), { name: 'projects/p' });
      const session = await connect(`https://${address}`, tls);
      deepStrictEqual(await notesBy(session), 1);
      session.close();
    });
  } finally {
    remove();
  }
}

async function copyStore(release: Release): Promise<void> {
  const copy = join(release.folder, 'copy.db');
  await withServer(release, storeOf(release), async () => {
    const printed = await grafeas(release, 'backup', copy, ...storeOf(release));
    ok(printed.includes('verified'), printed);
  });
  const store = ['--store', `sqlite:${join(release.folder, 'restored.db')}`];
  await grafeas(release, 'restore', copy, ...store);
  await withServer(release, store, async ({ address }) => deepStrictEqual(await count(address), batchSize));
}

async function readReplica(release: Release): Promise<void> {
  const [binaries] = postgresBinaries();
  if (binaries === undefined) throw new Error('no PostgreSQL on this machine');
  const primary = await startPostgres(binaries, { fsync: true });
  const standby = await startStandby(binaries, primary);
  try {
    const [store, replica] = [primary, standby].map(({ url }) => `${url}/postgres`) as [string, string];
    await withServer(release, ['--store', store, '--store-replica', replica], async ({ address }) => {
      await writeBatch(address);
      const metrics = await (await fetch(`http://${address}/metrics`)).text();
      // A replica that is behind for a moment is not asked for a second; then it is.
      for (let shown = metrics; !/replica_reads_total\{[^}]*"replica"[^}]*\} [1-9]/.test(shown); ) {
        deepStrictEqual(await count(address), batchSize);
        shown = await (await fetch(`http://${address}/metrics`)).text();
      }
    });
  } finally {
    await standby.remove();
    await primary.remove();
  }
}

/**
 * A flag that the engine does not know is a line on standard error, which fails the step. Without the bound, this work takes
 * 32 MB of young space on Node 22, 128 on 24 and 40 to 49 on 26. V8 looks at the bound between turns of the event loop only.
 */
async function boundMemory(release: Release): Promise<void> {
  const module = JSON.stringify(join(dirname(release.main), 'api/garbage.js'));
  const script = `
    import { getHeapSpaceStatistics } from 'node:v8';
    const { boundGarbage } = await import(${module});
    boundGarbage(4 * 2 ** 20);
    let alive = [];
    for (let turn = 0; turn < 2_000; turn += 1) {
      for (let index = 0; index < 2_000; index += 1) alive.push({ turn, index, text: 'x' + index });
      if (alive.length > 3_000_000) alive = [];
      await new Promise((resolve) => setImmediate(resolve));
    }
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    console.log(young.space_size <= 16 * 2 ** 20);`;
  deepStrictEqual(await runNode(release, '--input-type=module', '--eval', script), 'true\n');
}
