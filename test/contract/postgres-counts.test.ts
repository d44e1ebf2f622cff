import { expect, it } from 'vitest';
import { expectCounted, writeAtRandom } from '../../src/contract/random-writes.js';
import { Rows } from '../../src/contract/rows.js';
import { openPostgres } from '../../src/storage/postgres/open-postgres.js';
import { templates } from '../setup/administer.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { connectPostgres } from '../setup/postgres-client.js';

/** Writes like the release before, which relies on triggers for what it changes and deletes. */
const olderWrites = [
  'UPDATE occurrences SET severity = 1 + floor(random() * 6)::int, document = \'{"v":"old"}\' WHERE id IN (SELECT id FROM occurrences ORDER BY random() LIMIT 1)',
  "UPDATE occurrences SET resource_uri = 'r' || floor(random() * 3)::int WHERE id IN (SELECT id FROM occurrences ORDER BY random() LIMIT 1)",
  'DELETE FROM occurrences WHERE id IN (SELECT id FROM occurrences ORDER BY random() LIMIT 1)',
];

describePostgres('Counts on PostgreSQL', (server) => {
  it.each([templates.plain.name, templates.partitioned.name])(
    'are correct while two servers and one of the previous release write concurrently (%s)',
    async (template) => {
      const { url, drop } = await createDatabase(server, template);
      const open = () => openPostgres({ url, migrate: false });
      const [first, second] = [await open(), await open()];
      const scopes = ['p', 'q'] as const;
      const older = await connectPostgres(url);
      let isWriting = true;
      const wrote = (async () => {
        let count = 0;
        while (isWriting) {
          const sql = olderWrites[count % olderWrites.length] ?? '';
          // It, too, begins anew where it lost a race.
          await older.query(sql).catch((error: { code?: string }) => expect(error.code).toBe('40P01'));
          count += 1;
        }
        return count;
      })();
      const options = {
        repositories: [first, second] as const,
        rows: new Rows(),
        scopes: [...scopes] as const,
      };
      await writeAtRandom({ ...options, seed: 1, writers: 12, writes: 60 }).finally(() => {
        isWriting = false;
      });
      expect(await wrote).toBeGreaterThan(0);
      await expectCounted(second, scopes);
      for (const scope of scopes) {
        const stored = await first.listOccurrences({ scope, limit: 10_000 });
        await Promise.all(stored.map(({ id }) => first.deleteOccurrence({ scope, id })));
      }
      const { rows } = await older.query('SELECT * FROM severity_counts');
      expect(rows, 'what counts nothing goes').toEqual([]);
      await older.end();
      await Promise.all([first.close(), second.close()]);
      await drop();
    },
  );
});
