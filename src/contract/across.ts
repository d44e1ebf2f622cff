import { expect, it } from 'vitest';
import type { Predicate } from '../domain/filter/predicate.js';
import type { OccurrenceKey } from '../domain/names.js';
import type { Repository } from '../storage/repository.js';
import type { ListedOccurrence, OccurrenceRow } from '../storage/repository-rows.js';
import type { Bench } from './harness.js';
import { all, equal } from './predicates.js';

/** Searches over all scopes at once. */
export function acrossContract(bench: Bench): void {
  it('finds occurrences of a note id in all scopes, of every provider', async () => {
    const { repository, rows } = bench;
    const [one, two, three] = [bench.scope(), bench.scope(), bench.scope()];
    const scopes = [one, `${one}-x`, `${one}/locations/eu`, two, `${two}/locations/-`, three];
    const id = `CVE ${one}`;
    const notes = [rows.note({ scope: one, id }), rows.note({ scope: two, id })];
    const other = rows.note({ scope: one, id: `${id}4` });
    await repository.createNotes([...notes, other]);
    const made = [...scopes, ...scopes].map((scope, index) =>
      rows.occurrence(scope, notes[index % 2] ?? other, { severity: index % 3 }),
    );
    await repository.createOccurrences([...scopes.map((scope) => rows.occurrence(scope, other)), ...made]);
    const ofNote = equal('noteId', id);
    for (const projects of [undefined, [], [one], [three, two], [two, `${one}-x`, 'none', `${two}-`]])
      for (const more of [[], [equal('severity', 1)], [equal('noteScope', two)]]) {
        const expected = keysOf(
          made.filter((row) => isAsked(row, projects) && more.every((term) => is(row, term))),
        );
        for (const limit of [1, 2, 5, 100]) {
          const found = await walkAcross(repository, { where: all(ofNote, ...more), projects }, limit);
          expect(found, `${projects} by ${limit}`).toEqual(expected);
        }
      }
  });

  it('reports that no index covers all scopes, or finds the same rows', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    const made = rows.occurrence(scope, note, { severity: 3 });
    await repository.createOccurrences([made]);
    const found = await repository.findOccurrences({
      where: equal('severity', 3),
      projects: [scope],
      limit: 10,
    });
    if (found !== undefined) expect(keysOf(found)).toEqual(keysOf([made]));
  });
}

function is(row: OccurrenceRow, term: Predicate): boolean {
  if (term.op !== 'compare') return false;
  return term.field.column === 'severity' ? row.severity === term.value : row.note.scope === term.value;
}

function isAsked({ scope }: OccurrenceRow, projects: readonly string[] | undefined): boolean {
  return projects?.includes(scope.split('/')[0] ?? '') ?? true;
}

/** Ascending by scope, then id. */
export function keysOf(rows: readonly OccurrenceKey[]): string[] {
  return rows.map(({ scope, id }) => `${scope} ${id}`).sort();
}

/** All pages of a search over all scopes. */
export async function walkAcross(
  repository: Repository,
  query: { readonly where: Predicate; readonly projects?: readonly string[] | undefined },
  limit: number,
): Promise<string[]> {
  const found: ListedOccurrence[] = [];
  for (let after: OccurrenceKey | undefined; ; ) {
    let stop: OccurrenceKey | undefined;
    const onStop = (key: OccurrenceKey): void => {
      stop = key;
    };
    const rows = await repository.findOccurrences({ ...query, after, limit, onStop });
    if (rows === undefined) throw new Error('no index covers all scopes');
    found.push(...rows);
    if (stop === undefined && rows.length < limit) break;
    after = stop ?? rows.at(-1);
  }
  return found.map(({ scope, id }) => `${scope} ${id}`);
}
