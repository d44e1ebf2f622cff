import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Replica, startReplica } from '../../bench/faults/replica.js';
import { cve, trivy } from '../../bench/harness/large-reports.js';
import { temporaryFolder } from '../setup/temporary.js';

interface Stored {
  readonly noteName: string;
  readonly vulnerability?: object;
  readonly discovered?: { readonly discovered: { readonly analysisStatus: string } };
}

async function stored({ url }: Replica, filter = ''): Promise<readonly Stored[]> {
  const found: Stored[] = [];
  let token = '';
  do {
    const query = `pageSize=1000&pageToken=${token}&filter=${encodeURIComponent(filter)}`;
    const answer = await fetch(`${url}/v1beta1/projects/c/occurrences?${query}`);
    const page = (await answer.json()) as { occurrences?: Stored[]; nextPageToken?: string };
    found.push(...(page.occurrences ?? []));
    token = encodeURIComponent(page.nextPageToken ?? '');
  } while (token !== '');
  return found;
}

async function statusOf(replica: Replica): Promise<string | undefined> {
  const [scan] = await stored(replica, 'kind="DISCOVERY"');
  return scan?.discovered?.discovered.analysisStatus;
}

const names = (all: readonly Stored[]): string[] =>
  all
    .filter(({ vulnerability }) => vulnerability !== undefined)
    .map(({ noteName }) => noteName.split('/').at(-1) ?? '')
    .sort();

const run = ({ url }: Replica, report: object): Promise<Response> =>
  fetch(`${url}/v1beta1/projects/c/occurrences:import`, { method: 'POST', body: JSON.stringify(report) });

it('a server killed within an import leaves the scan unfinished, until the report is imported again', async () => {
  const folder = temporaryFolder();
  const start = () => startReplica('--store', `sqlite:${join(folder.path, 'g.db')}`, '--log-level', 'info');
  const count = 800;
  let server = await start();
  try {
    const before = trivy({ count, time: '2024-05-01T00:00:00Z' });
    expect((await run(server, before)).status).toBe(200);
    for (let day = 2; day < 4; day += 1) {
      // Half of them go, and as many come; it is stopped a little later each time.
      const first = (day - 1) * (count / 2);
      const report = trivy({ count, first, time: `2024-05-0${day}T00:00:00Z` });
      const imported = run(server, report).catch(() => undefined);
      for (let looks = day; looks > 0; ) if ((await statusOf(server)) === 'SCANNING') looks -= 1;
      await server.kill();
      await imported;
      server = await start();
      expect(await statusOf(server)).toBe('SCANNING');
      expect((await run(server, report)).status).toBe(200);
      expect(await statusOf(server)).toBe('FINISHED_SUCCESS');
      const expected = Array.from({ length: count }, (_, n) => cve(first + n));
      expect(names(await stored(server))).toEqual(expected);
    }
    expect(await server.stop()).toBe(0);
  } finally {
    await server.kill();
    folder.remove();
  }
});
