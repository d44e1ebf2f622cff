import { expect, it } from 'vitest';
import type { Predicate } from '../domain/filter/predicate.js';
import { formatPackages, indexedPackages, type PackageKey } from '../domain/packages.js';
import type { OccurrenceRow } from '../storage/repository-rows.js';
import { keysOf, walkAcross } from './across.js';
import { type Bench, ids } from './harness.js';
import { all, equal } from './predicates.js';

const names = (...texts: string[]): readonly PackageKey[] =>
  indexedPackages(
    texts.map((text) => {
      const [type = '', name = '', version = ''] = text.split(' ');
      return { type, name, version };
    }),
  );

/** A predicate for a package of that name, of one of the versions or of an unknown one. */
function asks(name: string, ...versions: string[]): Predicate {
  const holds = ({ version }: Pick<PackageKey, 'version'>) =>
    versions.length === 0 || version === '' || versions.includes(version);
  return { op: 'package', name, holds };
}

/** Searches by the packages that occurrences name, after every kind of write. */
export function packagesContract(bench: Bench): void {
  it('follow every write of an occurrence', async () => {
    const { repository, rows } = bench;
    const [scope, other] = [bench.scope(), `${bench.scope()}/locations/eu`];
    const note = rows.note({ scope, id: 'n' }, { revision: 1 });
    await repository.createNotes([note]);
    const name = `p ${scope}`;
    const make = (at: string, ...versions: string[]): OccurrenceRow => {
      const packages = names(...versions.map((version) => `npm ${scope} ${version}`), `deb other${scope} 1`);
      const row = rows.occurrence(at, note);
      return {
        ...row,
        packages,
        document: JSON.stringify({ id: row.id, packages: formatPackages(packages) }),
      };
    };
    const stored = new Map<string, OccurrenceRow>();
    const keep = (...written: readonly OccurrenceRow[]): void => {
      for (const row of written) stored.set(row.id, row);
    };
    const check = async (after: string): Promise<void> => {
      const byKey = [...stored.values()].sort((a, b) =>
        `${a.scope} ${a.id}` < `${b.scope} ${b.id}` ? -1 : 1,
      );
      for (const versions of [[], ['1'], ['2', '3']]) {
        const where = asks(scope, ...versions);
        const expected = byKey.filter(({ packages = [] }) =>
          packages.some(
            (found) =>
              found.name === scope &&
              (versions.length === 0 || found.version === '' || versions.includes(found.version)),
          ),
        );
        const found = (await repository.findOccurrences({ where, limit: 100 })) ?? [];
        expect(ids(found), `${after}, versions ${versions}`).toEqual(ids(expected));
        const own = await repository.listOccurrences({ scope, where, limit: 100 });
        expect(ids(own), `${after} in its scope`).toEqual(ids(expected.filter((row) => row.scope === scope)));
      }
      const both = all(asks(`other${scope}`), asks(scope, '1'));
      expect(
        ids((await repository.findOccurrences({ where: both, limit: 100 })) ?? []).length,
        name,
      ).toBeLessThanOrEqual(stored.size);
    };

    const created = [make(scope, '1'), make(scope, '1', '2'), make(other, '3'), make(scope, ''), make(scope)];
    await repository.createOccurrences(created);
    keep(...created);
    await check('creates');
    const [first, second, third, fourth] = created as [
      OccurrenceRow,
      OccurrenceRow,
      OccurrenceRow,
      OccurrenceRow,
    ];
    for (const [row, versions] of [
      [first, ['2', '1']],
      [second, ['2']],
      [second, ['2']],
      [fourth, []],
    ] as const) {
      const before = stored.get(row.id) ?? row;
      const made = make(row.scope, ...versions);
      const next = { ...made, id: row.id, document: `${made.document.slice(0, -1)},"at":${rows.tick()}}` };
      expect(await repository.replaceOccurrence(before.document, next)).toBe(true);
      keep(next);
      await check(`a replacement by ${versions}`);
    }
    const carried = { ...make(other, '1', '3'), id: third.id };
    await repository.carryOver(note, 1, [{ expected: third.document, row: carried }]);
    keep(carried);
    await check('a note that was carried over');
    await repository.deleteOccurrence(first);
    stored.delete(first.id);
    await check('a delete');
    const current = stored.get(second.id) ?? second;
    const updated = { ...make(scope, '3'), id: second.id };
    const added = make(scope, '1', '1', '3');
    await repository.importInto({ scope }, async (session) => {
      const part = {
        createNotes: [],
        updateNotes: [],
        createOccurrences: [added],
        updateOccurrences: [{ expected: current.document, row: updated }],
        deleteOccurrences: [{ id: fourth.id, expected: stored.get(fourth.id)?.document ?? '' }],
      };
      expect(await session.apply(part)).toBe(true);
    });
    stored.delete(fourth.id);
    keep(updated, added);
    await check('an import');
  });

  it('are found in pages of any size, of some projects, beside other conditions', async () => {
    const { repository, rows } = bench;
    const scopes = [bench.scope(), bench.scope(), bench.scope()];
    const [one = '', two = ''] = scopes;
    const note = rows.note({ scope: one, id: 'n' });
    await repository.createNotes([note]);
    const made = Array.from({ length: 30 }, (_, n) =>
      rows.occurrence(scopes[n % 3] ?? one, note, {
        severity: n % 4,
        packages: names(
          `npm ${one}/p ${n % 5}`,
          `npm ${one}/p ${(n + 1) % 5}`,
          ...(n % 2 ? [`deb ${one}/q 1`] : []),
        ),
      }),
    );
    const hidden = rows.occurrence(two, note, {
      packages: names(...Array.from({ length: 1200 }, (_, n) => `npm ${one}/x${n} 1`)),
    });
    await repository.createOccurrences([...made, hidden]);
    const p = asks(`${one}/p`, '2');
    const isP = ({ packages = [] }: OccurrenceRow) =>
      packages.some((found) => found.name === '' || (found.name === `${one}/p` && found.version === '2'));
    for (const limit of [1, 3, 100]) {
      expect(await walkAcross(repository, { where: p }, limit)).toEqual(
        keysOf([...made, hidden].filter(isP)),
      );
      expect(await walkAcross(repository, { where: p, projects: [two] }, limit)).toEqual(
        keysOf([...made, hidden].filter((row) => isP(row) && row.scope === two)),
      );
      expect(await walkAcross(repository, { where: all(equal('severity', 2), p) }, limit)).toEqual(
        keysOf(made.filter((row) => isP(row) && row.severity === 2)),
      );
      const beside = all(equal('severity', 2), p, asks(`${one}/q`));
      expect(await walkAcross(repository, { where: beside }, limit)).toEqual(
        keysOf(made.filter((row, n) => isP(row) && row.severity === 2 && n % 2 === 1)),
      );
    }
    const ofNote = await repository.listNoteOccurrences({ note, where: p, limit: 100 });
    expect(ofNote.map(({ scope, id }) => `${scope} ${id}`)).toEqual(keysOf([...made, hidden].filter(isP)));
    const counted = await repository.summarize({ scope: two, kind: note.kind, where: p });
    expect(counted.reduce((sum, { total }) => sum + total, 0)).toBe(
      [...made, hidden].filter((row) => isP(row) && row.scope === two).length,
    );
    // More packages than are indexed: one that is left out may match.
    expect(await walkAcross(repository, { where: asks(`${one}/x1199`) }, 10)).toEqual(keysOf([hidden]));
    expect(await repository.indexPackages(() => [])).toBe(true);
  });
}
