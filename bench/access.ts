/**
 * CPU of a get with access control over that of the same get in open mode, the token seen before.
 * Run: npx tsx bench/access.ts [requests a round]. Accepted: at most 1.25.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseGrant } from '../src/auth/grants.js';
import { openPolicy } from '../src/auth/policy.js';
import { initFolder } from '../src/cli/init.js';
import { createToken } from '../src/cli/token.js';
import { systemClock } from '../src/domain/clock.js';
import { cpuOf, getRepeatedly, serveAsChild } from './harness/cpu-of-child.js';
import { median } from './harness/median.js';

const rounds = 7;
const connections = 8;

if (process.send === undefined) await measure(Number(process.argv[2] ?? 20_000));
else await serveAsChild({ access: process.argv[2] ?? '', policy: process.argv[3] });

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
  await Promise.all(
    Array.from({ length: connections }, () => getRepeatedly(target.port, target.request, each)),
  );
  return ((await cpuOf(target.child)) - before) / (each * connections);
}
