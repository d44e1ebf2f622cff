import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareText } from '../../../src/domain/filter/text-order.js';
import { projectOf, type Scope } from '../../../src/domain/names.js';
import { behind, readableScopes } from '../../../src/services/scopes.js';
import type { Repository } from '../../../src/storage/repository.js';
import type { ScopeQuery } from '../../../src/storage/repository-rows.js';

/** Names in which the characters around the slash decide the order. */
const id = fc.string({
  unit: fc.constantFrom('a', 'b', '-', '.', '0', '\u0001'),
  minLength: 1,
  maxLength: 3,
});
const scope = fc.oneof(
  id,
  fc.tuple(id, id).map(([project, location]) => `${project}/locations/${location}`),
);

/** A store that holds occurrences in these scopes. */
function holding(stored: readonly Scope[], onStep: () => void): Repository {
  const nextScope = async ({ from, before }: ScopeQuery) => {
    onStep();
    return stored.find(
      (one) => compareText(one, from) >= 0 && (before === undefined || compareText(one, before) < 0),
    );
  };
  return { nextScope } as unknown as Repository;
}

it('visits the scopes of readable projects in order, with at most two queries each', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(scope, { maxLength: 12 }),
      fc.option(fc.uniqueArray(id, { maxLength: 6 }), { nil: undefined }),
      async (scopes, projects) => {
        const stored = scopes.toSorted(compareText);
        const expected = stored.filter((one) => projects?.includes(projectOf(one)) ?? true);
        let steps = 0;
        const repository = holding(stored, () => {
          steps += 1;
        });
        const readable = readableScopes(repository, 'occurrences', projects);
        const visited: Scope[] = [];
        for (let at = await readable.next(); at !== undefined; at = await readable.next(behind(at)))
          visited.push(at);
        expect(visited).toEqual(expected);
        expect(steps).toBeLessThanOrEqual(visited.length + 1 + 2 * (projects?.length ?? 0));
      },
    ),
  );
});

it('iterates over the readable projects once, for any number of queries', async () => {
  const numbered = (suffix: string) => Array.from({ length: 500 }, (_, n) => `p${1000 + n}${suffix}`);
  let rounds = 0;
  const projects = Object.assign(numbered(''), {
    *[Symbol.iterator](this: string[]) {
      rounds += 1;
      for (let n = 0; n < this.length; n += 1) yield this[n] ?? '';
    },
  });
  let steps = 0;
  const repository = holding(numbered('x'), () => {
    steps += 1;
  });
  expect(await readableScopes(repository, 'occurrences', projects).next()).toBeUndefined();
  expect(steps).toBe(500);
  expect(rounds).toBeLessThanOrEqual(2);
});
