import type { ClientHttp2Session } from 'node:http2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../setup/raw-grpc.js';
import { runningTime } from '../setup/running-time.js';
import { startServer, type TestServer } from '../setup/server.js';

describe('callers that never finish their request', () => {
  const requestTimeout = 200;
  let server: TestServer;
  let session: ClientHttp2Session;
  beforeAll(async () => {
    server = await startServer({ requestTimeout, maxInFlight: 1 });
    session = await connect(server.url);
  });
  afterAll(async () => {
    session.close();
    await server.close();
  });

  /** Announces a message and sends a byte of it now and then; answers code, milliseconds, and those that count. */
  const drip = (path: string, headers: Record<string, string> = {}): Promise<[unknown, number, number]> => {
    const started = performance.now();
    const elapsed = runningTime();
    const request = { ':method': 'POST', ':path': path, 'content-type': 'application/grpc', ...headers };
    const stream = session.request(request);
    stream.write(Buffer.from([0, 0, 0, 0x10, 0]));
    const dripping = setInterval(() => stream.write(Buffer.from([1])), 20);
    stream.on('error', () => {});
    return new Promise((resolve) => {
      let code: unknown;
      stream.on('response', (answer) => {
        code = answer['grpc-status'];
        clearInterval(dripping);
      });
      stream.on('close', () => {
        clearInterval(dripping);
        resolve([code, performance.now() - started, elapsed()]);
      });
    });
  };

  it.each(['grafeas.v1beta1.GrafeasV1Beta1/GetNote', 'grpc.health.v1.Health/Check'])(
    'get %s when the time is over, and free their slot',
    async (method) => {
      for (const headers of [{}, { 'grpc-timeout': '99999999H' }, {}]) {
        const [code, took, ran] = await drip(`/${method}`, headers as Record<string, string>);
        expect(code).toBe('4');
        expect(took).toBeGreaterThan(requestTimeout * 0.9);
        expect(ran).toBeLessThan(3000);
      }
    },
  );
});
