import { beforeAll, describe, expect, it } from 'vitest';
import type { Predicate } from '../domain/filter/predicate.js';
import type { OccurrenceRow } from '../storage/repository-rows.js';
import { type Bench, ids } from './harness.js';
import { all, any, column, compare, equal, inDocument, not } from './predicates.js';
import { kindA, kindB } from './rows.js';

type Expected = (row: OccurrenceRow) => boolean;

interface Content {
  readonly text?: string;
  readonly tags?: readonly string[];
}

const hostile = ["it's", 'back\\slash', '100%', 'under_score', '\uffff', '\ud83d\ude80', '$1', '?', '"'];

function contentOf(row: OccurrenceRow): Content {
  return JSON.parse(row.document) as Content;
}

/** Compares predicates with equivalent JavaScript functions. This is the core; other tests compare the whole language. */
export function filtersContract(bench: Bench): void {
  let scope = '';
  let made: OccurrenceRow[] = [];

  beforeAll(async () => {
    const { repository, rows } = bench;
    scope = bench.scope();
    const notes = [
      rows.note({ scope, id: 'n0' }),
      rows.note({ scope: bench.scope(), id: 'n1' }, { kind: kindB }),
      rows.note({ scope: bench.scope(), id: 'n1' }),
    ];
    await repository.createNotes(notes);
    made = Array.from({ length: 48 }, (_, n) => {
      const note = notes[n % 3] ?? notes[0];
      if (note === undefined) throw new Error('no note');
      const text = hostile[n % (hostile.length + 1)];
      const content: Content = { ...(text === undefined ? {} : { text }), tags: [`t${n % 4}`, `u${n % 5}`] };
      return rows.occurrence(scope, note, {
        kind: note.kind,
        resourceUri: `r${n % 4}`,
        severity: n % 6,
        fixable: n % 2 === 0,
        document: JSON.stringify(content),
      });
    });
    await repository.createOccurrences(made);
  });

  async function check(where: Predicate, expected: Expected): Promise<void> {
    const wanted = ids(made.filter(expected));
    expect(wanted.length, 'a filter that matches nothing or all proves nothing').toBeGreaterThan(0);
    expect(wanted.length).toBeLessThan(made.length);
    expect(ids(await bench.repository.listOccurrences({ scope, where, limit: 100 }))).toEqual(wanted);
    const after = wanted[Math.floor(wanted.length / 2)];
    const page = await bench.repository.listOccurrences({ scope, where, after, limit: 3 });
    expect(ids(page)).toEqual(wanted.filter((id) => after === undefined || id > after).slice(0, 3));
  }

  it('by core columns', async () => {
    await check(equal('resourceUri', 'r1'), (row) => row.resourceUri === 'r1');
    await check(equal('kind', kindB), (row) => row.kind === kindB);
    await check(equal('noteId', 'n1'), (row) => row.note.id === 'n1');
    const provider = made[1]?.note.scope ?? '';
    await check(equal('noteScope', provider), (row) => row.note.scope === provider);
    await check(equal('fixable', true), (row) => row.fixable);
    await check(compare(column('severity'), '>=', 4), (row) => row.severity >= 4);
    await check(compare(column('severity'), '!=', 4), (row) => row.severity !== 4);
    await check(
      all(equal('resourceUri', 'r2'), equal('kind', kindA)),
      (row) => row.resourceUri === 'r2' && row.kind === kindA,
    );
    await check(
      all(equal('noteScope', provider), equal('noteId', 'n1')),
      (row) => row.note.scope === provider,
    );
  });

  it('by id prefix, containment, order and logic', async () => {
    const id = made[20]?.id ?? '';
    await check(compare(column('id'), '<=', id), (row) => row.id <= id);
    await check({ op: 'prefix', field: column('id'), value: id.slice(0, 13) }, (row) =>
      row.id.startsWith(id.slice(0, 13)),
    );
    await check({ op: 'suffix', field: column('id'), value: id.slice(-2) }, (row) =>
      row.id.endsWith(id.slice(-2)),
    );
    await check({ op: 'contains', field: column('resourceUri'), value: '1' }, (row) =>
      row.resourceUri.includes('1'),
    );
    await check(
      any(equal('resourceUri', 'r1'), not(compare(column('severity'), '<', 3))),
      (row) => row.resourceUri === 'r1' || row.severity >= 3,
    );
  });

  it('by creation time, to the microsecond', async () => {
    const middle = made[24]?.createTime ?? 0;
    const nanos = BigInt(middle) * 1000n;
    const time = column('createTime');
    await check(compare(time, '=', nanos), (row) => row.createTime === middle);
    await check(compare(time, '!=', nanos), (row) => row.createTime !== middle);
    await check(compare(time, '>', nanos), (row) => row.createTime > middle);
    await check(compare(time, '>=', nanos), (row) => row.createTime >= middle);
    await check(compare(time, '<', nanos), (row) => row.createTime < middle);
    await check(compare(time, '<=', nanos), (row) => row.createTime <= middle);
    await check(
      all(compare(time, '>', nanos - 50_000_000n), compare(time, '<=', nanos + 50_000_000n)),
      (row) => row.createTime > middle - 50_000 && row.createTime <= middle + 50_000,
    );
    const early = compare(time, '<', -(10n ** 18n));
    expect(await bench.repository.listOccurrences({ scope, where: early, limit: 9 })).toEqual([]);
    const late = compare(time, '>', 253_402_300_799_000_000_000n);
    expect(await bench.repository.listOccurrences({ scope, where: late, limit: 9 })).toEqual([]);
  });

  describe('by text of the document', () => {
    for (const text of hostile) {
      it(JSON.stringify(text), async () => {
        const field = inDocument('text');
        await check(compare(field, '=', text), (row) => contentOf(row).text === text);
        await check(compare(field, '!=', text), (row) => contentOf(row).text !== text);
        await check(
          { op: 'contains', field, value: text },
          (row) => contentOf(row).text?.includes(text) === true,
        );
        await check(
          { op: 'prefix', field, value: text },
          (row) => contentOf(row).text?.startsWith(text) === true,
        );
        await check(
          { op: 'suffix', field, value: text },
          (row) => contentOf(row).text?.endsWith(text) === true,
        );
      });
    }
  });

  it('by any element of a list, and by presence', async () => {
    const tags = inDocument('tags[]');
    await check(compare(tags, '=', 't1'), (row) => contentOf(row).tags?.includes('t1') === true);
    await check(compare(tags, '!=', 't1'), (row) => contentOf(row).tags?.includes('t1') !== true);
    await check({ op: 'present', field: inDocument('text') }, (row) => contentOf(row).text !== undefined);
  });

  it('on the lists of notes, of projects and of a note, and on the summary', async () => {
    const { repository, rows } = bench;
    const project = bench.scope();
    const notes = ['a', 'b', 'c'].map((id, n) => rows.note({ scope: project, id }, { kind: n < 2 ? 1 : 2 }));
    await repository.createNotes(notes);
    const where = equal('kind', 1);
    expect(ids(await repository.listNotes({ scope: project, where, limit: 9 }))).toEqual(['a', 'b']);
    await repository.createProject(project);
    const byId = equal('id', project);
    expect(await repository.listProjects({ where: byId, limit: 9 })).toEqual([project]);
    const note = made[0]?.note ?? { scope, id: '' };
    const ofResource = { note, where: equal('resourceUri', 'r0'), limit: 99 };
    expect(ids(await repository.listNoteOccurrences(ofResource))).toEqual(
      ids(made.filter((row) => row.note.id === note.id && row.resourceUri === 'r0')),
    );
    const counts = await repository.summarize({ scope, kind: kindB, where: equal('resourceUri', 'r1') });
    const counted = made.filter((row) => row.kind === kindB && row.resourceUri === 'r1');
    expect(counts.reduce((sum, row) => sum + row.total, 0)).toBe(counted.length);
    expect(counts.reduce((sum, row) => sum + row.fixable, 0)).toBe(
      counted.filter((row) => row.fixable).length,
    );
  });
}
