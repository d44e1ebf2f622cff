/**
 * CPU of a get with access control over that of the same get in open mode, the token seen before.
 * Run: npx tsx bench/access.ts [requests a round]. Accepted: at most 1.25.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseGrant } from '../src/auth/grants.js';
import { openPolicy } from '../src/auth/policy.js';
import { initFolder } from '../src/cli/init.js';
import { createToken } from '../src/cli/token.js';
import { openServer } from '../src/compose.js';
import { loadConfig } from '../src/config/load.js';
import { systemClock } from '../src/domain/clock.js';
import { createLogger } from '../src/logging.js';

const rounds = 7;
const connections = 8;

if (process.send === undefined) await measure(Number(process.argv[2] ?? 20_000));
else await serve(process.argv[2] ?? '', process.argv[3]);

/** The child: serves, and tells its CPU time in microseconds when asked. */
async function serve(access: string, policy: string | undefined): Promise<void> {
  const flags = { listen: '127.0.0.1:0', store: 'memory:', logLevel: 'warn', access, policy };
  const config = loadConfig({ flags, env: {} });
  const server = await openServer(config, createLogger(config.logLevel));
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  });
  process.send?.(server.address);
}

async function measure(requests: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-access-'));
  initFolder(join(folder, 'grafeas'));
  const policy = join(folder, 'grafeas', 'policy.yaml');
  const clock = systemClock();
  const grant = ['editor@projects/p', 'notes.attacher@projects/q']
    .map(parseGrant)
    .filter((one) => typeof one !== 'string');
  const token = createToken(
    openPolicy(policy, { clock, env: {} }).current,
    { grant, ttl: 3_600_000, subject: 'bench' },
    clock,
  );
  const open = await startTarget('open', token);
  const jwt = await startTarget('jwt', token, policy);
  try {
    const costs: { open: number; jwt: number }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      // Taking turns, so that what else the machine does hits both alike.
      const cost = { open: await costOf(open, requests), jwt: await costOf(jwt, requests) };
      if (round > 0) costs.push(cost);
    }
    const median = (values: number[]): number =>
      values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    console.log(`get, open:        ${median(costs.map((cost) => cost.open)).toFixed(1)} us CPU a request`);
    console.log(`get, with access: ${median(costs.map((cost) => cost.jwt)).toFixed(1)} us CPU a request`);
    console.log(
      `ratio:            ${median(costs.map((cost) => cost.jwt / cost.open)).toFixed(3)} (at most 1.25)`,
    );
  } finally {
    open.child.kill();
    jwt.child.kill();
    rmSync(folder, { recursive: true });
  }
}

interface Target {
  readonly child: ChildProcess;
  readonly port: number;
  /** The bytes of one get. */
  readonly request: Buffer;
}

async function startTarget(access: string, token: string, policy?: string): Promise<Target> {
  const args = policy === undefined ? [access] : [access, policy];
  const child = fork(fileURLToPath(import.meta.url), args);
  const [address] = (await once(child, 'message')) as [string];
  const url = `http://${address}/v1beta1/projects/p/notes`;
  const created = await fetch(`${url}?noteId=n`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ shortDescription: 'measured', discovery: { analysisKind: 'DISCOVERY' } }),
  });
  if (created.status !== 200) throw new Error(`the note was not created: ${await created.text()}`);
  // Both send the token, as clients do whose server does not ask for one.
  const head = `GET /v1beta1/projects/p/notes/n HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`;
  return { child, port: Number(address.split(':').at(-1)), request: Buffer.from(head) };
}

/** Microseconds of CPU the server takes for one get. */
async function costOf(target: Target, requests: number): Promise<number> {
  const before = await cpuOf(target.child);
  const each = Math.ceil(requests / connections);
  await Promise.all(Array.from({ length: connections }, () => askRepeatedly(target, each)));
  return ((await cpuOf(target.child)) - before) / (each * connections);
}

async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [cpu] = (await once(child, 'message')) as [number];
  return cpu;
}

/** One get after the other over one connection; an answer is over at its closing brace, as it comes in one piece. */
function askRepeatedly({ port, request }: Target, count: number): Promise<void> {
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
