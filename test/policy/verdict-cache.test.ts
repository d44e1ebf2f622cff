import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import { openPostgres } from '../../src/storage/postgres/open-postgres.js';
import type { Repository } from '../../src/storage/repository.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { withStamps } from '../../src/storage/stamped.js';
import { templates } from '../setup/administer.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import '../setup/seed.js';
import { openWorld, type Step } from './cache-world.js';

/** A cached verdict is never another one than an evaluation of that moment. */

interface Stores {
  /** Servers over one store, each with a cache of its own. */
  readonly servers: readonly Repository[];
  /** The same store without stamps: nothing is cached. */
  readonly plain: Repository;
  close(): Promise<void>;
}

const step: fc.Arbitrary<Step> = fc.tuple(fc.nat(1000), fc.nat(20), fc.nat(20));

/** What chance seldom finds. A clock passes the bound of a scan, and of an upload. */
const examples: Step[][] = [
  [
    [16, 1, 1],
    [1, 0, 0],
    [23, 3, 0],
    [23, 0, 0],
    [1, 0, 0],
    [23, 5, 0],
  ],
  [
    [16, 4, 4],
    [0, 0, 0],
    [23, 4, 0],
    [23, 0, 0],
    [23, 5, 0],
  ],
  // Evidence is added in another place, and removed.
  [
    [14, 0, 0],
    [16, 3, 3],
    [3, 1, 0],
    [5, 0, 0],
    [3, 1, 0],
    [7, 0, 0],
    [3, 2, 0],
  ],
  [
    [14, 0, 0],
    [16, 3, 3],
    [3, 0, 0],
    [3, 2, 0],
    [5, 0, 0],
    [5, 0, 0],
    [12, 1, 0],
    [13, 0, 0],
  ],
  [
    [16, 0, 0],
    [0, 0, 0],
    [0, 1, 0],
    [7, 0, 0],
    [20, 1, 0],
    [21, 1, 0],
    [22, 0, 1],
    [22, 0, 1],
  ],
  [
    [16, 0, 0],
    [0, 0, 0],
    [10, 0, 0],
    [11, 1, 0],
    [10, 0, 0],
    [11, 0, 0],
    [2, 0, 0],
    [9, 1, 0],
  ],
  [
    [16, 2, 2],
    [0, 3, 2],
    [5, 0, 0],
    [20, 0, 0],
    [21, 0, 0],
  ],
];

async function compare(open: () => Promise<Stores>, numRuns: number): Promise<void> {
  let asked = 0;
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const { servers, plain, close } = await open();
      try {
        const world = await openWorld(servers[0] as Repository);
        const evaluate = await world.judgesOver(plain);
        let reads = 0;
        const counting = servers.map((server) => {
          const { getPolicy } = server;
          server.getPolicy = (key) => {
            reads += 1;
            return getPolicy.call(server, key);
          };
          return server;
        });
        const cached = await Promise.all(counting.map((server) => world.judgesOver(server)));
        // A policy first, so that there is something to judge.
        for (const each of [[18, 0, 1] as const, ...steps]) {
          await world.take(each);
          const expected = await evaluate();
          for (const ask of cached) {
            expect(await ask()).toBe(expected);
            const before = reads;
            expect(await ask()).toBe(expected);
            asked += 1;
            if (reads === before) kept += 1;
          }
        }
        // Nothing is kept that was read while something was being written.
        await Promise.all([...steps.map((each) => world.take(each)), ...cached.map((ask) => ask())]);
        const expected = await evaluate();
        for (const ask of cached) expect(await ask()).toBe(expected);
      } finally {
        await close();
      }
    }),
    { numRuns, examples: examples.map((steps) => [steps]) },
  );
  // Else nothing was compared but evaluations.
  expect(kept).toBeGreaterThan(asked / 4);
}

describe('cached verdicts', () => {
  it('equal those of an evaluation, over a store in memory', () =>
    compare(async () => {
      const plain = openMemory();
      return { servers: [withStamps(plain)], plain, close: () => plain.close() };
    }, 60));

  it('equal those of an evaluation, over SQLite', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'grafeas-cache-'));
    let files = 0;
    try {
      await compare(async () => {
        files += 1;
        const plain = await openSqlite({ file: join(folder, `${files}.db`), migrate: true });
        return { servers: [withStamps(plain)], plain, close: () => plain.close() };
      }, 12);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  describePostgres('over PostgreSQL', (serverUrl) => {
    it('equal those of an evaluation, whichever of two servers wrote', () =>
      compare(async () => {
        const database = await createDatabase(serverUrl, templates.plain.name);
        const open = () => openPostgres({ url: database.url, migrate: false });
        const [one, two, plain] = [await open(), await open(), await open()];
        plain.stamp = async () => undefined;
        return {
          servers: [one, two],
          plain,
          close: async () => {
            for (const repository of [one, two, plain]) await repository.close();
            await database.drop();
          },
        };
      }, 10));
  });
});
