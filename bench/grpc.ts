/**
 * Server CPU of a gRPC unary get over that of the same get over REST, in plain text, 8 at a time: REST over
 * 8 connections, gRPC over one, as its clients do.
 * Run: npx tsx bench/grpc.ts [requests a round]. Accepted: at most 2.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import http2 from 'node:http2';
import { fileURLToPath } from 'node:url';
import { cpuOf, getRepeatedly, serveAsChild } from './harness/cpu-of-child.js';
import { median } from './harness/median.js';

const rounds = 5;
const atOnce = 8;

if (process.send === undefined) await measure(Number(process.argv[2] ?? 8_000));
else await serveAsChild();

interface Target {
  readonly child: ChildProcess;
  readonly port: number;
  /** Name of the occurrence that is read. */
  readonly name: string;
}

async function measure(requests: number): Promise<void> {
  const target = await start();
  try {
    const costs: { rest: number; grpc: number }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      // Taking turns, so that what else the machine does hits both alike; the first round warms up.
      const cost = {
        rest: await costOf(target, requests, readOverRest),
        grpc: await costOf(target, requests, readOverGrpc),
      };
      if (round > 0) costs.push(cost);
    }
    const [rest, grpc] = [median(costs.map((cost) => cost.rest)), median(costs.map((cost) => cost.grpc))];
    console.log(`get over REST: ${rest.toFixed(1)} us CPU`);
    console.log(`get over gRPC: ${grpc.toFixed(1)} us CPU`);
    const ratio = median(costs.map((cost) => cost.grpc / cost.rest));
    console.log(`ratio:         ${ratio.toFixed(2)} (at most 2)`);
    if (ratio > 2) process.exitCode = 1;
  } finally {
    target.child.kill();
  }
}

async function start(): Promise<Target> {
  const child = fork(fileURLToPath(import.meta.url), []);
  const [address] = (await once(child, 'message')) as [string];
  const post = async (path: string, body: object): Promise<{ name: string }> => {
    const answer = await fetch(`http://${address}/v1beta1/projects/p/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as { name: string };
  };
  await post('notes?noteId=n', { vulnerability: { severity: 'HIGH' } });
  const location = (name: string) => ({
    cpeUri: 'cpe:/o:debian:debian_linux:12',
    package: 'openssl',
    version: { name, revision: '1~deb12u2', kind: 'NORMAL' },
  });
  const { name } = await post('occurrences', {
    resource: { uri: `https://registry.example.com/team/app@sha256:${'4bf5122f'.repeat(8)}` },
    noteName: 'projects/p/notes/n',
    remediation: 'Upgrade to 3.0.11-1~deb12u2',
    vulnerability: {
      type: 'OS',
      cvssScore: 7.5,
      shortDescription: 'CVE-2024-0001',
      relatedUrls: [{ url: 'https://vulnerabilities.example.com/CVE-2024-0001', label: 'Advisory' }],
      packageIssue: [{ affectedLocation: location('3.0.9'), fixedLocation: location('3.0.11') }],
    },
  });
  return { child, port: Number(address.split(':').at(-1)), name };
}

/** Reads `count` times, one after the other, in each of `atOnce` lines. */
type Read = (target: Target, count: number) => Promise<void>;

/** Microseconds of CPU the server takes for one get. */
async function costOf(target: Target, requests: number, read: Read): Promise<number> {
  const before = await cpuOf(target.child);
  const each = Math.ceil(requests / atOnce);
  await read(target, each);
  return ((await cpuOf(target.child)) - before) / (each * atOnce);
}

function inLines(line: () => Promise<void>): Promise<unknown> {
  return Promise.all(Array.from({ length: atOnce }, line));
}

async function readOverRest({ port, name }: Target, count: number): Promise<void> {
  const request = `GET /v1beta1/${name} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  await inLines(() => getRepeatedly(port, request, count));
}

async function readOverGrpc({ port, name }: Target, count: number): Promise<void> {
  const text = Buffer.from(name);
  const message = Buffer.concat([Buffer.from([0, 0, 0, 0, text.length + 2, 0x0a, text.length]), text]);
  const session = http2.connect(`http://127.0.0.1:${port}`);
  session.setMaxListeners(0);
  const headers = {
    ':method': 'POST',
    ':path': '/grafeas.v1beta1.GrafeasV1Beta1/GetOccurrence',
    'content-type': 'application/grpc',
    te: 'trailers',
    'grpc-accept-encoding': 'identity,deflate,gzip',
    'user-agent': 'bench',
  };
  await inLines(async () => {
    for (let call = 0; call < count; call += 1) {
      const stream = session.request(headers);
      stream.end(message);
      stream.resume();
      const [trailers] = (await once(stream, 'trailers')) as [Record<string, string>];
      if (trailers['grpc-status'] !== '0') throw new Error(`status ${trailers['grpc-status']}`);
    }
  });
  session.close();
}
