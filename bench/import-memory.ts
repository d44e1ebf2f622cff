import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../test/setup/temporary.js';
import { largeReports } from './harness/large-reports.js';
import { startServer } from './harness/processes.js';
import { childrenOf, watchMemory } from './harness/resident.js';

/**
 * The memory of `grafeas import` of a large report: of the server, of its process of imports, of both together, and of the
 * client. `npx tsx bench/import-memory.ts [--formats trivy,cluster,grype,sarif,cyclonedx] [--pad BYTES] [--main FILE] [--twice]
 * [COUNT]`; every finding has so many bytes of description more, `FILE` is the `main.js` of another build. Run `npm run build` before.
 */

const args = process.argv.slice(2);
const option = (name: string): string | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args.splice(at, 2)[1];
};
const formats = (option('--formats') ?? 'trivy,cluster,grype,sarif,cyclonedx').split(',');
const pad = Number(option('--pad') ?? 0);
const main = option('--main') ?? fileURLToPath(new URL('../dist/main.js', import.meta.url));
const twice = args.includes('--twice');
const count = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 100_000);

async function importOnce(path: string, url: string, server: number): Promise<string> {
  const flags = [
    '--into',
    'projects/c',
    '--server',
    url,
    '--resource',
    'https://registry.example.com/shop/cart',
  ];
  const resource = path.endsWith('cluster.json') ? flags.slice(0, 4) : flags;
  const client = spawn(process.execPath, [main, 'import', path, ...resource], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  for (const stream of [client.stdout, client.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  const pid = client.pid ?? 0;
  const stop = watchMemory(() => ({ server: [server], job: childrenOf(server), client: [pid] }), {
    'server and job': ['server', 'job'],
  });
  await once(client, 'exit');
  const { most, together } = stop();
  const shown = Object.entries({ ...most, ...together }).map(
    ([name, kilobytes]) => `${name} ${Math.round(kilobytes / 1024)} MB`,
  );
  const text = Buffer.concat(said).toString().split('\n').slice(0, 2).join('; ').slice(0, 200);
  return `${shown.join(', ')} (${text})`;
}

async function run(format: keyof typeof largeReports): Promise<void> {
  const folder = temporaryFolder();
  const flags = ['--store', `sqlite:${join(folder.path, 'g.db')}`, '--drain-delay', '0'];
  const { url, pids, stop } = await startServer(flags, [], [], { main, node: process.execPath });
  try {
    const path = join(folder.path, `${format}.json`);
    writeFileSync(path, JSON.stringify(largeReports[format]({ count, pad })));
    const size = Math.round(statSync(path).size / 2 ** 20);
    for (const what of twice ? ['new', 'again'] : ['new']) {
      const found = await importOnce(path, url, pids[0] ?? 0);
      console.log(`${format}, ${count} findings, ${size} MiB, ${what}: ${found}`);
    }
  } finally {
    await stop();
    folder.remove();
  }
}

for (const format of formats) await run(format as keyof typeof largeReports);
