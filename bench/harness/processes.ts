import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The processes a run measures, and what they have used of the machine. */
export interface Target {
  readonly url: string;
  /** Process ids whose CPU counts, with their children: the server, and Postgres where there is one. */
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** A build of this server, and the Node it runs on. */
export interface Build {
  /** Its `main.js`. */
  readonly main: string;
  readonly node: string;
}

const ownBuild: Build = { main, node: process.execPath };

/** Starts a built server and waits until it listens. `beside` names further processes to count; `nodeFlags` are Node's own. */
export async function startServer(
  flags: readonly string[],
  beside: readonly number[] = [],
  nodeFlags: readonly string[] = [],
  build = ownBuild,
): Promise<Target> {
  if (!existsSync(build.main)) throw new Error(`${build.main} is missing: run \`npm run build\` first`);
  const child = spawn(
    build.node,
    [...nodeFlags, build.main, 'serve', '--listen', '127.0.0.1:0', '--log-level', 'info', ...flags],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const address = await listeningAddress(child);
  return { url: `http://${address}`, pids: [child.pid ?? 0, ...beside], stop: () => stop(child) };
}

/** Starts the floor: a bare node:http handler that answers ten bytes. */
export async function startFloor(): Promise<Target> {
  const code =
    "const s=require('node:http').createServer((q,r)=>{r.writeHead(200,{'content-length':10});r.end('0123456789')});" +
    "s.listen(0,'127.0.0.1',()=>console.log(JSON.stringify({msg:'listening',address:'127.0.0.1:'+s.address().port})))";
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await listeningAddress(child);
  return { url: `http://${address}`, pids: [child.pid ?? 0], stop: () => stop(child) };
}

async function listeningAddress(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no standard output');
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const entry = JSON.parse(line) as { msg?: string; address?: string };
    if (entry.msg !== 'listening' || entry.address === undefined) continue;
    // What the server logs later is dropped, so that its pipe never fills.
    child.stdout.resume();
    return entry.address;
  }
  throw new Error('the server ended before it listened');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

const ticksPerSecond = 100;

/** CPU seconds of processes and their children so far, user and system, from /proc. */
export function cpuSeconds(pids: readonly number[]): number {
  let ticks = 0;
  for (const pid of pids.flatMap(family)) {
    const stat = readProc(`${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    for (const index of [11, 12, 13, 14]) ticks += Number(fields[index] ?? 0);
  }
  return ticks / ticksPerSecond;
}

/** CPU microseconds so far of all threads that live, to the nanosecond; `/proc/PID/stat` counts hundredths of a second. */
export function cpuMicros({ pids }: Target): number {
  return sum([...cpuByThread(pids).values()]);
}

/** Starts to count CPU microseconds of all threads, of children too. A thread that ends meanwhile is not counted. */
export function countCpu({ pids }: Target): () => number {
  const before = cpuByThread(pids.flatMap(family));
  return () =>
    sum([...cpuByThread(pids.flatMap(family))].map(([thread, micros]) => micros - (before.get(thread) ?? 0)));
}

function cpuByThread(pids: readonly number[]): ReadonlyMap<string, number> {
  const threads = pids
    .filter((pid) => existsSync(`/proc/${pid}/task`))
    .flatMap((pid) => readdirSync(`/proc/${pid}/task`).map((id) => `${pid}/task/${id}`));
  return new Map(
    threads.map((thread) => [thread, Number(readProc(`${thread}/schedstat`).split(' ')[0]) / 1000]),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Milliseconds for which processes and their children waited for a core so far, all added up. */
export function coreWait(pids: readonly number[]): number {
  const waits = pids.flatMap(family).map((pid) => Number(readProc(`${pid}/schedstat`).split(' ')[1] ?? 0));
  return waits.reduce((sum, part) => sum + part, 0) / 1e6;
}

/** Resident megabytes of processes and their children. */
export function residentMegabytes(pids: readonly number[]): number {
  const kilobytes = pids
    .flatMap(family)
    .map((pid) => Number(/VmRSS:\s+(\d+)/.exec(readProc(`${pid}/status`))?.[1] ?? 0));
  return Math.round(kilobytes.reduce((sum, part) => sum + part, 0) / 1024);
}

function family(pid: number): number[] {
  let tasks: string[] = [];
  try {
    tasks = readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
  const children = tasks.flatMap((task) =>
    readProc(`${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(family)];
}

/** A file of /proc, empty where the process is gone meanwhile. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}
