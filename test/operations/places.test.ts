import { once } from 'node:events';
import type { ClientHttp2Stream } from 'node:http2';
import { describe, expect, it, vi } from 'vitest';
import { Admission, defaultLimits, type InFlight } from '../../src/api/admission.js';
import type { ApiError } from '../../src/domain/errors.js';
import { reflectionMethods } from '../../src/grpc/reflection.js';
import { encodeMessage } from '../../src/schema/wire/message-codec.js';
import { connect, frame } from '../setup/raw-grpc.js';
import { startServer } from '../setup/server.js';

const request = (): InFlight => ({
  started: performance.now(),
  held: 0,
  isReading: true,
  expire() {},
});
const refused = expect.objectContaining({ reason: 'OVERLOADED', message: expect.stringContaining('caller') });

describe('slots', () => {
  it('are never all taken by one principal, of any kind', () => {
    const admission = new Admission({
      ...defaultLimits,
      requests: 8,
      bodyBytes: 1_000_000,
      uploadBytes: 2_000_000,
    });
    const enter = (principal: string | undefined): InFlight => {
      const one = request();
      admission.enter(one);
      admission.identify(one, principal);
      return one;
    };
    const uploads = [1, 2, 3].map(() => enter('own:greedy'));
    for (const upload of uploads) admission.enterUpload(upload, 'reports');
    const fourth = enter('own:greedy');
    expect(() => admission.enterUpload(fourth, 'reports')).toThrow(refused);
    const other = enter('own:other');
    admission.enterUpload(other, 'reports');
    admission.hold(uploads[0] as InFlight, 1_500_000);
    expect(() => admission.hold(uploads[1] as InFlight, 100_000)).toThrow(refused);
    admission.hold(other, 400_000);
    admission.hold(fourth, 750_000);
    const fifth = enter('own:greedy');
    expect(() => admission.hold(fifth, 100_000)).toThrow(refused);
    enter('own:greedy');
    const late = request();
    admission.enter(late);
    expect(() => admission.identify(late, 'own:greedy')).toThrow(refused);
    admission.leave(late);
    expect(admission.shed.principal).toBe(4);
    // What is given back can be taken again, and a lone caller who need not say who he is may have all.
    for (const upload of uploads) admission.leave(upload);
    admission.enterUpload(fourth, 'reports');
    admission.leave(fifth);
    for (let n = admission.inFlight; n < 8; n += 1) enter(undefined);
    expect(admission.inFlight).toBe(8);
    admission.close();
  });

  it('are freed if a body arrives too slowly, with its received and expected bytes', async () => {
    const admission = new Admission({
      ...defaultLimits,
      requestTime: 600_000,
      uploadTime: 600_000,
      bodyGrace: 100,
      bodyRate: 1024,
    });
    const expired = new Map<string, ApiError>();
    const enter = (name: string, more: Partial<InFlight>): InFlight => {
      const one = { ...request(), ...more, expire: (error: ApiError) => expired.set(name, error) };
      admission.enter(one);
      admission.identify(one, 'own:slow');
      return one;
    };
    const long = performance.now() - 60_000;
    admission.hold(enter('slow', { started: long }), 7);
    admission.hold(enter('fast', { started: long }), 60_000);
    enter('working', { started: long, isReading: false });
    const upload = enter('upload', { started: long });
    admission.enterUpload(upload, 'reports');
    await vi.waitUntil(() => expired.has('slow') && expired.has('upload'), { timeout: 20_000 });
    expect(expired.get('slow')).toMatchObject({ reason: 'TOO_SLOW', httpStatus: 408 });
    expect(expired.get('slow')?.message).toMatch(
      /^body: 7 bytes arrived in \d+ s; the minimum after the first .* is 1 KiB a second/,
    );
    expect([...expired.keys()].filter((name) => name === 'working')).toEqual([]);
    expect(admission.shed.slow_bodies).toBeGreaterThanOrEqual(2);
    admission.close();
  });
});

describe('reflection', () => {
  const name = 'grpc.reflection.v1.ServerReflection';
  const method = reflectionMethods(async () => ({ services: [], files: [] })).get(name);
  if (method === undefined) throw new Error('no reflection');
  const question = frame(encodeMessage(method.request, { fileContainingSymbol: 'grafeas.v1beta1.Note' }));
  const headers = {
    ':method': 'POST',
    ':path': `/${name}/ServerReflectionInfo`,
    'content-type': 'application/grpc',
    te: 'trailers',
  };

  it('has a maximum number of streams per connection', async () => {
    const server = await startServer();
    const session = await connect(server.url);
    const open: ClientHttp2Stream[] = [];
    for (let n = 0; n < 16; n += 1) open.push(session.request(headers));
    const late = session.request(headers);
    const [answer] = (await once(late, 'response')) as [Record<string, string>];
    expect(answer['grpc-status']).toBe('14');
    open[0]?.end();
    open[0]?.resume();
    await once(open[0] as ClientHttp2Stream, 'close');
    const again = session.request(headers);
    again.end(question);
    const [served] = (await once(again, 'response')) as [Record<string, string>];
    expect(served['grpc-status']).toBeUndefined();
    session.destroy();
    await server.close();
  });

  it('accepts no further request of a caller that does not read the responses', async () => {
    const server = await startServer();
    const session = await connect(server.url);
    const stream = session.request(headers);
    stream.on('error', () => {});
    // The questions are more than flow control lets through where nobody takes them.
    const questions = Buffer.concat(Array.from({ length: 20_000 }, () => question));
    let taken = false;
    stream.write(questions, () => {
      taken = true;
    });
    await once(stream, 'response');
    stream.pause();
    // Answered behind everything before it, if the server takes it: it serves others meanwhile.
    for (let n = 0; n < 20; n += 1) await new Promise<void>((done) => session.ping(() => done()));
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    expect(taken).toBe(false);
    const before = process.memoryUsage().rss;
    stream.resume();
    await vi.waitUntil(() => taken, { timeout: 60_000 });
    stream.end();
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
    session.destroy();
    await server.close();
  });
});
