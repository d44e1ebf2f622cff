import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { Rows } from '../../src/contract/rows.js';
import { dayOf, daysBefore, untilNextDay } from '../../src/domain/days.js';
import { vulnerability } from '../../src/kinds/vulnerability/kind.js';
import { openAccess } from '../../src/services/context.js';
import { keepDayOfAll } from '../../src/services/day-keeper.js';
import { createHistoryService } from '../../src/services/severity-history.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import { startServer, type TestServer } from '../setup/server.js';
import { openTemporarySqlite, temporaryFolder } from '../setup/temporary.js';

/** Findings of a project, day by day. */

const at = (text: string) => ({ now: () => Date.parse(text), elapsed: () => 0 });
const names = ['SEVERITY_UNSPECIFIED', 'MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
const kind = vulnerability;

async function historyOf(
  repository: Awaited<ReturnType<typeof openTemporarySqlite>>,
  now: string,
  request: { parent: string; days?: number },
) {
  const service = createHistoryService({ repository, clock: at(now) }, names);
  const context = { access: openAccess, requestId: 'r' };
  return JSON.parse(await service.getVulnerabilityHistory(request, context)) as unknown;
}

describe.each([
  ['SQLite', openTemporarySqlite],
  ['memory', async () => openMemory()],
])('counts that are kept in %s', (_, open) => {
  it('are those of each project at the first count of each day; a day without a server is missing, not zero', async () => {
    const repository = await open();
    try {
      const rows = new Rows();
      const note = rows.note({ scope: 'scanner', id: 'CVE-1' }, { kind: kind.id });
      await repository.createNotes([note]);
      await repository.createProject('empty');
      await repository.createProject('shop');
      const found = (scope: string, severity: number, fixable = false) =>
        rows.occurrence(scope, note, { kind: kind.id, severity, fixable });
      const critical = found('shop', 5, true);
      const high = found('shop', 4);
      const unrated = found('shop', 0, true);
      await repository.createOccurrences([critical, high, unrated, found('team/locations/eu', 2)]);
      const keep = (now: string) => keepDayOfAll({ repository, clock: at(now) }, kind);
      await keep('2026-03-01T00:00:05Z');
      await repository.deleteOccurrence(critical);
      await keep('2026-03-01T13:00:00Z');
      await repository.deleteOccurrence(unrated);
      // No server ran on the 2nd; on the 3rd one started late.
      await keep('2026-03-03T17:30:00Z');
      await repository.deleteOccurrence(high);
      await keep('2026-03-04T00:00:01Z');
      const asked = '2026-03-05T10:00:00Z';
      const all = { totalCount: '3', fixableCount: '2' };
      expect(await historyOf(repository, asked, { parent: 'projects/shop', days: 5 })).toEqual({
        startDay: '2026-03-01',
        endDay: '2026-03-05',
        days: [
          {
            day: '2026-03-01',
            countTime: '2026-03-01T00:00:05Z',
            counts: [
              all,
              { severity: 'HIGH', totalCount: '1' },
              { severity: 'CRITICAL', totalCount: '1', fixableCount: '1' },
            ],
          },
          {
            day: '2026-03-03',
            countTime: '2026-03-03T17:30:00Z',
            counts: [{ totalCount: '1' }, { severity: 'HIGH', totalCount: '1' }],
          },
          { day: '2026-03-04', countTime: '2026-03-04T00:00:01Z' },
        ],
      });
      expect(await historyOf(repository, asked, { parent: 'projects/shop', days: 1 })).toEqual({
        startDay: '2026-03-05',
        endDay: '2026-03-05',
      });
      expect(
        await historyOf(repository, asked, { parent: 'projects/team/locations/eu', days: 4 }),
      ).toMatchObject({ days: [{ day: '2026-03-03' }, { day: '2026-03-04' }] });
      // That a project has no findings is known too; of one that nobody knows nothing is.
      expect(await historyOf(repository, asked, { parent: 'projects/empty', days: 2 })).toMatchObject({
        days: [{ day: '2026-03-04', countTime: expect.any(String) }],
      });
      expect(await historyOf(repository, asked, { parent: 'projects/nobody' })).toEqual({
        startDay: '2025-12-06',
        endDay: '2026-03-05',
      });
      // 400 days later the first one is too old, of a project that is gone as well.
      await repository.deleteProject('empty');
      await keep('2027-04-06T00:00:00Z');
      const days = async (scope: string) =>
        (await repository.listDays({ scope, from: '', to: '~' })).map(({ day }) => day);
      expect(await days('shop')).toEqual(['2026-03-03', '2026-03-04', '2027-04-06']);
      expect(await days('empty')).toEqual(['2026-03-03', '2026-03-04']);
    } finally {
      await repository.close();
    }
  });
});

describe('over the API', () => {
  const folder = temporaryFolder();
  const store = `sqlite:${join(folder.path, 'grafeas.db')}`;
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ store });
  });
  afterAll(() => server.close().finally(folder.remove));

  it('a server stores the counts of the day on which it starts', async () => {
    const history = () => {
      const client = createClient({ server: server.url, version: 'v1' });
      return client.call('GetVulnerabilityHistory', { path: { project: 'shop' }, query: { days: 3 } });
    };
    expect((await history()).days).toBeUndefined();
    await createClient({ server: server.url }).projects.create('projects/shop');
    const before = dayOf(Date.now());
    await server.close();
    server = await startServer({ store });
    await expect.poll(async () => (await history()).days?.length, { timeout: 60_000 }).toBe(1);
    const [kept] = (await history()).days ?? [];
    expect([before, dayOf(Date.now())]).toContain(kept?.day);
    expect(kept?.countTime?.startsWith(kept?.day ?? '')).toBe(true);
    expect(kept?.counts).toBeUndefined();
  });

  it.each([-1, 401])('%i days are refused', async (days) => {
    const url = `${server.url}/v1beta1/projects/shop/occurrences:vulnerabilityHistory?days=${days}`;
    expect(await (await fetch(url)).json()).toMatchObject({
      error: { status: 'INVALID_ARGUMENT', message: `days: must be between 0 and 400, not ${days}` },
    });
  });
});

describe('days', () => {
  it('are those of UTC', () => {
    expect(dayOf(Date.parse('2026-02-28T23:59:59.999Z'))).toBe('2026-02-28');
    expect(daysBefore(Date.parse('2028-03-01T00:00:00Z'), 1)).toBe('2028-02-29');
    expect(untilNextDay(Date.parse('2026-02-28T23:59:59.990Z'))).toBe(10);
    expect(untilNextDay(Date.parse('2026-02-28T00:00:00Z'))).toBe(86_400_000);
  });
});
