import type { ClientHttp2Session } from 'node:http2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { healthMethods } from '../../src/grpc/health.js';
import { decodeMessage, encodeMessage } from '../../src/schema/wire/message-codec.js';
import { call, connect, frame, send } from '../setup/raw-grpc.js';
import { runningTime } from '../setup/running-time.js';
import { startServer, type TestServer } from '../setup/server.js';

describe('health', () => {
  let server: TestServer;
  let session: ClientHttp2Session;
  beforeEach(async () => {
    // So long that a call which holds the end of the server up holds the test up for good.
    server = await startServer({ drainTimeout: 600_000 });
    session = await connect(server.url);
  });
  afterEach(async () => {
    session.close();
    await server.close();
  });

  const check = healthMethods([], async () => {}).get('Check');
  if (check === undefined) throw new Error('no Check');

  it.each([
    '',
    'grafeas.v1beta1.GrafeasV1Beta1',
    'grafeas.v1.Grafeas',
    'grafeas.v1.project.Projects',
    'google.devtools.containeranalysis.v1.ContainerAnalysis',
    'grpc.health.v1.Health',
  ])('reports SERVING for %j', async (service) => {
    const answer = await call(session, '/grpc.health.v1.Health/Check', check, { service });
    expect(answer.value).toEqual({ status: 'SERVING' });
  });

  it('returns NOT_FOUND for other services', async () => {
    const answer = await call(session, '/grpc.health.v1.Health/Check', check, { service: 'x.Y' });
    expect(answer.code).toBe(5);
  });

  it('reports NOT_SERVING if the server cannot work', async () => {
    const methods = healthMethods([], async () => {
      throw new Error('store is gone');
    });
    const method = methods.get('Check');
    expect(method?.form === 'unary' && (await method.answer?.({}))).toEqual({ status: 'NOT_SERVING' });
  });

  it('reports every change to watchers until they disconnect', async () => {
    let isReady = true;
    let looks = 0;
    const ready = async (): Promise<void> => {
      looks += 1;
      if (!isReady) throw new Error('store is gone');
    };
    const watch = healthMethods([], ready, 5).get('Watch');
    if (watch?.form !== 'stream') throw new Error('no Watch');
    const told: unknown[] = [];
    const receiver = watch.start({ send: (response) => told.push(response), end() {} });
    await receiver.receive({});
    const patiently = { timeout: 20_000 };
    await vi.waitUntil(() => looks > 3, patiently);
    isReady = false;
    await vi.waitUntil(() => told.length > 1, patiently);
    isReady = true;
    await vi.waitUntil(() => told.length > 2, patiently);
    receiver.closed?.();
    isReady = false;
    const before = looks;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([looks, told]).toEqual([
      before,
      [{ status: 'SERVING' }, { status: 'NOT_SERVING' }, { status: 'SERVING' }],
    ]);
  });

  it('keeps watches open until the server closes, without delaying it', async () => {
    const watching = send(session, {
      path: '/grpc.health.v1.Health/Watch',
      chunks: [frame(encodeMessage(check.request, {}))],
    });
    await call(session, '/grpc.health.v1.Health/Check', check, {});
    const elapsed = runningTime();
    await server.close();
    expect(elapsed()).toBeLessThan(2000);
    const answer = await watching;
    expect(answer.code).toBe(14);
    expect(decodeMessage(check.response, answer.body.subarray(5))).toEqual({ status: 'SERVING' });
  });
});
