import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServer } from '../../src/compose.js';
import { loadConfig } from '../../src/config/load.js';
import { type Listener, openListener } from '../../src/http/listener.js';

/** Requests that node:http2 refuses, such as those of old dialers of grpc-go for a unix socket, are reported once a connection. */

const invalidAuthority = '/run/grafeas.sock';

interface Client {
  readonly session: ClientHttp2Session;
  readonly socket: Socket;
  /** The code with which the stream ended. */
  request(authority: string): Promise<number | undefined>;
}

async function connectTo(path: string): Promise<Client> {
  const socket = createConnection(path);
  await once(socket, 'connect');
  const session = connectHttp2('http://localhost', { createConnection: () => socket });
  session.on('error', () => {});
  return {
    session,
    socket,
    request: (authority) =>
      new Promise((resolve) => {
        const stream = session.request({ ':path': '/', ':authority': authority });
        stream.on('error', () => {});
        stream.on('close', () => resolve(stream.rstCode));
        stream.resume();
      }),
  };
}

describe('a request that HTTP/2 does not allow', () => {
  let listener: Listener | undefined;
  let folder: string;
  let path: string;
  let reported: number[];
  let report: (streamId: number) => void;
  const never = 600_000;
  const open = async (refusals: number): Promise<void> => {
    reported = [];
    listener = await openListener({
      address: { path },
      rest: (_request, response) => response.end(),
      restOverHttp2: (_request, response) => response.end(),
      grpc: { handle() {}, drain() {} },
      timeouts: { refusals },
      onRefused: ({ streamId }) => {
        reported.push(streamId);
        report(streamId);
      },
    });
  };
  const nextReport = (): Promise<number> =>
    new Promise((resolve) => {
      report = resolve;
    });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'refused-'));
    path = join(folder, 's');
    report = () => {};
  });
  afterEach(async () => {
    await listener?.close(0);
    listener = undefined;
    rmSync(folder, { recursive: true });
  });

  it('is reported while the connection stays open', async () => {
    await open(50);
    const next = nextReport();
    const client = await connectTo(path);
    expect(await client.request(invalidAuthority)).toBe(1);
    expect(await next).toBe(1);
    client.session.close();
  });

  it.each([
    ['the client closes the connection', (client: Client) => client.session.close()],
    ['the client has disconnected', (client: Client) => client.socket.destroy()],
  ])('is reported when %s', async (_, end) => {
    await open(never);
    const next = nextReport();
    const client = await connectTo(path);
    expect(await client.request('localhost')).toBe(0);
    expect(await client.request(invalidAuthority)).toBe(1);
    expect(await client.request(invalidAuthority)).toBe(1);
    end(client);
    expect(await next).toBe(5);
  });

  it('is not reported of connections without one, nor of one that the server closes', async () => {
    await open(never);
    const good = await connectTo(path);
    for (let count = 0; count < 3; count += 1) expect(await good.request('localhost')).toBe(0);
    const ended = once(good.socket, 'close');
    good.session.close();
    await ended;
    const late = await connectTo(path);
    expect(await late.request('localhost')).toBe(0);
    const closed = once(late.socket, 'close');
    listener?.drain();
    await late.request('localhost');
    await closed;
    expect(reported).toEqual([]);
  });

  it('has a line in the log', async () => {
    const sink = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) });
    const lines: string[] = [];
    const config = loadConfig({ flags: { listen: `unix://${path}`, store: 'memory:' }, env: {} });
    const server = await openServer(config, pino({ level: 'warn' }, sink));
    const client = await connectTo(path);
    expect(await client.request(invalidAuthority)).toBe(1);
    const ended = once(client.socket, 'close');
    client.session.close();
    await ended;
    await server.close();
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 40, streamId: 1, msg: expect.stringContaining(':authority') },
    ]);
  });
});
