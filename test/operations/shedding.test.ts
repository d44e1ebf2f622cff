import { EventEmitter, once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Admission, defaultLimits, type InFlight } from '../../src/api/admission.js';
import { buildMessages } from '../../src/api/v1beta1/messages.js';
import { Rows } from '../../src/contract/rows.js';
import { Status } from '../../src/kinds/common/rpc-status.js';
import { kinds } from '../../src/kinds/index.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { decodeMessage } from '../../src/schema/wire/message-codec.js';
import { checkedFetch } from '../setup/openapi-check.js';
import { call, connect, frame, send } from '../setup/raw-grpc.js';
import { runningTime } from '../setup/running-time.js';
import { startServer, type TestServer } from '../setup/server.js';
import { openTemporarySqlite } from '../setup/temporary.js';

const note = JSON.stringify({ attestationAuthority: { hint: { humanReadableName: 'qa' } } });
const messages = buildMessages(buildRegistry(kinds));
const getNote = '/grafeas.v1beta1.GrafeasV1Beta1/GetNote';

/** A POST whose body is not all there yet. */
class Halfway {
  private readonly socket: Socket;
  private text = '';

  constructor(server: TestServer, path: string, length = note.length, sent = note.slice(0, 10)) {
    const { hostname, port } = new URL(server.url);
    this.socket = connectTcp(Number(port), hostname);
    this.socket.on('error', () => {});
    this.socket.on('data', (chunk) => {
      this.text += chunk.toString('latin1');
    });
    this.socket.write(
      `POST ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: ${length}\r\n\r\n${sent}`,
    );
  }

  /** Everything answered until the server closes the connection, or until the whole answer is there. */
  async finish(rest: string): Promise<string> {
    this.socket.write(rest);
    return this.answer();
  }

  async answer(): Promise<string> {
    while (!/\r\n\r\n\S/.test(this.text)) await once(this.socket, 'data');
    this.socket.destroy();
    return this.text;
  }
}

describe('a server at its limits', () => {
  let server: TestServer | undefined;
  const start = async (flags: Parameters<typeof startServer>[0]): Promise<TestServer> => {
    server = await startServer(flags);
    return server;
  };
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  const inFlight = async ({ url }: TestServer): Promise<number> => {
    const text = await (await checkedFetch(`${url}/metrics`)).text();
    return Number(/^grafeas_requests_in_flight (\d+)$/m.exec(text)?.[1]);
  };

  it('refuses further requests with a time to retry, over REST and gRPC, and serves probes', async () => {
    const { url } = await start({ maxInFlight: 2 });
    const session = await connect(url);
    // Uploads have their time; other requests would give way if they were slow to arrive.
    const upload = '/v1beta1/projects/p/occurrences:import?format=trivy';
    const held = [1, 2].map(() => new Halfway(server as TestServer, upload, 100, '{"a'));
    while ((await inFlight(server as TestServer)) < 2);
    const refused = await checkedFetch(`${url}/v1beta1/projects/p/notes/a`);
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('connection')]).toEqual([
      503,
      '1',
      'keep-alive',
    ]);
    expect(await refused.json()).toMatchObject({
      code: 14,
      details: [
        { reason: 'OVERLOADED' },
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '1s' },
      ],
    });
    const pair = { request: messages.GetNoteRequest, response: messages.Note };
    const answer = await call(session, getNote, pair, { name: 'projects/p/notes/a' });
    expect(answer.code).toBe(14);
    const details = Buffer.from(String(answer.status['grpc-status-details-bin']), 'base64');
    expect(JSON.stringify(decodeMessage(Status, details))).toContain('google.rpc.RetryInfo');
    expect((await checkedFetch(`${url}/livez`)).status).toBe(200);
    expect((await checkedFetch(`${url}/readyz`)).status).toBe(200);
    for (const one of held) expect(await one.finish('x'.repeat(97))).toMatch(/^HTTP\/1.1 400 /);
    await checkedFetch(`${url}/v1beta1/projects/p/notes?noteId=a`, { method: 'POST', body: note });
    expect((await checkedFetch(`${url}/v1beta1/projects/p/notes/a`)).status).toBe(200);
    expect((await call(session, getNote, pair, { name: 'projects/p/notes/a' })).code).toBe(0);
    expect(await inFlight(server as TestServer)).toBe(0);
    expect(await (await checkedFetch(`${url}/metrics`)).text()).toContain(
      'grafeas_requests_shed_total{limit="requests"} 2',
    );
    session.close();
  });

  it('gives the slot of a caller that sends slowly to a new one', async () => {
    const { url } = await start({ maxInFlight: 1 });
    const session = await connect(url);
    const untilSlow = async (): Promise<void> => {
      while ((await inFlight(server as TestServer)) < 1);
      await new Promise((resolve) => setTimeout(resolve, 1100));
    };
    const served = async (): Promise<number> =>
      (await checkedFetch(`${url}/v1beta1/projects/p/notes/none`)).status;
    const slow = new Halfway(server as TestServer, '/v1beta1/projects/p/notes?noteId=a');
    await untilSlow();
    expect(await served()).toBe(404);
    expect(await slow.answer()).toMatch(/^HTTP\/1.1 503 .*"reason":"OVERLOADED"/s);
    const call = send(session, { path: getNote, chunks: [frame(Buffer.alloc(0)).subarray(0, 2)] }, false);
    await untilSlow();
    expect(await served()).toBe(404);
    expect((await call).code).toBe(14);
    expect(await (await checkedFetch(`${url}/metrics`)).text()).toContain(
      'grafeas_requests_shed_total{limit="slow_senders"} 2',
    );
    session.close();
  });

  it('frees the slots of callers that disconnect', async () => {
    // Neither the sweeper nor another caller takes the place away: who has left has to give it back.
    const { url } = await start({ maxInFlight: 1, requestTimeout: 600_000 });
    const { host, hostname, port } = new URL(url);
    const session = await connect(url);
    const until = async (wanted: number): Promise<void> => {
      while ((await inFlight(server as TestServer)) !== wanted);
    };
    for (let round = 0; round < 5; round += 1) {
      const socket = connectTcp(Number(port), hostname);
      socket.on('error', () => {});
      socket.write(
        `POST /v1beta1/projects/p/notes?noteId=a HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 50\r\n\r\n{`,
      );
      await until(1);
      socket.destroy();
      await until(0);
      const stream = session.request({
        ':method': 'POST',
        ':path': getNote,
        'content-type': 'application/grpc',
      });
      stream.on('error', () => {});
      stream.write(Buffer.alloc(2));
      await until(1);
      stream.close(8);
      await until(0);
    }
    expect((await checkedFetch(`${url}/v1beta1/projects/p/notes/none`)).status).toBe(404);
    session.close();
  });

  it('ends requests that take too long, whether the body or the work is slow', async () => {
    const { url } = await start({ requestTimeout: 150 });
    const elapsed = runningTime();
    const late = await new Halfway(server as TestServer, '/v1beta1/projects/p/notes?noteId=a').answer();
    expect(late).toMatch(/^HTTP\/1.1 504 /);
    expect(late).toContain('"reason":"DEADLINE_EXCEEDED"');
    expect(late.toLowerCase()).toContain('connection: close');
    const session = await connect(url);
    const answer = await send(
      session,
      { path: getNote, chunks: [frame(Buffer.alloc(0)).subarray(0, 2)] },
      false,
    );
    expect(answer.code).toBe(4);
    expect(elapsed()).toBeLessThan(3000);
    while ((await inFlight(server as TestServer)) > 0);
    session.close();
  });

  it('gives uploads of reports more time, and accepts few of them at once', async () => {
    await start({ requestTimeout: 1_000 });
    const path = '/v1beta1/projects/p/occurrences:import?format=trivy';
    const held = Array.from({ length: 4 }, () => new Halfway(server as TestServer, path, 100, '{"a'));
    while ((await inFlight(server as TestServer)) < 4);
    expect(await new Halfway(server as TestServer, path, 100, '{"a').answer()).toMatch(
      /^HTTP\/1.1 503 .*"reason":"OVERLOADED"/s,
    );
    // It comes after them, and its time is over before theirs.
    expect(await new Halfway(server as TestServer, '/v1beta1/projects/p/notes?noteId=a').answer()).toMatch(
      /^HTTP\/1.1 504 /,
    );
    expect(await inFlight(server as TestServer), 'still wanted').toBe(4);
    for (const one of held) expect(await one.finish('x'.repeat(97))).toMatch(/^HTTP\/1.1 400 /);
  });

  it('takes uploads of reports while events hold all of their own places, and the other way round', async () => {
    await start({});
    const [event, upload] = [
      '/hooks/harbor/projects/p',
      '/v1beta1/projects/p/occurrences:import?format=trivy',
    ];
    for (const [full, free] of [
      [event, upload],
      [upload, event],
    ] as const) {
      const held = Array.from({ length: 4 }, () => new Halfway(server as TestServer, full, 100, '{"a'));
      while ((await inFlight(server as TestServer)) < 4);
      expect(await new Halfway(server as TestServer, full, 100, '{"a').answer()).toMatch(/^HTTP\/1.1 503 /);
      const taken = new Halfway(server as TestServer, free, 100, '{"a');
      expect(await taken.finish('x'.repeat(97))).toMatch(/^HTTP\/1.1 400 .*"reason":"INVALID_/s);
      for (const one of held) expect(await one.finish('x'.repeat(97))).toMatch(/^HTTP\/1.1 400 /);
    }
  });
});

describe('admission', () => {
  const request = (): InFlight => ({
    started: performance.now(),
    held: 0,
    isReading: true,
    expire() {},
  });
  const limits = { ...defaultLimits, bodyBytes: 1_000_000, uploadBytes: 2_000_000, unreadBytes: 1_000_000 };
  const overloaded = expect.objectContaining({ reason: 'OVERLOADED', retryAfter: 1 });

  it('limits the bytes of all bodies together, except small ones', () => {
    const admission = new Admission(limits);
    const [large, other, small, upload] = [request(), request(), request(), request()];
    for (const one of [large, other, small, upload]) admission.enter(one);
    admission.hold(large, 500_000);
    admission.hold(large, 900_000);
    expect(() => admission.hold(other, 200_000)).toThrow(overloaded);
    admission.hold(small, 64 * 1024);
    admission.enterUpload(upload, 'reports');
    admission.hold(upload, 1_900_000);
    expect(() => admission.hold(upload, 2_100_000)).toThrow(overloaded);
    expect(admission.heldBytes).toBe(2_800_000);
    admission.leave(large);
    admission.hold(other, 200_000);
    for (const one of [large, other, small, upload]) admission.leave(one);
    expect([admission.heldBytes, admission.inFlight]).toEqual([0, 0]);
    expect(admission.shed).toMatchObject({ body_bytes: 1, upload_bytes: 1 });
    admission.close();
  });

  it('counts requests that end in any order, and ends only those whose time is over', async () => {
    const admission = new Admission({ ...limits, requestTime: 40 });
    const expired: number[] = [];
    const now = performance.now();
    const started = [now, now - 60_000, now + 60_000, now - 60_000, now + 60_000];
    const all = started.map((at, n) => ({ ...request(), started: at, expire: () => expired.push(n) }));
    for (const one of all) admission.enter(one);
    for (const one of [all[0], all[0], all[4]]) admission.leave(one as InFlight);
    expect(admission.inFlight).toBe(3);
    await vi.waitUntil(() => expired.length > 0, 20_000);
    expect(expired.sort()).toEqual([1, 3]);
    // Still counted: their work goes on.
    expect(admission.inFlight).toBe(3);
    for (const one of all) admission.leave(one);
    expect(admission.inFlight).toBe(0);
    admission.close();
  });

  it('disconnects the slowest reader if too much is unread', () => {
    const admission = new Admission(limits);
    const dropped: number[] = [];
    const answers = [0, 1, 2, 3].map((n) =>
      Object.assign(new EventEmitter(), { destroyed: false, destroy: () => dropped.push(n) }),
    );
    const gone = Object.assign(new EventEmitter(), { destroyed: true, destroy: () => dropped.push(8) });
    admission.sent(gone, 900_000);
    for (const answer of answers) admission.sent(answer, 400_000);
    expect(dropped).toEqual([0, 1]);
    answers[2]?.emit('close');
    const last = Object.assign(new EventEmitter(), { destroyed: false, destroy: () => dropped.push(9) });
    admission.sent(last, 600_000);
    expect(dropped).toEqual([0, 1]);
    admission.close();
  });
});

describe('a store', () => {
  it('limits the number of waiting writes', async () => {
    const repository = await openTemporarySqlite();
    const rows = new Rows();
    const writes = Array.from({ length: 5010 }, (_, n) =>
      repository.createNotes([rows.note({ scope: 'p', id: `n${n}` })]),
    );
    const outcomes = await Promise.allSettled(writes);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toHaveLength(10);
    expect(refused[0]).toMatchObject({ reason: 'OVERLOADED', retryAfter: 1 });
    await repository.createProject('afterwards');
    await repository.close();
  });
});
