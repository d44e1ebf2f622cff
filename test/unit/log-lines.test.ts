import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { LogLines } from '../../src/log-lines.js';

describe('lines of the log', () => {
  it('wait for a reader that stalls, then are dropped, and a line states how many', () => {
    let room = 10;
    let text = '';
    const lines = new LogLines((bytes) => {
      const part = bytes.subarray(0, room);
      room -= part.length;
      text += part.toString();
      return part.length;
    }, 400);
    for (let n = 0; n < 60; n += 1) lines.write(`line ${n} ..\n`);
    expect(text).toBe('line 0 ..\n');
    expect(lines.dropped).toBeGreaterThan(5);
    room = 10_000;
    lines.flush();
    const written = text.trim().split('\n');
    expect(JSON.parse(written.at(-1) ?? '')).toMatchObject({ level: 'warn', dropped: lines.dropped });
    expect(written.length - 1).toBe(60 - lines.dropped);
    lines.write('and on\n');
    expect(text.endsWith('and on\n')).toBe(true);
  });

  it('contain no terminal control character', () => {
    let text = '';
    const lines = new LogLines((bytes) => {
      text += bytes.toString();
      return bytes.length;
    });
    lines.write(`${JSON.stringify({ path: '/\u009b31m\u0085\u007f\u2028é' })}\n`);
    expect(text).toBe('{"path":"/\\u009b31m\\u0085\\u007f\\u2028é"}\n');
    expect(JSON.parse(text)).toEqual({ path: '/\u009b31m\u0085\u007f\u2028é' });
  });

  it('do not end the process if the output is closed', () => {
    const lines = new LogLines(() => {
      throw new Error('EPIPE');
    });
    lines.write('a\n');
    lines.write('b\n');
    expect(lines.dropped).toBe(2);
  });

  it('never block a process whose reader stalls', async () => {
    const script = `
      import { openLog } from ${JSON.stringify(new URL('../../src/logging.ts', import.meta.url).href)};
      const { log, dropped, flush } = openLog('info');
      process.on('exit', flush);
      for (let n = 0; n < 60_000; n += 1) log.info({ n, text: 'x'.repeat(100) }, 'line');
      process.send(dropped(), () => process.exit(0));
    `;
    // A socket of this process that it never reads, and a pipe whose other end sleeps.
    const socket = spawn(process.execPath, [...asModule, script], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const pipe = spawn('sh', ['-c', '"$0" "$@" | sleep 600', process.execPath, ...asModule, script], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
    });
    const counts = [socket, pipe].map(async (child) => {
      const [count] = (await once(child, 'message')) as [number];
      return count;
    });
    for (const count of await Promise.all(counts)) expect(count).toBeGreaterThan(1000);
    if (socket.exitCode === null) await once(socket, 'exit');
    expect(socket.exitCode).toBe(0);
    process.kill(-(pipe.pid ?? 0), 'SIGKILL');
  });
});

const asModule = ['--import', 'tsx', '--input-type=module', '-e'];
