import { once } from 'node:events';
import http2 from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Client, credentials } from '@grpc/grpc-js';
import { afterAll, afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Load, prepareLoad } from '../../bench/faults/load.js';
import { killReplicas, startReplica } from '../../bench/faults/replica.js';
import { rollingRestart } from '../../bench/faults/rolling-restart.js';
import { buildV1Messages } from '../../src/api/v1/messages.js';
import { buildMessages } from '../../src/api/v1beta1/messages.js';
import { decodeMessage, encodeMessage } from '../../src/schema/wire/message-codec.js';
import { createDatabase, describePostgres, type TestDatabase } from '../setup/databases.js';
import { checkedFetch } from '../setup/openapi-check.js';
import { frame, send } from '../setup/raw-grpc.js';
import { runningTime } from '../setup/running-time.js';
import { startServer, type TestServer } from '../setup/server.js';
import { bodiesIn, versionNames } from '../setup/versions.js';
import { registry, v1Registry } from '../unit/kinds/helpers.js';

afterEach(killReplicas);

const health = '/grpc.health.v1.Health/Check';
const getNote = '/grafeas.v1beta1.GrafeasV1Beta1/GetNote';

/** Resolves once the server has the heads of so many requests. */
async function untilInFlight({ url }: TestServer, count: number): Promise<void> {
  const line = `\ngrafeas_requests_in_flight ${count}\n`;
  while (!(await (await checkedFetch(`${url}/metrics`)).text()).includes(line));
}

describe('a server that shuts down', () => {
  let server: TestServer;
  afterEach(() => server.close());

  it('reports that, still serves requests, and asks clients to reconnect elsewhere', async () => {
    server = await startServer({ drainDelay: 300 });
    const session = http2.connect(server.url);
    session.on('error', () => {});
    expect((await send(session, { path: health, chunks: [frame(Buffer.alloc(0))] })).body[6]).toBe(1);
    const goaway = new Promise((resolve) => session.once('goaway', (code) => resolve(code)));
    const own = { method: 'POST', body: JSON.stringify({ name: 'projects/of-this-server' }) };
    const before = await checkedFetch(`${server.url}/v1beta1/projects`, own);
    expect(before.headers.get('connection')).toBe('keep-alive');
    const drained = server.drain();
    const [ready, live, after] = await Promise.all([
      checkedFetch(`${server.url}/readyz`),
      checkedFetch(`${server.url}/livez`),
      checkedFetch(`${server.url}/v1beta1/projects`),
    ]);
    expect([ready.status, live.status, after.status]).toEqual([503, 200, 200]);
    expect(await ready.text()).toContain('DRAINING');
    expect(after.headers.get('connection')).toBe('close');
    expect(await goaway).toBe(0);
    const other = http2.connect(server.url);
    other.on('error', () => {});
    expect((await send(other, { path: health, chunks: [frame(Buffer.alloc(0))] })).body[6]).toBe(2);
    await drained;
    await server.close();
    // The port is anybody's now; whoever has it knows nothing of the project.
    const found = checkedFetch(`${server.url}/v1beta1/projects/of-this-server`).then(({ ok }) => ok);
    expect(await found.catch(() => false)).toBe(false);
    session.destroy();
    other.destroy();
  });

  it.each(versionNames)('finishes running requests of %s', async (version) => {
    server = await startServer({ drainDelay: 0, drainTimeout: 600_000 });
    const { hostname, port } = new URL(server.url);
    const body = JSON.stringify(bodiesIn[version].note);
    const socket = connectTcp(Number(port), hostname);
    socket.on('error', () => {});
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.write(
      `POST /${version}/projects/p/notes?noteId=a HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    await untilInFlight(server, 1);
    await server.drain();
    const closed = server.close();
    setTimeout(() => socket.write(body), 100);
    await ended;
    expect(text).toMatch(/^HTTP\/1.1 200 .*connection: close/is);
    await closed;
  });

  it('does not wait without a limit', async () => {
    server = await startServer({ drainDelay: 0, drainTimeout: 200, requestTimeout: 600_000 });
    const { hostname, port } = new URL(server.url);
    const stuck = connectTcp(Number(port), hostname);
    stuck.on('error', () => {});
    stuck.write(
      `POST /v1beta1/projects/p/notes?noteId=a HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: 9\r\n\r\n{`,
    );
    const session = http2.connect(server.url);
    session.on('error', () => {});
    const stream = session.request({
      ':method': 'POST',
      ':path': getNote,
      'content-type': 'application/grpc',
    });
    stream.on('error', () => {});
    stream.write(Buffer.alloc(1));
    const silent = connectTcp(Number(port), hostname);
    silent.on('error', () => {});
    await once(silent, 'connect');
    await untilInFlight(server, 2);
    const elapsed = runningTime();
    await server.close();
    expect(elapsed()).toBeLessThan(2000);
  });
});

describe('a server that shuts down while a connection is new', () => {
  it('serves its request, over HTTP/2 too, and does not wait for more', async () => {
    const server = await startServer({ drainDelay: 0, drainTimeout: 600_000 });
    const { hostname, port } = new URL(server.url);
    // The time that a silent connection gets passes only as told.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const silent = connectTcp(Number(port), hostname);
    await once(silent, 'connect');
    const closed = server.close();
    await nextTurn();
    const late = once(connectTcp(Number(port), hostname), 'connect');
    await expect(late, 'no more connections are taken').rejects.toMatchObject({ code: 'ECONNREFUSED' });
    vi.advanceTimersByTime(200);
    const session = http2.connect(server.url, { createConnection: () => silent });
    session.on('error', () => {});
    expect((await send(session, { path: health, chunks: [frame(Buffer.alloc(0))] })).body[6]).toBe(2);
    await closed;
    session.destroy();
  });
});

describe('SIGTERM', () => {
  it('fails no request of callers that check /readyz', async () => {
    const flags = ['--store', 'memory:', '--drain-delay'];
    // The callers have to hear of the end of the first within its delay; the other goes when they have gone.
    const replicas = await Promise.all([startReplica(...flags, '3000'), startReplica(...flags, '0')]);
    const load = new Load('p', 30);
    for (const { url } of replicas) {
      await prepareLoad(url, 'p');
      await load.add(url);
    }
    // Each has its own memory: what one stored the other does not have.
    load.start(6);
    await load.until(51);
    expect(await replicas[0]?.stop()).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { failures, created } = await load.stop();
    expect(created.length).toBeGreaterThan(50);
    expect(Object.keys(failures).filter((what) => what !== 'GET 404')).toEqual([]);
    expect(await replicas[1]?.stop()).toBe(0);
  });
});

const overGrpc = [
  {
    version: 'v1beta1',
    method: '/grafeas.v1beta1.GrafeasV1Beta1/CreateOccurrence',
    messages: buildMessages(registry),
    about: {
      resource: { uri: 'https://r/app' },
      attestation: { attestation: { pgpSignedAttestation: { signature: 'x', pgpKeyId: 'k' } } },
    },
  },
  {
    version: 'v1',
    method: '/grafeas.v1.Grafeas/CreateOccurrence',
    messages: buildV1Messages(v1Registry),
    about: {
      resourceUri: 'https://r/app',
      attestation: { serializedPayload: 'YQ==', signatures: [{ signature: 'YQ==', publicKeyId: 'k' }] },
    },
  },
];

describe.each(overGrpc)('SIGTERM over gRPC of $version', ({ method, messages, about }) => {
  const { CreateOccurrenceRequest, Occurrence } = messages;
  const occurrence = { noteName: 'projects/p/notes/n', ...about };
  const create = (client: Client): Promise<unknown> =>
    new Promise((resolve, reject) => {
      client.makeUnaryRequest(
        method,
        (request: object) => Buffer.from(encodeMessage(CreateOccurrenceRequest, request)),
        (bytes: Buffer) => decodeMessage(Occurrence, bytes),
        { parent: 'projects/p', occurrence },
        (error, answer) => (error === null ? resolve(answer) : reject(error)),
      );
    });

  it('fails no call of a client that knows two replicas', async () => {
    const flags = ['--store', 'memory:', '--drain-delay'];
    const replicas = await Promise.all([startReplica(...flags, '300'), startReplica(...flags, '0')]);
    for (const { url } of replicas) await prepareLoad(url, 'p');
    const addresses = replicas.map(({ url }) => new URL(url).host).join(',');
    const client = new Client(`ipv4:${addresses}`, credentials.createInsecure(), {
      'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }),
    });
    const failures: unknown[] = [];
    let running = true;
    let created = 0;
    const callers = Array.from({ length: 6 }, async () => {
      while (running)
        await create(client).then(
          () => {
            created += 1;
          },
          (error: unknown) => failures.push(error),
        );
    });
    const until = async (enough: number): Promise<void> => {
      while (created < enough) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await until(51);
    expect(await replicas[0]?.stop()).toBe(0);
    const before = created;
    await until(before + 1);
    running = false;
    await Promise.all(callers);
    expect(failures).toEqual([]);
    expect(before).toBeGreaterThan(50);
    expect(created).toBeGreaterThan(before);
    client.close();
    expect(await replicas[1]?.stop()).toBe(0);
  });
});

describePostgres('two replicas on PostgreSQL', (postgres) => {
  let database: TestDatabase | undefined;
  afterAll(() => database?.drop());

  it('are replaced under load without a failed request', async () => {
    database = await createDatabase(postgres);
    const result = await rollingRestart(database.url, 2, 3000);
    expect(result.created.length).toBeGreaterThan(100);
    expect(result.failures).toEqual({});
    expect(result).toMatchObject({ waits: 0, lost: [], exitCodes: [0, 0, 0, 0] });
  });
});
