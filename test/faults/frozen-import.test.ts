import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { type Replica, startReplica } from '../../bench/faults/replica.js';
import { describePostgres, testDatabases } from '../setup/databases.js';
import { connectPostgres, lockWaits } from '../setup/postgres-client.js';

interface Report {
  readonly matches: readonly { readonly vulnerability: object }[];
}

const template = JSON.parse(
  readFileSync(new URL('../fixtures/grype/image.json', import.meta.url), 'utf8'),
) as Report;
const [match] = template.matches;

/** A report of one finding for each severity. */
function reportOf(severities: Readonly<Record<string, string>>): Report {
  const matches = Object.entries(severities).map(([id, severity]) => {
    if (match === undefined) throw new Error('the report has no match');
    return { ...match, relatedVulnerabilities: [], vulnerability: { ...match.vulnerability, id, severity } };
  });
  return { ...template, matches };
}

const post = (replica: Replica, path: string, body: unknown): Promise<Response> =>
  fetch(`${replica.url}/v1beta1/projects/p/${path}`, { method: 'POST', body: JSON.stringify(body) });
const scan = (replica: Replica, severities: Readonly<Record<string, string>>): Promise<Response> =>
  post(replica, 'occurrences:import?format=grype', reportOf(severities));

describePostgres('a server that is frozen within an import', (server) => {
  it.each(testDatabases)(
    'blocks the creates of others for only a few seconds, and loses nothing (%s)',
    async (_, create) => {
      const database = await create(server);
      const flags = ['--store', database.url, '--log-level', 'info', '--drain-delay', '0'];
      const [frozen, other] = await Promise.all([startReplica(...flags), startReplica(...flags)]);
      const client = await connectPostgres(database.url);
      onTestFinished(async () => {
        await Promise.all([frozen.kill(), other.kill(), client.end()]);
        await database.drop();
      });
      expect((await scan(frozen, { 'CVE-1': 'Low', 'CVE-2': 'High' })).status).toBe(200);
      const stored = `${other.url}/v1beta1/projects/p/occurrences`;
      const findings = `${stored}?filter=${encodeURIComponent('kind="VULNERABILITY"')}`;
      const { occurrences } = (await (await fetch(findings)).json()) as {
        occurrences: { resource: object; noteName: string; vulnerability: object }[];
      };
      const [found] = occurrences;

      // The next scan changes a finding and its note, and waits for the counts of its image, which come last.
      await client.query('BEGIN');
      const locked = await client.query('SELECT resource_uri FROM severity_counts FOR UPDATE');
      expect(locked.rowCount).toBe(1);
      const scanned = scan(frozen, { 'CVE-1': 'Critical' });
      await waiting(client, 1);
      const creating = post(other, 'occurrences', {
        resource: found?.resource,
        noteName: found?.noteName,
        vulnerability: found?.vulnerability,
      });
      await waiting(client, 2);
      // The scan has the last of its locks then, and nobody goes on with it; the create has a few seconds to wait.
      frozen.freeze();
      await client.query('COMMIT');
      await waiting(client, 1);
      expect((await creating).status).toBe(200);

      frozen.thaw();
      expect((await scanned).status).toBe(503);
      expect((await scan(frozen, { 'CVE-1': 'Critical' })).status).toBe(200);
      const list = (await (await fetch(findings)).json()) as { occurrences: object[] };
      expect(list.occurrences).toHaveLength(2);
      const summary = (await (await fetch(`${stored}:vulnerabilitySummary`)).json()) as {
        counts: { severity?: string; totalCount: string }[];
      };
      expect(
        summary.counts.map(({ severity = 'all', totalCount }) => `${severity} ${totalCount}`).sort(),
      ).toEqual(['CRITICAL 1', 'LOW 1', 'all 2']);
      expect([await frozen.stop(), await other.stop()]).toEqual([0, 0]);
    },
  );
});

/** Resolves when so many statements wait for a lock. */
async function waiting(client: pg.Client, count: number): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    if ((await lockWaits(client)) === count) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`there are not ${count} who wait for a lock`);
}
