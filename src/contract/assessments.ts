import { expect, it } from 'vitest';
import type { OccurrenceKey } from '../domain/names.js';
import type { Repository } from '../storage/repository.js';
import {
  type AssessmentRow,
  type ImportPart,
  lookedAt,
  type NoteRow,
  type SummaryQuery,
} from '../storage/repository-rows.js';
import { type Bench, refused } from './harness.js';
import { kindA, kindB } from './rows.js';
import { nothing } from './whole-import.js';

/** Whether a part could be applied. */
const applyOne = (repository: Repository, scope: string, part: ImportPart): Promise<boolean> =>
  repository.importInto({ scope }, (session) => session.apply(part));

/** Notes that say something of the occurrences of others. */
export function assessmentsContract(bench: Bench): void {
  let ids = 0;
  const given = () => {
    ids += 1;
    const { repository, rows } = bench;
    const scope = bench.scope();
    const id = `CVE-${ids}-assessed`;
    const said = (product: string, text = '{}'): AssessmentRow => ({ noteId: id, product, text });
    /** A note that says it, published. */
    const note = (name: string, assessment?: AssessmentRow): NoteRow =>
      rows.note({ scope, id: name }, { kind: kindB, assessment });
    return { repository, rows, scope, id, said, note };
  };

  it('are found by the id and artifact that they assess, according to the newest text', async () => {
    const { repository, id, said, note } = given();
    const [a, b, none] = [note('a', said('p', '1')), note('b', said('q', '2')), note('none')] as const;
    await repository.createNotes([a, b, none]);
    const texts = async (products?: readonly string[], noteIds = [id]) =>
      (await repository.listAssessments({ noteIds, products, limit: 9 })).map(({ text }) => text).sort();
    expect(await texts()).toEqual(['1', '2']);
    expect(await texts(['p', 'x'])).toEqual(['1']);
    expect(await texts(undefined, ['other'])).toEqual([]);
    expect(await repository.listAssessments({ noteIds: [id], products: ['p'], limit: 9 })).toEqual([
      said('p', '1'),
    ]);
    expect(await repository.getNote(a)).toMatchObject({ assessment: said('p', '1') });
    expect(await repository.getNote(none)).not.toHaveProperty('assessment');
    const next = { ...a, document: '{"v":2}', assessment: said('p', '3'), rescored: true };
    expect(await repository.replaceNote(a.document, next)).toBe(true);
    expect(await texts()).toEqual(['2', '3']);
    expect(await repository.publishNote(next)).toBe(true);
    expect(await texts()).toEqual(['2', '3']);
    const silent = { ...a, document: '{"v":3}', assessment: undefined };
    expect(await repository.replaceNote('{"v":2}', silent)).toBe(true);
    expect(await texts()).toEqual(['2']);
  });

  it('are returned up to a maximum number', async () => {
    const { repository, id, said, note } = given();
    await repository.createNotes(
      Array.from({ length: 7 }, (_, n) => note(`n${n}`, said(n < 5 ? 'p' : 'q', String(n)))),
    );
    const count = async (limit: number, products?: readonly string[]) =>
      (await repository.listAssessments({ noteIds: [id], products, limit })).length;
    expect(await count(3)).toBe(3);
    expect(await count(3, ['p', 'q'])).toBe(5);
    expect(await count(9, ['p', 'q'])).toBe(7);
  });

  it('keep their note from deletion until a text without an assessment replaces it', async () => {
    const { repository, said, note } = given();
    const row = note('a', said('p'));
    await repository.createNotes([row]);
    expect(await repository.deleteNote(row)).toBe(false);
    expect(await repository.deleteNote(row, row.document)).toBe(false);
    const silent = { ...row, assessment: undefined, rescored: true };
    expect(await repository.replaceNote(row.document, silent)).toBe(true);
    expect(await repository.deleteNote(row, row.document), 'its occurrences do not know yet').toBe(false);
    expect(await repository.publishNote(silent)).toBe(true);
    expect(await repository.deleteNote(row, row.document)).toBe(true);
    expect(await repository.getNote(row)).toBeUndefined();
  });

  it('keep their id and artifact while a text is pending', async () => {
    const { repository, scope, said, note } = given();
    const row = note('a', said('p'));
    await repository.createNotes([{ ...row, rescored: true }]);
    expect(await repository.getNote(row)).toMatchObject({ document: row.document, pending: row.document });
    const next = (assessment?: AssessmentRow) => ({
      ...row,
      document: '{"v":2}',
      assessment,
      rescored: true,
    });
    for (const other of [said('q'), undefined, { ...said('p'), noteId: 'other' }]) {
      expect(await repository.replaceNote(row.document, next(other))).toBe(false);
      const part = { ...nothing, updateNotes: [{ expected: row.document, row: next(other) }] };
      expect(await applyOne(repository, scope, part)).toBe(false);
    }
    expect(await repository.replaceNote(row.document, next(said('p', '2')))).toBe(true);
    await repository.publishNote(next(said('p', '2')));
    const part = {
      ...nothing,
      updateNotes: [{ expected: '{"v":2}', row: { ...next(said('q')), document: '{"v":3}' } }],
    };
    expect(await applyOne(repository, scope, part)).toBe(true);
    expect(await repository.getNote(row)).toMatchObject({ pending: '{"v":3}', assessment: said('q') });
    await repository.importInto({ scope }, async (session) => {
      expect(await session.readNotes([row])).toMatchObject([{ document: '{"v":3}', assessment: said('q') }]);
    });
  });

  it('make a note pending that an import creates, since the import may not have read them', async () => {
    const { repository, rows, scope, id, said, note } = given();
    await repository.createNotes([note('a', said('p'))]);
    const [assessed, other] = [rows.note({ scope, id }), rows.note({ scope, id: 'other' })];
    await applyOne(repository, scope, { ...nothing, createNotes: [assessed, other] });
    expect(await repository.getNote(assessed)).toMatchObject({ pending: assessed.document });
    expect(await repository.getNote(other)).not.toHaveProperty('pending');
  });

  it('revise all notes of an id, so that nothing is written that was derived before', async () => {
    const { repository, rows, scope, id } = given();
    const scopes = [scope, bench.scope()];
    const notes = scopes.map((of) => rows.note({ scope: of, id }, { revision: 5 }));
    const bystander = rows.note({ scope, id: 'other' }, { revision: 5 });
    await repository.createNotes([...notes, bystander]);
    await repository.reviseNotes(id, 6);
    for (const note of notes) {
      expect(await repository.getNote(note)).toMatchObject({ revision: 6 });
      const late = rows.occurrence(scope, note, { noteRevision: 5 });
      await refused(repository.createOccurrences([late]), 'CONFLICT');
      await repository.createOccurrences([{ ...late, noteRevision: 6 }]);
    }
    expect(await repository.getNote(bystander)).toMatchObject({ revision: 5 });
  });

  it('list the matching occurrences of all notes of an id in pages, also if the note is deleted', async () => {
    const { repository, rows, scope, id } = given();
    const scopes = [scope, bench.scope()];
    const notes = scopes.map((of) => rows.note({ scope: of, id }));
    const other = rows.note({ scope, id: 'other' });
    await repository.createNotes([...notes, other]);
    const [first, second] = notes as [NoteRow, NoteRow];
    const wanted: OccurrenceKey[] = [];
    for (let n = 0; n < 24; n += 1) {
      const resourceUri = n % 3 === 0 ? 'wanted' : 'not';
      const row = rows.occurrence(scopes[n % 2] ?? scope, n % 4 < 2 ? first : second, { resourceUri });
      await repository.createOccurrences([row, rows.occurrence(scope, other, { resourceUri: 'wanted' })]);
      if (n % 3 === 0) wanted.push({ scope: row.scope, id: row.id });
    }
    await repository.deleteNote(second);
    const found: OccurrenceKey[] = [];
    let after: OccurrenceKey | undefined;
    do {
      const isWanted = (uri: string): boolean => uri === 'wanted';
      const { rows: page, next } = await repository.listDerived({ note: { id }, after, limit: 3, isWanted });
      expect(page.length).toBeLessThanOrEqual(3);
      found.push(...page.map((row) => ({ scope: row.scope, id: row.id })));
      for (const row of page) expect(row).toMatchObject({ kind: kindA, derived: null });
      after = next;
    } while (after !== undefined);
    const inOrder = wanted.toSorted((a, b) => (`${a.scope}/${a.id}` < `${b.scope}/${b.id}` ? -1 : 1));
    expect(found).toEqual(inOrder);
    const change = { expected: '', row: rows.occurrence(scope, second) };
    expect(await repository.carryOver(second, 0, [change])).toBe(false);
    expect(await repository.carryOver(second, undefined, [change])).toBe(true);
    expect(await repository.carryOver(first, undefined, [change])).toBe(false);
  });

  it('skip many occurrences that do not match, a bounded number at a time', async () => {
    const { repository, rows, scope, id } = given();
    const note = rows.note({ scope, id });
    await repository.createNotes([note]);
    const all = Array.from({ length: lookedAt + 50 }, () =>
      rows.occurrence(scope, note, { resourceUri: 'not' }),
    );
    const last = rows.occurrence(scope, note, { resourceUri: 'wanted' });
    await repository.createOccurrences([...all.slice(0, 500)]);
    await repository.createOccurrences([...all.slice(500), last]);
    const isWanted = (uri: string): boolean => uri === 'wanted';
    let found = 0;
    let after: OccurrenceKey | undefined;
    do {
      const page = await repository.listDerived({ note: { id }, after, limit: 50, isWanted });
      found += page.rows.length;
      after = page.next;
    } while (after !== undefined);
    expect(found).toBe(1);
  });

  it('are counted on request, and the counts follow every change', async () => {
    const { repository, rows, scope, id } = given();
    const note = rows.note({ scope, id });
    await repository.createNotes([note]);
    const of = (severity: number, notAffected: boolean) =>
      rows.occurrence(scope, note, { resourceUri: 'r', severity, notAffected, fixable: severity === 4 });
    const [one, two, three, four] = [of(4, true), of(4, false), of(5, true), of(0, true)] as const;
    await repository.createOccurrences([one, two, three, four]);
    const counts = async (more: Partial<SummaryQuery> = { assessed: true }) =>
      (await repository.summarize({ scope, kind: kindA, ...more })).map(
        ({ severity, total, fixable, notAffected }) => [severity, total, fixable, notAffected],
      );
    expect(await counts()).toEqual([
      [0, 1, 0, 1],
      [4, 2, 2, 1],
      [5, 1, 0, 1],
    ]);
    expect(await counts({})).toEqual([
      [0, 1, 0, undefined],
      [4, 2, 2, undefined],
      [5, 1, 0, undefined],
    ]);
    await repository.replaceOccurrence(one.document, {
      ...one,
      severity: 3,
      fixable: false,
      notAffected: false,
    });
    await repository.replaceOccurrence(two.document, { ...two, notAffected: true });
    await repository.deleteOccurrence(four);
    expect(await counts()).toEqual([
      [3, 1, 0, undefined],
      [4, 1, 1, 1],
      [5, 1, 0, 1],
    ]);
    const changes = [{ expected: three.document, row: { ...three, notAffected: false } }];
    expect(await repository.carryOver(note, 0, changes)).toBe(true);
    expect(await counts()).toEqual([
      [3, 1, 0, undefined],
      [4, 1, 1, 1],
      [5, 1, 0, undefined],
    ]);
    await applyOne(repository, scope, {
      ...nothing,
      updateOccurrences: [{ expected: three.document, row: three }],
    });
    expect(await counts()).toEqual([
      [3, 1, 0, undefined],
      [4, 1, 1, 1],
      [5, 1, 0, 1],
    ]);
  });
}
