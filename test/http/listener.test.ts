import { once } from 'node:events';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import http, { type RequestListener, type ServerResponse } from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Listener, type ListenerOptions, openListener } from '../../src/http/listener.js';
import { connect } from '../setup/raw-grpc.js';
import { runningTime } from '../setup/running-time.js';

const echo: RequestListener = (request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () =>
    response.end(`${request.httpVersion} ${request.headers.host} ${Buffer.concat(parts)}`),
  );
};

const grpc: ListenerOptions['grpc'] = {
  handle(stream) {
    stream.on('error', () => {});
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '0' },
      { endStream: true },
    );
  },
  drain() {},
};

const quick = { headers: 150, request: 300, idle: 400, ping: 100, tlsPoll: 50 };
/** So long that a test which waits for it is over before. */
const never = 600_000;

describe('the listener', () => {
  let listener: Listener | undefined;
  let folder: string;
  const open = async (options: Partial<ListenerOptions> = {}): Promise<number> => {
    const address = { host: '127.0.0.1', port: 0 };
    listener = await openListener({ address, rest: echo, restOverHttp2: echo, grpc, ...options });
    return Number(listener.address.split(':').at(-1));
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'listener-'));
  });
  afterEach(async () => {
    await listener?.close(0);
    listener = undefined;
    rmSync(folder, { recursive: true });
  });

  /** What the server says on a raw connection until it closes it. */
  const talk = (port: number, ...parts: readonly (string | Buffer)[]): Promise<string> =>
    new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      let said = '';
      socket.on('data', (part) => {
        said += part.toString('latin1');
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(said));
      parts.forEach((part, index) => {
        setTimeout(() => socket.write(part), index * 15);
      });
    });

  /**
   * The same, on a connection that was heard. A server that gets no byte in time drops it without a word, which may be
   * so here when this process was not running for a while.
   */
  const talkHeard = async (port: number, ...parts: readonly string[]): Promise<string> => {
    let said = '';
    for (let tries = 0; said === '' && tries < 10; tries += 1) said = await talk(port, ...parts);
    return said;
  };

  const overHttp2 = async (
    session: http2.ClientHttp2Session,
    headers: http2.OutgoingHttpHeaders,
  ): Promise<string> => {
    const stream = session.request(headers);
    let body = '';
    for await (const part of stream) body += String(part);
    return body;
  };

  it('serves HTTP/1, REST over HTTP/2 and gRPC on one port', async () => {
    const port = await open();
    expect(await (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x' })).text()).toBe(
      `1.1 127.0.0.1:${port} x`,
    );
    const session = await connect(`http://127.0.0.1:${port}`);
    expect(await overHttp2(session, { ':path': '/' })).toBe(`2.0 127.0.0.1:${port} `);
    const call = session.request({
      ':method': 'POST',
      ':path': '/a.B/C',
      'content-type': 'application/grpc+proto',
    });
    const headers = await new Promise<http2.IncomingHttpHeaders>((resolve) => call.on('response', resolve));
    expect(headers['grpc-status']).toBe('0');
    expect(await overHttp2(session, { ':path': '/again' })).toContain('2.0');
    session.close();
  });

  it('keeps a connection of HTTP/1 open for many requests', async () => {
    const port = await open();
    const one = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
    const said = await talk(port, one, one + one, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(said.match(/HTTP\/1.1 200/g)).toHaveLength(4);
  });

  it('detects the protocol even if single bytes arrive', async () => {
    const port = await open();
    expect(
      await talk(
        port,
        'P',
        'O',
        'ST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1\r\n\r\n',
        'x',
      ),
    ).toMatch(/1\.1 a x$/);
    const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
    const goaway = Buffer.from([0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const said = await talk(
      port,
      preface.subarray(0, 2),
      preface.subarray(2, 5),
      preface.subarray(5),
      settings,
      goaway,
    );
    expect(Buffer.from(said, 'latin1')[3]).toBe(4);
  });

  it('serves unix sockets, and replaces a stale socket file, but not that of a running server and no other file', async () => {
    const path = join(folder, 'socket');
    await new Promise<void>((resolve) => {
      const stale = net.createServer().listen(`${path}-before`, () => {
        // A process that died leaves the file; under another name a clean close does too.
        renameSync(`${path}-before`, path);
        stale.close(() => resolve());
      });
    });
    expect(existsSync(path)).toBe(true);
    await open({ address: { path } });
    expect(listener?.address).toBe(`unix://${path}`);
    const answer = await new Promise<string>((resolve) => {
      http.get({ socketPath: path, path: '/' }, (response) =>
        response.on('data', (part) => resolve(String(part))),
      );
    });
    expect(answer).toContain('1.1 localhost');
    const session = http2.connect('http://localhost', { createConnection: () => net.connect(path) });
    expect(await overHttp2(session, { ':path': '/' })).toContain('2.0');
    session.close();
    const file = join(folder, 'file');
    writeFileSync(file, 'precious');
    for (const taken of [path, file])
      await expect(
        openListener({ address: { path: taken }, rest: echo, restOverHttp2: echo, grpc }),
      ).rejects.toThrow('EADDRINUSE');
    expect(existsSync(path)).toBe(true);
    expect(existsSync(file)).toBe(true);
  });

  it('closes connections that send nothing, part of the headers, or part of a body', async () => {
    const port = await open({ timeouts: quick });
    const elapsed = runningTime();
    const said = await Promise.all([
      talk(port),
      talk(port, 'P'),
      talkHeard(port, 'GET / HTTP/1.1\r\nHost: a\r\n', 'X: 1\r\n'),
      talkHeard(port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n', 'x'),
      talk(port, 'PRI * HTTP/2.0\r\n\r\nSM'),
    ]);
    expect(elapsed()).toBeLessThan(2500);
    expect(said.slice(0, 2)).toEqual(['', '']);
    expect(said[2]).toContain('408');
    expect(said[3]).toContain('408');
  });

  it('has a shorter time limit for headers than for a whole request', async () => {
    const port = await open({ timeouts: { ...quick, request: never, idle: never } });
    const elapsed = runningTime();
    expect(await talkHeard(port, 'GET / HTTP/1.1\r\nHost: a\r\n', 'X: 1\r\n')).toContain('408');
    expect(elapsed()).toBeLessThan(2500);
  });

  it('keeps a connection whose request is processed for longer than the idle timeout', async () => {
    const rest: RequestListener = (request, response) => {
      request.resume();
      request.socket.once('timeout', () => setImmediate(() => response.end('after all')));
    };
    const port = await open({ rest, timeouts: { ...quick, headers: never, request: never } });
    const said = await talk(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(said).toContain('after all');
  });

  it('closes connections that do not read the response', async () => {
    let dropped: Promise<void> = Promise.resolve();
    const large: RequestListener = (request, response) => {
      dropped = new Promise((resolve) => request.socket.once('close', () => resolve()));
      response.end(Buffer.alloc(64 * 1024 * 1024));
    };
    const port = await open({ rest: large, timeouts: { ...quick, headers: never, request: never } });
    const socket = net.connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('readable', resolve));
    const elapsed = runningTime();
    await dropped;
    expect(elapsed()).toBeLessThan(2500);
    socket.destroy();
  });

  it('closes connections of HTTP/2 that have no calls or whose peer has disconnected', async () => {
    const port = await open({ timeouts: { ...quick, headers: never, request: never } });
    const idle = await connect(`http://127.0.0.1:${port}`);
    const elapsed = runningTime();
    await new Promise((resolve) => idle.on('close', resolve));
    expect(elapsed()).toBeLessThan(2000);
    await listener?.close(0);
    const other = await open({ timeouts: { ...quick, idle: never } });
    const body = await connect(`http://127.0.0.1:${other}`);
    const stuck = body.request({ ':method': 'POST', ':path': '/' });
    stuck.on('error', () => {});
    stuck.write('x');
    await new Promise((resolve) => stuck.on('close', resolve));
    expect(stuck.rstCode).toBe(http2.constants.NGHTTP2_CANCEL);
    body.close();
  });

  it('finishes running requests when it closes, and aborts those that do not end', async () => {
    const running: ServerResponse[] = [];
    const hold = (_request: unknown, response: ServerResponse): void => {
      running.push(response);
    };
    const untilRunning = (count: number) =>
      expect.poll(() => running.length, { timeout: 20_000 }).toBe(count);
    const timeouts = { headers: never, request: never, idle: never };
    const port = await open({ rest: hold, restOverHttp2: hold, timeouts });
    const silent = net.connect(port, '127.0.0.1');
    await once(silent, 'connect');
    const session = await connect(`http://127.0.0.1:${port}`);
    session.on('error', () => {});
    const answers = [
      fetch(`http://127.0.0.1:${port}/`).then((response) => response.text()),
      overHttp2(session, { ':path': '/' }),
    ];
    await untilRunning(2);
    const closed = listener?.close(never);
    setTimeout(() => {
      for (const response of running) response.end('done');
    }, 100);
    expect(await Promise.all(answers)).toEqual(['done', 'done']);
    await closed;
    silent.destroy();
    const again = await open({ rest: hold });
    const unanswered = fetch(`http://127.0.0.1:${again}/`).catch(() => 'dropped');
    await untilRunning(3);
    await listener?.close(50);
    expect(await unanswered).toBe('dropped');
  });
});
