import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { integerArray, textArray } from '../../../src/storage/postgres/binary-array.js';
import { SharedReads, together } from '../../../src/storage/postgres/shared-reads.js';
import type { Statement } from '../../../src/storage/sql/statement.js';

const get = (id: string): Statement => ({ sql: "SELECT 'why?' AS q FROM t WHERE id = ?", bindings: [id] });

describe('together', () => {
  it('combines statements that differ only in their values', () => {
    const page = (id: string, limit: number): Statement => ({
      sql: "SELECT id FROM t WHERE note = '?' AND id > ? LIMIT ?",
      bindings: [id, limit],
    });
    expect(together([page('a', 1), page('ü', 2)])).toEqual({
      sql:
        'SELECT shared.call AS shared_call, one.* FROM unnest(?::text[], ?::bigint[]) WITH ORDINALITY AS shared(v1, v2, call) ' +
        "CROSS JOIN LATERAL (SELECT id FROM t WHERE note = '?' AND id > shared.v1 LIMIT shared.v2) AS one",
      bindings: [textArray(['a', 'ü']), integerArray('bigint', [1, 2])],
    });
  });

  it('does not combine values that cannot be sent as an array of one type', () => {
    for (const pair of [
      [1, 'a'],
      [1, 1.5],
      [[], []],
      [true, true],
    ]) {
      const sql = 'SELECT 1 WHERE x = ?';
      expect(together(pair.map((value) => ({ sql, bindings: [value] })))).toBeUndefined();
    }
  });
});

describe('reads of one turn', () => {
  /** Answers every statement with the ids it was asked for; a shared one in rows that say whose they are. */
  function recording(fail?: (statement: Statement) => unknown) {
    const sent: Statement[] = [];
    const reads = new SharedReads(async (statement) => {
      sent.push(statement);
      const failure = fail?.(statement);
      if (failure !== undefined) throw failure;
      const [values] = statement.bindings;
      if (!Buffer.isBuffer(values)) return { rows: [{ id: values }], changes: 0 };
      const length = values.readInt32BE(12);
      const rows = Array.from({ length }, (_, index) => ({
        shared_call: length - index,
        id: `row ${index}`,
      }));
      return { rows, changes: 0 };
    });
    return { sent, reads };
  }
  const isShared = ({ sql }: Statement): boolean => sql.includes('shared_call');

  it('share a statement, and each gets its own rows', async () => {
    const { sent, reads } = recording();
    const other: Statement = { sql: 'SELECT 2 WHERE id = ?', bindings: ['x'] };
    const answers = await Promise.all([reads.read(get('a')), reads.read(other), reads.read(get('b'))]);
    expect(answers).toEqual([[{ id: 'row 1' }], [{ id: 'x' }], [{ id: 'row 0' }]]);
    expect(sent.map(isShared)).toEqual([true, false]);
    expect(await reads.read(get('c'))).toEqual([{ id: 'c' }]);
  });

  it('are at most 32 per statement', async () => {
    const { sent, reads } = recording();
    await Promise.all(Array.from({ length: 70 }, (_, index) => reads.read(get(String(index)))));
    expect(sent.map(({ bindings }) => (bindings[0] as Buffer).readInt32BE(12))).toEqual([32, 32, 6]);
  });

  it('are sent alone if the statement for all of them fails, unless the database is unavailable', async () => {
    const faulty = recording((statement) => (isShared(statement) ? new Error('bad cast') : undefined));
    expect(await Promise.all(['a', 'b'].map((id) => faulty.reads.read(get(id))))).toEqual([
      [{ id: 'a' }],
      [{ id: 'b' }],
    ]);
    const away = recording(() => new ApiError('STORE_UNAVAILABLE', 'away'));
    const failed = await Promise.allSettled(['a', 'b'].map((id) => away.reads.read(get(id))));
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(away.sent).toHaveLength(1);
  });
});
