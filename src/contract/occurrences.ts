import { expect, it } from 'vitest';
import type { ListedOccurrence, NoteOccurrenceQuery, OccurrenceRow } from '../storage/repository-rows.js';
import { type Bench, ids, refused } from './harness.js';
import { all, equal } from './predicates.js';
import { kindA, kindB } from './rows.js';

export function occurrencesContract(bench: Bench): void {
  it('stores and returns occurrences', async () => {
    const { repository, rows } = bench;
    const [provider, consumer] = [bench.scope(), bench.scope()];
    const note = rows.note({ scope: provider, id: 'n' });
    await repository.createNotes([note]);
    const occurrence = rows.occurrence(consumer, { scope: provider, id: 'n' }, { imported: true });
    await repository.createOccurrences([occurrence]);
    expect(await repository.getOccurrence(occurrence)).toEqual({
      kind: kindA,
      note: { scope: provider, id: 'n' },
      imported: true,
      document: occurrence.document,
      derived: null,
      verification: null,
    });
    expect(await repository.getOccurrence({ scope: provider, id: occurrence.id })).toBeUndefined();
  });

  it('requires that the note exists and is of the same kind', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    const orphan = rows.occurrence(scope, note);
    await refused(repository.createOccurrences([orphan]), 'NOTE_NOT_FOUND');
    await repository.createNotes([note]);
    const other = rows.occurrence(scope, note, { kind: kindB });
    await refused(repository.createOccurrences([other]), 'KIND_MISMATCH');
    expect(await repository.listOccurrences({ scope, limit: 10 })).toEqual([]);
  });

  it('stores equal content as two occurrences', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    await repository.createOccurrences([rows.occurrence(scope, note, { document: '{}' })]);
    await repository.createOccurrences([rows.occurrence(scope, note, { document: '{}' })]);
    expect(await repository.listOccurrences({ scope, limit: 10 })).toHaveLength(2);
  });

  it('deletes, with and without the expected text', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    const [a, b] = [rows.occurrence(scope, note), rows.occurrence(scope, note)];
    await repository.createOccurrences([a, b]);
    expect(await repository.deleteOccurrence(a, b.document)).toBe(false);
    expect(await repository.deleteOccurrence(a, a.document)).toBe(true);
    expect(await repository.deleteOccurrence(a)).toBe(false);
    expect(await repository.deleteOccurrence(b)).toBe(true);
    expect(await repository.listOccurrences({ scope, limit: 10 })).toEqual([]);
  });

  it('lists the occurrences of a note across projects, by project and id', async () => {
    const { repository, rows } = bench;
    const provider = bench.scope();
    const consumers = [bench.scope(), bench.scope(), bench.scope()];
    const note = { scope: provider, id: 'shared' };
    const namesake = { scope: bench.scope(), id: 'shared' };
    await repository.createNotes([rows.note(note), rows.note(namesake)]);
    const made = consumers
      .toReversed()
      .flatMap((scope) => [
        rows.occurrence(scope, note),
        rows.occurrence(scope, namesake),
        rows.occurrence(scope, note),
      ]);
    await repository.createOccurrences(made);
    const expected = listed(made.filter((row) => row.note.scope === note.scope));
    expect(await repository.listNoteOccurrences({ note, limit: 100 })).toEqual(expected);

    expect(await walk(bench, { note, limit: 2 })).toEqual(expected);
  });

  it('lists the occurrences of a note on one resource, in any projects and page sizes', async () => {
    const { repository, rows } = bench;
    const note = { scope: bench.scope(), id: 'shared' };
    const namesake = { scope: bench.scope(), id: 'shared' };
    const other = { scope: note.scope, id: 'other' };
    await repository.createNotes([note, namesake, other].map((key) => rows.note(key)));
    const projects = Array.from({ length: 6 }, () => bench.scope()).toReversed();
    const resourceUri = 'https://example.com/image@sha256:wanted';
    const made = projects.flatMap((scope, index) => [
      rows.occurrence(scope, note),
      ...(index % 3 === 1
        ? []
        : [1, 2, 3].map((severity) => rows.occurrence(scope, note, { resourceUri, severity }))),
      rows.occurrence(scope, namesake, { resourceUri }),
      rows.occurrence(scope, other, { resourceUri }),
    ]);
    await repository.createOccurrences(made);
    for (const severity of [undefined, 2]) {
      const ofResource = equal('resourceUri', resourceUri);
      const where = severity === undefined ? ofResource : all(ofResource, equal('severity', severity));
      const expected = listed(
        made.filter(
          (row) =>
            row.note.scope === note.scope &&
            row.note.id === note.id &&
            row.resourceUri === resourceUri &&
            row.severity === (severity ?? row.severity),
        ),
      );
      expect(expected).toHaveLength(severity === undefined ? 12 : 4);
      for (const limit of [1, 2, 3, 5, 12, 13]) {
        expect(await walk(bench, { note, where, limit }), `pages of ${limit}`).toEqual(expected);
      }
    }
  });

  it('finds the locations of a project that have occurrences, one after the other', async () => {
    const { repository, rows } = bench;
    const project = bench.scope();
    const note = rows.note({ scope: project, id: 'n' });
    const inNote = rows.note({ scope: `${project}/locations/notes-alone`, id: 'n' });
    await repository.createNotes([note, inNote]);
    // Scopes that sort directly before and after the locations of the project.
    const others = ['', '-x/locations/eu', '/location', '/locations', '/locations-', '/locations0', '0', 'é'];
    const held = ['!', '-', '0', 'eu', 'eu2', 'é', '\u{ff5e}', '\u{1f600}'];
    const emptied = rows.occurrence(`${project}/locations/emptied`, note);
    const scopes = [
      ...others.map((rest) => `${project}${rest}`),
      ...held.map((id) => `${project}/locations/${id}`),
    ];
    await repository.createOccurrences([
      emptied,
      ...scopes.toReversed().flatMap((scope) => [rows.occurrence(scope, note), rows.occurrence(scope, note)]),
    ]);
    await repository.deleteOccurrence(emptied);
    const found: string[] = [];
    const next = (from: string, before = `${project}/locations0`) =>
      repository.nextScope({ of: 'occurrences', from, before });
    for (let at = await next(`${project}/locations/`); at !== undefined; at = await next(`${at}\u0001`))
      found.push(at);
    expect(found).toEqual(held.map((id) => `${project}/locations/${id}`));
    expect(await next(`${project}/locations/emptied`)).toBe(`${project}/locations/eu`);
    expect(await next(`${project}/locations/eu`)).toBe(`${project}/locations/eu`);
    const alone = { from: `${project}/locations/notes-alone`, before: `${project}/locations/o` };
    expect(await next(alone.from, alone.before)).toBeUndefined();
    expect(await repository.nextScope({ of: 'notes', ...alone })).toBe(alone.from);
    const none = bench.scope();
    expect(await repository.nextScope({ of: 'occurrences', from: none })).toBeUndefined();
  });

  it('finds the scopes of resources in a range, of any kind', async () => {
    const { repository, rows } = bench;
    const project = bench.scope();
    const note = rows.note({ scope: project, id: 'n' });
    const other = rows.note({ scope: project, id: 'b' }, { kind: kindB });
    await repository.createNotes([note, other]);
    const app = `https://r/${project}/app`;
    const at = (place: string, resource: string, of = note) =>
      rows.occurrence(`${project}/locations/${place}`, of, {
        kind: of.kind,
        resourceUri: `${app}${resource}`,
      });
    const gone = [at('gone', '@1'), at('gone', '@1', other)];
    await repository.createOccurrences([
      ...['@1', '@2', '@2'].flatMap((resource) => [at('a', resource), at('a', resource, other)]),
      ...[at('b', '@3'), at('c', '@9', other), at('d', ''), at('e', 'A', other), at('f', '@\u{10ffff}')],
      ...gone,
    ]);
    for (const key of gone) await repository.deleteOccurrence(key);
    const scopes = async (resources: { from: string; before: string }, limit = 10) =>
      (await repository.scopesOfResources({ resources, limit }))?.map((scope) => scope.split('/').at(-1));
    // A store that has no index for it finds none, and is read scope by scope.
    const wanted = async (limit?: number) => scopes({ from: `${app}@`, before: `${app}A` }, limit);
    if ((await wanted()) === undefined) return;
    expect(await wanted()).toEqual(['a', 'b', 'c', 'f']);
    expect([undefined, ['a', 'b', 'c', 'f']]).toContainEqual(await wanted(2));
    expect(await scopes({ from: `${app}@3`, before: `${app}@3\u0001` })).toEqual(['b']);
    expect(await scopes({ from: `${app}@4`, before: `${app}@5` })).toEqual([]);
  });

  it('lists a scope by id, which is by creation time', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    const made = Array.from({ length: 5 }, () => rows.occurrence(scope, note));
    await repository.createOccurrences(made.toReversed());
    expect(ids(await repository.listOccurrences({ scope, limit: 10 }))).toEqual(ids(made));
    const after = made[1]?.id;
    expect(ids(await repository.listOccurrences({ scope, after, limit: 2 }))).toEqual(ids(made.slice(2, 4)));
    expect(await repository.listOccurrences({ scope, limit: 0 })).toEqual([]);
  });
}

/** The rows in the form and order in which the list of a note returns them. */
function listed(rows: readonly OccurrenceRow[]): ListedOccurrence[] {
  return rows
    .map(({ scope, id, document }) => ({ scope, id, document }))
    .sort((a, b) => (`${a.scope} ${a.id}` < `${b.scope} ${b.id}` ? -1 : 1));
}

/** All pages of a list of a note. */
async function walk({ repository }: Bench, query: NoteOccurrenceQuery): Promise<ListedOccurrence[]> {
  const walked: ListedOccurrence[] = [];
  for (let after: ListedOccurrence | undefined; ; after = walked.at(-1)) {
    const page = await repository.listNoteOccurrences({ ...query, after });
    walked.push(...page);
    if (page.length < query.limit) return walked;
  }
}
