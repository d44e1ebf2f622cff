import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refused } from '../../src/contract/harness.js';
import { Rows } from '../../src/contract/rows.js';
import { importWhole, nothing } from '../../src/contract/whole-import.js';
import { openPostgres } from '../../src/storage/postgres/open-postgres.js';
import type { Repository } from '../../src/storage/repository.js';
import { describePostgres, type TestDatabase, testDatabases } from '../setup/databases.js';
import { connectPostgres, lockWaits } from '../setup/postgres-client.js';

describePostgres('two servers on one PostgreSQL', (server) => {
  describe.each(testDatabases)('%s', (_, create) => {
    const rows = new Rows();
    let database: TestDatabase | undefined;
    let one: Repository;
    let two: Repository;

    beforeAll(async () => {
      database = await create(server);
      const options = { url: database.url, migrate: false, pool: { max: 5 } };
      [one, two] = await Promise.all([openPostgres(options), openPostgres(options)]);
    });
    afterAll(async () => {
      await Promise.all([one.close(), two.close()]);
      await database?.drop();
    });

    it('read the writes of each other immediately, and share secrets', async () => {
      for (let n = 0; n < 20; n += 1) {
        const [writer, reader] = n % 2 === 0 ? [one, two] : [two, one];
        const note = rows.note({ scope: 'seen', id: `n${n}` });
        await writer.createNotes([note]);
        expect((await reader.getNote(note))?.document).toBe(note.document);
        const occurrence = rows.occurrence('seen', note);
        await reader.createOccurrences([occurrence]);
        expect(await writer.getOccurrence(occurrence)).toBeDefined();
      }
      const secrets = await Promise.all([one.secret('pages'), two.secret('pages')]);
      expect(secrets[0].equals(secrets[1])).toBe(true);
    });

    it('create the same names concurrently: each name is created once, and the other create is refused', async () => {
      const attempts = Array.from({ length: 60 }, (_, n) => {
        const note = rows.note({ scope: 'raced', id: `n${n % 15}` }, { document: `{"by":${n}}` });
        return (n % 4 < 2 ? one : two).createNotes([note]);
      });
      const outcomes = await Promise.allSettled(attempts);
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(15);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') await refused(Promise.reject(outcome.reason), 'NOTE_EXISTS');
      }
    });

    it('create overlapping batches of notes completely or not at all', async () => {
      const batches = Array.from({ length: 12 }, (_, n) => {
        const batch = Array.from({ length: 6 }, (_, k) =>
          rows.note({ scope: 'batches', id: `n${(n * 3 + k) % 20}` }),
        );
        return n % 2 === 0 ? batch : batch.toReversed();
      });
      const outcomes = await Promise.allSettled(
        batches.map((batch, n) => (n % 3 === 0 ? one : two).createNotes(batch)),
      );
      let stored = 0;
      for (const [n, outcome] of outcomes.entries()) {
        if (outcome.status === 'rejected') await refused(Promise.reject(outcome.reason), 'NOTE_EXISTS');
        else {
          stored += 6;
          for (const row of batches[n] ?? []) expect((await one.getNote(row))?.document).toBe(row.document);
        }
      }
      expect(await two.listNotes({ scope: 'batches', limit: 99 })).toHaveLength(stored);
    });

    it('create no occurrence of a note after the other has deleted it', async () => {
      for (let n = 0; n < 15; n += 1) {
        const note = rows.note({ scope: `deleted-${n}`, id: 'n' });
        await one.createNotes([note]);
        const batch = [rows.occurrence(note.scope, note), rows.occurrence(note.scope, note)];
        const [created, deleted] = await Promise.allSettled([
          two.createOccurrences(batch),
          one.deleteNote(note),
        ]);
        expect(deleted).toMatchObject({ status: 'fulfilled', value: true });
        if (created.status === 'rejected') await refused(Promise.reject(created.reason), 'NOTE_NOT_FOUND');
        const stored = await one.listOccurrences({ scope: note.scope, limit: 9 });
        expect(stored).toHaveLength(created.status === 'fulfilled' ? 2 : 0);
        await refused(two.createOccurrences([rows.occurrence(note.scope, note)]), 'NOTE_NOT_FOUND');
      }
    });

    it('wait for a note that another transaction is deleting, and then report it as missing', async () => {
      const note = rows.note({ scope: 'waits', id: 'deleted' });
      await one.createNotes([note]);
      const write = await whileOpen(
        "DELETE FROM notes WHERE scope = 'waits' AND id = 'deleted'",
        'COMMIT',
        () => two.createOccurrences([rows.occurrence('waits', note)]),
      );
      await refused(write(), 'NOTE_NOT_FOUND');
    });

    it('wait for a note that another transaction is creating, and then create it only if that one failed', async () => {
      const insert = (id: string): string =>
        `INSERT INTO notes VALUES ('waits', '${id}', 1, 0, 0, '{}') ON CONFLICT DO NOTHING`;
      const taken = rows.note({ scope: 'waits', id: 'taken' });
      const lost = await whileOpen(insert('taken'), 'COMMIT', () => two.createNotes([taken]));
      await refused(lost(), 'NOTE_EXISTS');
      const free = rows.note({ scope: 'waits', id: 'free' });
      const won = await whileOpen(insert('free'), 'ROLLBACK', () => two.createNotes([free]));
      await won();
      expect((await one.getNote(free))?.document).toBe(free.document);
    });

    /** Starts `write` while another transaction that did `sql` is open, ends that once `write` waits; gives its outcome. */
    async function whileOpen(
      sql: string,
      end: 'COMMIT' | 'ROLLBACK',
      write: () => Promise<unknown>,
    ): Promise<() => Promise<unknown>> {
      const client = await connectPostgres(database?.url ?? '');
      await client.query('BEGIN');
      await client.query(sql);
      const outcome = write();
      outcome.catch(() => {});
      while ((await lockWaits(client)) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await client.query(end);
      await client.end();
      return () => outcome;
    }

    it('import the same report concurrently, with one set of results', async () => {
      const keys = Array.from({ length: 20 }, (_, n) => ({ scope: 'scanner', id: `cve-${n}` }));
      const runs = Array.from({ length: 10 }, (_, run) => {
        const scope = `consumer-${run % 3}`;
        return importWhole(run % 2 === 0 ? one : two, { scope, notes: keys, resources: ['r'] }, (state) => ({
          ...nothing,
          createNotes: keys
            .filter((key) => !state.notes.some(({ id }) => id === key.id))
            .map((key) => rows.note(key)),
          createOccurrences: keys
            .filter((key) => !state.occurrences.some((stored) => stored.note.id === key.id))
            .map((key) => rows.occurrence(scope, key, { resourceUri: 'r', imported: true })),
        }));
      });
      await Promise.all(runs);
      for (const scope of ['consumer-0', 'consumer-1', 'consumer-2']) {
        expect(await one.listOccurrences({ scope, limit: 99 })).toHaveLength(20);
      }
    });
  });
});
