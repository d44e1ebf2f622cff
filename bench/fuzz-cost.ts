/**
 * What a hostile request costs: sends requests that follow from the declarations to every operation of a built
 * server, over HTTP/1.1, HTTP/2 and gRPC, and measures the processor time of the server for each.
 * First one of each sort of bodies, however long that takes, then what chance gives until the time is over.
 * Run: npm run fuzz:cost -- [--seconds 120] [--seed 1]. Fails where one costs more than `allowance + factor × bytes`, and a
 * report more than that with what it becomes, three times in a row, or is not answered by a server that does nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import { parseArgs } from 'node:util';
import { isUpdate } from '../src/api/operation.js';
import { createVersions, serviceDeps } from '../src/compose.js';
import { createHttpClient } from '../src/conformance/http-client.js';
import { systemClock } from '../src/domain/clock.js';
import { openMemory } from '../src/storage/memory/open-memory.js';
import { type Attacked, attackedOf } from './cost/attacked.js';
import { fillStore } from './cost/fill-store.js';
import { type HostileRequest, hostileRequest, oneOfEachSort } from './cost/hostile-requests.js';
import { reportResult } from './cost/report-result.js';
import { startServer } from './harness/processes.js';
import { seeded } from './harness/random.js';

/** Milliseconds for a request of no bytes: its handling, and what the server does besides. */
const allowance = 40;
/** Nanoseconds a byte. A body of 4 MiB that is in order takes about 60. */
const factor = 1000;
/** Nanoseconds a row that a report becomes, and a byte of these rows. */
const rowCost = 30_000;
const resultCost = 10;

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
  },
});

interface Cost {
  readonly request: HostileRequest;
  readonly millis: number;
  /** The part of what it may cost; above 1 it is too much. */
  readonly share: number;
  readonly fault?: Fault;
}

/** Processor time so far of all threads and of the processes of jobs, in milliseconds. */
function cpuMillis(pid: number): number {
  const jobs = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return [String(pid), ...jobs].reduce<number>((sum, id) => sum + nanosOf(`/proc/${id}/task`), 0) / 1e6;
}

function nanosOf(tasks: string): number {
  try {
    const times = readdirSync(tasks).map((task) => readFileSync(`${tasks}/${task}/schedstat`, 'utf8'));
    return times.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0);
  } catch {
    // A process that has just ended.
    return 0;
  }
}

/** The bytes of the response. */
function send(url: string, request: HostileRequest): Promise<number> {
  return request.transport === 'HTTP/1.1' ? sendHttp1(url, request) : sendHttp2(url, request);
}

/** Over before its body is sent where the server refuses it: that is an answer too. */
function sendHttp1(url: string, { method, path, headers, body }: HostileRequest): Promise<number> {
  return new Promise((resolve) => {
    let received = 0;
    const end = (): void => resolve(received);
    const settings = { method, path, headers: { ...headers, 'content-length': body.length }, agent: false };
    const { hostname, port } = new URL(url);
    const outgoing = http.request({ ...settings, hostname, port }, (response) => {
      response.on('data', ({ length }: Buffer) => {
        received += length;
      });
      response.on('close', end);
    });
    outgoing.on('error', end);
    outgoing.end(body);
  });
}

function sendHttp2(url: string, request: HostileRequest): Promise<number> {
  return new Promise((resolve) => {
    let received = 0;
    const end = (): void => resolve(received);
    const isGrpc = request.transport === 'gRPC';
    const session = http2.connect(url);
    session.on('error', end);
    const stream = session.request({
      ...request.headers,
      ':method': request.method,
      ':path': request.path,
      ...(isGrpc ? { 'content-type': 'application/grpc', te: 'trailers' } : {}),
    });
    stream.on('error', () => {});
    stream.on('close', () => {
      session.destroy();
      end();
    });
    stream.on('data', ({ length }: Buffer) => {
      received += length;
    });
    if (!isGrpc) {
      // A GET has ended by itself: an empty body written to it is an error, after which nothing is read.
      if (request.body.length === 0) stream.end();
      else stream.end(request.body);
      return;
    }
    const prefix = Buffer.alloc(5);
    prefix.writeUInt32BE(request.body.length, 1);
    stream.end(Buffer.concat([prefix, request.body]));
  });
}

/** Milliseconds of the server's processor after which a request is not waited for. Time by the clock proves nothing: others use the machine too. */
const patience = 10_000;

/** Looks, 200 ms apart, after which a server that does nothing meanwhile has forgotten the request. */
const idleLooks = 150;

type Fault = 'costs without end' | 'is never answered';

/** Resolves once the server has used more than its patience since `before`, or does nothing; `stop` ends the looking. */
function watch(pid: number, before: number): { readonly fault: Promise<Fault>; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let [last, idle] = [before, 0];
  const fault = new Promise<Fault>((resolve) => {
    timer = setInterval(() => {
      const now = cpuMillis(pid);
      // A server without work still looks after its timers.
      idle = now - last < 5 ? idle + 1 : 0;
      last = now;
      if (now - before > patience) resolve('costs without end');
      else if (idle >= idleLooks) resolve('is never answered');
    }, 200);
  });
  return { fault, stop: () => clearInterval(timer) };
}

async function costOf(url: string, pid: number, request: HostileRequest): Promise<Cost> {
  let millis = Number.POSITIVE_INFINITY;
  const bytes = request.body.length + request.path.length + JSON.stringify(request.headers).length;
  let most = allowance + (bytes * factor) / 1e6;
  // Garbage collection and compilation come now and then, and not three times for the same request.
  for (let round = 0; round < 3 && millis > most; round += 1) {
    const before = cpuMillis(pid);
    const watching = watch(pid, before);
    const end = await Promise.race([send(url, request), watching.fault]);
    watching.stop();
    // The server is ended then, as nobody else may get a word in.
    if (typeof end === 'string')
      return { request, millis: cpuMillis(pid) - before, share: Number.POSITIVE_INFINITY, fault: end };
    millis = Math.min(millis, cpuMillis(pid) - before);
    if (round > 0 || millis <= most) continue;
    // An earlier request may have made large what this one changes.
    if (isUpdate(request.operation.http.verb)) most += (end * factor) / 1e6;
    const result = reportResult(deps, request);
    most += (result.rows * rowCost + result.bytes * resultCost) / 1e6;
  }
  return { request, millis, share: millis / most };
}

// The tables alone: what the operations do is done by the server.
const deps = await serviceDeps(openMemory(), systemClock());
const versions = createVersions(deps);
const random = seeded(Number(options.seed)).next;
const server = await startServer(['--store', 'memory:']);
const pid = server.pids[0] ?? 0;
const costs: Cost[] = [];
try {
  const client = createHttpClient(new URL(server.url), undefined, 120_000);
  const attacked = attackedOf(versions, await fillStore(client, versions));
  client.close();
  for (const request of requests(attacked)) {
    const cost = await costOf(server.url, pid, request);
    costs.push(cost);
    // At once, as what costs too much may be the last that the server does.
    if (cost.share > 1) console.log(lineOf(cost));
    if (cost.fault === undefined) continue;
    process.kill(pid, 'SIGKILL');
    break;
  }
} finally {
  await server.stop();
}

function lineOf({ request, millis, share, fault }: Cost): string {
  const columns = [millis.toFixed(0).padStart(5), String(request.body.length).padStart(8)];
  const what = [request.transport, request.name, ...(fault === undefined ? [] : [fault])];
  return `${columns.join(' ')}  ${(share * 100).toFixed(0)} %  ${what.join(' ')}`;
}

function* requests(attacked: readonly Attacked[]): Generator<HostileRequest> {
  yield* oneOfEachSort(attacked, random);
  const end = performance.now() + Number(options.seconds) * 1000;
  while (performance.now() < end) for (const target of attacked) yield hostileRequest(target, random);
}

const faults = costs.filter(({ share }) => share > 1);
const worst = [...costs].sort((a, b) => b.share - a.share).slice(0, 10);
console.log(
  `${costs.length} requests, seed ${options.seed}; allowed: ${allowance} ms, ${factor} ns a byte; of a report also ${rowCost} ns a row and ${resultCost} ns a byte of what it becomes`,
);
console.log('   ms    bytes  of what is allowed');
for (const cost of worst) console.log(lineOf(cost));
console.log(faults.length === 0 ? 'fuzz:cost: nothing found' : `fuzz:cost: ${faults.length} cost too much`);
process.exitCode = faults.length === 0 ? 0 : 1;
