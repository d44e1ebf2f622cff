import http2 from 'node:http2';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { getHeaders, h2Frame, preface } from '../setup/raw-http2.js';
import { startServer, type TestServer } from '../setup/server.js';

const enhanceYourCalm = http2.constants.NGHTTP2_ENHANCE_YOUR_CALM;

/** Sends the bytes and answers the code of the GOAWAY that came, or how the connection ended. */
function attack(port: number, bytes: Buffer, patience = 60_000): Promise<number | 'closed' | 'stands'> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    let said = Buffer.alloc(0);
    const done = (): void => {
      for (let at = 0; at + 9 <= said.length; at += 9 + said.readUIntBE(at, 3)) {
        if (said[at + 3] === 7 && at + 17 <= said.length) {
          resolve(said.readUInt32BE(at + 13));
          return;
        }
      }
      resolve(socket.destroyed ? 'closed' : 'stands');
    };
    socket.on('data', (part: Buffer) => {
      said = Buffer.concat([said, part]);
    });
    socket.on('error', () => {});
    socket.on('close', done);
    socket.write(Buffer.concat([preface, bytes]));
    const timer = setTimeout(() => {
      done();
      socket.destroy();
    }, patience);
    socket.on('close', () => clearTimeout(timer));
  });
}

const times = (count: number, make: (index: number) => Buffer): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, index) => make(index)));

describe('abuse of HTTP/2', () => {
  let server: TestServer | undefined;
  const start = async (): Promise<number> => {
    server = await startServer();
    return Number(server.address.split(':')[1]);
  };
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  it('ends connections that open and reset streams without end', async () => {
    const port = await start();
    const resets = (count: number) =>
      times(count, (index) =>
        Buffer.concat([
          h2Frame(1, 5, index * 2 + 1, getHeaders),
          h2Frame(3, 0, index * 2 + 1, Buffer.from([0, 0, 0, 8])),
        ]),
      );
    expect(await attack(port, resets(600))).toBe(enhanceYourCalm);
    // Here the library is faster.
    expect(await attack(port, resets(5000))).not.toBe('stands');
    expect(await attack(port, resets(50), 500)).toBe('stands');
  });

  it.each([
    ['settings', times(5000, () => h2Frame(4, 0, 0))],
    ['pings', times(5000, () => h2Frame(6, 0, 0, Buffer.alloc(8)))],
    ['empty data frames', Buffer.concat([h2Frame(1, 4, 1, getHeaders), times(5000, () => h2Frame(0, 0, 1))])],
    [
      'empty continuation frames',
      Buffer.concat([h2Frame(1, 0, 1, getHeaders), times(5000, () => h2Frame(9, 0, 1))]),
    ],
    // A window update of zero makes the server reset the stream.
    [
      'streams that make it send resets',
      times(5000, (index) =>
        Buffer.concat([
          h2Frame(1, 4, index * 2 + 1, getHeaders),
          h2Frame(8, 0, index * 2 + 1, Buffer.alloc(4)),
        ]),
      ),
    ],
  ])('ends connections that flood it with %s', async (_, frames) => {
    expect(await attack(await start(), frames)).not.toBe('stands');
  });

  it('ends connections whose headers never end', async () => {
    const filler = Buffer.concat([
      Buffer.from([0x40, 0x01, 0x78, 0x7f, 0x81, 0x7d]),
      Buffer.alloc(16_000, 0x61),
    ]);
    const headers = Buffer.concat([h2Frame(1, 0, 1, getHeaders), times(300, () => h2Frame(9, 0, 1, filler))]);
    expect(await attack(await start(), headers)).not.toBe('stands');
  });

  it('accepts 200 calls per connection at a time and refuses the others', async () => {
    const port = await start();
    const session = http2.connect(`http://127.0.0.1:${port}`);
    session.on('error', () => {});
    await new Promise((resolve) => session.once('remoteSettings', resolve));
    expect(session.remoteSettings.maxConcurrentStreams).toBe(200);
    session.destroy();
    // One that ignores the limit, leaving every stream open.
    const open = times(1000, (index) => h2Frame(1, 4, index * 2 + 1, getHeaders));
    expect(await attack(port, open)).not.toBe('stands');
  });

  it('keeps serving others', async () => {
    const port = await start();
    const flood = attack(
      port,
      times(3000, () => h2Frame(6, 0, 0, Buffer.alloc(8))),
    );
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${port}/livez`)),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    await flood;
  });
});
