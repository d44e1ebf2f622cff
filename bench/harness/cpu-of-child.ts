import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { openServer } from '../../src/compose.js';
import { loadConfig } from '../../src/config/load.js';
import { createLogger } from '../../src/logging.js';

/** A child serves and tells its CPU time in microseconds when asked. Its first message is its address. */
export async function serveAsChild(flags: Readonly<Record<string, string | undefined>> = {}): Promise<void> {
  const own = { listen: '127.0.0.1:0', store: 'memory:', logLevel: 'warn' };
  const config = loadConfig({ flags: { ...own, ...flags }, env: {} });
  const server = await openServer(config, createLogger(config.logLevel));
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  });
  process.send?.(server.address);
}

export async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [cpu] = (await once(child, 'message')) as [number];
  return cpu;
}

/** One get after the other over one connection; an answer is over at its closing brace, as it comes in one piece. */
export function getRepeatedly(port: number, request: Buffer | string, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = count;
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      if (chunk[chunk.length - 1] !== 0x7d) return;
      if (chunk.subarray(9, 12).toString() !== '200') reject(new Error(chunk.toString()));
      left -= 1;
      if (left > 0) socket.write(request);
      else socket.end(resolve);
    });
  });
}
