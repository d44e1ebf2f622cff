/**
 * Faults and abuse against real servers on loopback, with counted results:
 * `npx tsx bench/faults/run.ts [SCENE…]`, all scenes where none is named. Ends by itself; exit code 1 where a
 * scene did not go as it must. The last results stand in bench/faults.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresBinaries, startPostgres } from '../../test/setup/postgres-server.js';
import { transpileProgram } from '../../test/setup/program.js';
import { type Abuse, idleConnections, largeBodies, longPages, slowClients, worstFilters } from './abuse.js';
import { brokenDownloads, crossSiteWrites, failedTokens, keyAccess } from './doors.js';
import { prepareLoad } from './load.js';
import { stalledLog } from './log.js';
import { stalledUploads, unreadReflection } from './places.js';
import { heavyEvaluations } from './policies.js';
import { postgresRestart } from './postgres-restart.js';
import { type Replica, startReplica } from './replica.js';
import { rollingRestart } from './rolling-restart.js';
import { slowIssuer, tokensOfSlowIssuer, unfoldingSignatures } from './signatures.js';

await transpileProgram();

/** Prints what it found; answers whether that is well. */
type Scene = () => Promise<boolean>;

/** Megabytes a server under abuse may have. */
const maxMemory = 900;

/** What a scene starts with: so many occurrences, or a policy, which is written into this folder. */
interface Before {
  readonly stored?: number;
  readonly access?: (folder: string) => { readonly flags: readonly string[]; readonly token: string };
}

function abused(
  name: string,
  abuse: (replica: Replica, token?: string) => Promise<Abuse>,
  { stored = 0, access }: Before = {},
): [string, Scene] {
  return [
    name,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'grafeas-abuse-'));
      const store = `sqlite:${join(folder, 'grafeas.db')}`;
      const { flags, token } = access?.(folder) ?? { flags: [], token: undefined };
      const ordinary = ['--store', store, '--log-level', 'info', '--drain-delay', '0'];
      const replica = await startReplica(...ordinary, ...flags);
      try {
        await prepareLoad(replica.url, 'p', token);
        await fill(replica.url, stored);
        const { sent, answers, others, memory } = await abuse(replica, token);
        const alive = (await fetch(`${replica.url}/readyz`)).status === 200;
        console.log(
          `${name}: ${sent}${stored > 0 ? ` over ${stored} occurrences` : ''}; answers ${counts(answers)}; others: ${others.served} served, ` +
            `${others.failed} failed, slowest ${others.slowest} ms; memory at most ${memory} MB; ready after: ${alive}`,
        );
        return alive && others.failed === 0 && others.served > 0 && memory < maxMemory;
      } finally {
        await replica.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  ];
}

async function fill(url: string, count: number): Promise<void> {
  for (let from = 0; from < count; from += 500) {
    const occurrences = Array.from({ length: Math.min(500, count - from) }, (_, n) => ({
      noteName: 'projects/p/notes/n',
      resource: { uri: `https://example.com/${from + n}` },
      attestation: {
        attestation: { pgpSignedAttestation: { signature: 'x'.repeat(800), pgpKeyId: 'k' } },
      },
    }));
    const body = JSON.stringify({ occurrences });
    const answer = await fetch(`${url}/v1beta1/projects/p/occurrences:batchCreate`, { method: 'POST', body });
    if (!answer.ok) throw new Error(await answer.text());
  }
}

const scenes: Readonly<Record<string, Scene>> = Object.fromEntries([
  abused('slow-clients', (replica) => slowClients(replica, 500, 8000)),
  abused('idle-connections', (replica) => idleConnections(replica, 10_000)),
  abused('large-bodies', (replica) => largeBodies(replica, 100)),
  abused('long-pages', (replica) => longPages(replica, 60, 100)),
  abused('stalled-uploads', (replica) => stalledUploads(replica, 4)),
  abused('unread-reflection', (replica) => unreadReflection(replica, 100, 10_000)),
  abused('broken-downloads', (replica) => brokenDownloads(replica, 500)),
  abused('cross-site', (replica) => crossSiteWrites(replica, 1000)),
  abused('failed-tokens', (replica, token) => failedTokens(replica, 5000, token), { access: keyAccess }),
  abused('slow-issuer', (replica, token) => tokensOfSlowIssuer(replica, 3000, token), {
    access: await slowIssuer(),
  }),
  abused('unfolding-signatures', (replica) => unfoldingSignatures(replica, 200)),
  abused('heavy-evaluations', (replica) => heavyEvaluations(replica, 100)),
  abused('stalled-log', (replica) => stalledLog(replica, 20_000)),
  abused('worst-filters', (replica) => worstFilters(replica, 100), { stored: 5000 }),
  [
    'rolling-restart',
    async () => {
      const [binaries] = postgresBinaries();
      if (binaries === undefined) return skipped('rolling-restart');
      const postgres = await startPostgres(binaries);
      try {
        const result = await rollingRestart(`${postgres.url}/postgres`, 6);
        console.log(
          `rolling-restart: ${result.restarts} restarts of two replicas, ${result.requests} requests, failed: ` +
            `${counts(result.failures)}; ${result.created.length} creates acknowledged, ${result.lost.length} lost`,
        );
        return Object.keys(result.failures).length === 0 && result.waits === 0 && result.lost.length === 0;
      } finally {
        await postgres.remove();
      }
    },
  ],
  [
    'postgres-restart',
    async () => {
      const result = await postgresRestart(10);
      if (result === undefined) return skipped('postgres-restart');
      console.log(
        `postgres-restart: ${result.crashes} crashes, ${result.requests} requests, failed: ${counts(result.failures)}; ` +
          `${result.created.length} creates acknowledged, ${result.lost.length} lost; ready again after ${result.recovered.join(', ')} ms`,
      );
      const other = Object.keys(result.failures).filter((what) => !/ 50[34]$/.test(what));
      return other.length === 0 && result.lost.length === 0;
    },
  ],
]);

function skipped(scene: string): boolean {
  console.log(`${scene}: skipped, there are no server binaries of PostgreSQL`);
  return true;
}

function counts(record: Readonly<Record<string, number>>): string {
  const parts = Object.entries(record).map(([what, count]) => `${what} × ${count}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(scenes)) {
  const scene = scenes[name];
  if (scene === undefined) throw new Error(`no scene ${name}; there are ${Object.keys(scenes).join(', ')}`);
  if (await scene()) continue;
  console.log(`${name}: NOT AS IT MUST BE`);
  process.exitCode = 1;
}
