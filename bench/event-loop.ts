/**
 * How long single requests hold the event loop of a built server: the largest that it takes, of every form, one after
 * the other over REST and gRPC. Run: npm run bench:loop [-- WORD], which takes the rows that hold the word alone, as `policies`; a second word is the only store.
 * Fails where one holds it for more than `most` milliseconds of processor time, three times in a row.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http2 from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assessmentOperations } from '../src/api/assessments.js';
import { attestorVersion } from '../src/api/binaryauthorization/version.js';
import { grafeasOperations, type Services } from '../src/api/grafeas.js';
import { buildMessages } from '../src/api/v1beta1/messages.js';
import { grafeasV1beta1 } from '../src/api/v1beta1/version.js';
import { createHttpClient } from '../src/conformance/http-client.js';
import { AttestationOccurrence } from '../src/kinds/attestation/v1.js';
import { kinds } from '../src/kinds/index.js';
import { buildRegistry } from '../src/kinds/registry.js';
import { encodeMessage } from '../src/schema/wire/message-codec.js';
import { type LargeRequest, largestRequests } from './cost/largest-requests.js';
import { policyRequests } from './cost/policy-requests.js';
import { startServer } from './harness/processes.js';

/** Milliseconds that no single request may hold the event loop. */
const most = 50;

interface Held {
  readonly cpu: number;
  readonly wall: number;
}

const folder = mkdtempSync(join(tmpdir(), 'event-loop-'));
const file = join(folder, 'held.json');
process.env.LOOP_PROBE = file;
const word = process.argv[2] ?? '';
/** What the operations do is done by the server; here their messages count. */
const nobody: never = new Proxy({}, { get: () => nobody }) as never;
const operations = [
  ...grafeasOperations(grafeasV1beta1, buildMessages(buildRegistry(kinds)), {} as unknown as Services),
  ...attestorVersion(AttestationOccurrence, nobody, nobody, '').operations,
  ...assessmentOperations('v1beta1', nobody),
];

async function heldBy(pid: number): Promise<Held> {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Held;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** Sends one gRPC call; returns its status. */
function sendGrpc(url: string, { operation: id, request }: LargeRequest): Promise<string> {
  const operation = operations.find((one) => one.id === id);
  if (operation === undefined) throw new Error(`no operation ${id}`);
  const body = encodeMessage(operation.request, request, 5);
  // Not compressed; the encoder leaves the place as it was.
  body[0] = 0;
  body.writeUInt32BE(body.length - 5, 1);
  return new Promise((resolve) => {
    const session = http2.connect(url);
    session.on('error', (error) => resolve(String(error)));
    const stream = session.request({
      ':method': 'POST',
      ':path': `/${operation.service}/${id}`,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    let status = '';
    let why = '';
    const note = (headers: http2.IncomingHttpHeaders): void => {
      status = String(headers['grpc-status'] ?? status);
      why = decodeURIComponent(String(headers['grpc-message'] ?? why));
    };
    stream.on('response', note);
    stream.on('trailers', note);
    stream.on('error', (error) => resolve(String(error)));
    stream.on('close', () => {
      session.destroy();
      resolve(`grpc ${status} ${why.slice(0, 200)}`);
    });
    stream.resume();
    stream.end(body);
  });
}

let failed = 0;
const stores = process.argv[3] === undefined ? ['memory:', 'sqlite'] : [process.argv[3]];
for (const store of stores) {
  const path = store === 'sqlite' ? `sqlite:${join(folder, 'store.db')}` : store;
  const probe = fileURLToPath(new URL('./harness/loop-probe.mjs', import.meta.url));
  const server = await startServer(['--store', path], [], ['--import', probe]);
  const client = createHttpClient(new URL(server.url), undefined, 120_000);
  const pid = server.pids[0] ?? 0;
  try {
    for (const transport of ['REST', 'gRPC'] as const) {
      for (const large of [...largestRequests(transport), ...policyRequests(transport)]) {
        const name = `${store} ${transport} ${large.name}`;
        if (word !== '' && !name.includes(word) && large.always !== true) continue;
        let least: Held = { cpu: Number.POSITIVE_INFINITY, wall: 0 };
        let answer = '';
        // The engine compiles and collects now and then, and not three times for the same request.
        for (let round = 0; round < 4 && least.cpu > most; round += 1) {
          await large.before?.(client);
          await heldBy(pid);
          answer =
            transport === 'gRPC'
              ? await sendGrpc(server.url, large)
              : String((await client.send(large.rest)).status);
          await large.after?.(client);
          const held = await heldBy(pid);
          if (held.cpu < least.cpu) least = held;
        }
        const isFault = least.cpu > most;
        if (isFault) failed += 1;
        const figures = `${least.cpu.toFixed(0).padStart(5)} ms of processor, ${least.wall.toFixed(0).padStart(5)} by the clock`;
        console.log(`${figures}  ${answer.padEnd(7)} ${name}${isFault ? '  TOO LONG' : ''}`);
      }
    }
  } finally {
    client.close();
    await server.stop();
  }
}
rmSync(folder, { recursive: true });
console.log(failed === 0 ? 'event-loop: nothing held it too long' : `event-loop: ${failed} held it too long`);
process.exitCode = failed === 0 ? 0 : 1;
