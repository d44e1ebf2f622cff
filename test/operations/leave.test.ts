import { afterEach, describe, expect, it } from 'vitest';
import { connectRaw, frameType, getHeaders, h2Frame, postHeaders } from '../setup/raw-http2.js';
import { startServer, type TestServer } from '../setup/server.js';

const endOfStream = 0x1;
const endOfHeaders = 0x4;
const note = JSON.stringify({ attestationAuthority: { hint: { humanReadableName: 'qa' } } });

describe('clients over HTTP/2 that receive GOAWAY', () => {
  let server: TestServer;
  afterEach(() => server.close());

  it('get the responses of the accepted calls, and learn at once which these are', async () => {
    server = await startServer({ drainDelay: 0, drainTimeout: 600_000 });
    const { host } = new URL(server.url);
    const client = await connectRaw(server.url);
    client.write(
      h2Frame(frameType.headers, endOfHeaders, 1, postHeaders('/v1beta1/projects/p/notes?noteId=a', host)),
      h2Frame(frameType.ping, 0, 0, Buffer.alloc(8)),
    );
    await client.next(frameType.ping);
    const closed = server.close();
    const goaway = await client.next(frameType.goaway);
    client.write(h2Frame(frameType.data, endOfStream, 1, Buffer.from(note)));
    const frames = await client.end();
    await closed;
    expect(goaway.payload.readUInt32BE(0)).toBe(1);
    expect(goaway.payload.readUInt32BE(4)).toBe(0);
    const body = frames.filter(({ type }) => type === frameType.data).map(({ payload }) => payload);
    expect(JSON.parse(Buffer.concat(body).toString())).toMatchObject({ name: 'projects/p/notes/a' });
    expect(frames.filter(({ type }) => type === frameType.resetStream)).toEqual([]);
  });

  it('are disconnected at the start of the drain, and served until its end if they reconnect', async () => {
    server = await startServer({ drainDelay: 3_000 });
    const before = await connectRaw(server.url);
    await before.next(frameType.settings);
    const drained = server.drain().then(() => 'drained');
    const again = await connectRaw(server.url);
    expect(await Promise.race([before.end().then(() => 'gone'), drained])).toBe('gone');
    again.write(h2Frame(frameType.headers, endOfStream | endOfHeaders, 1, getHeaders));
    expect((await again.next(frameType.headers)).stream).toBe(1);
    await drained;
    const closed = server.close();
    expect((await again.next(frameType.goaway)).payload.readUInt32BE(0)).toBe(1);
    await closed;
  });
});
