import { expect, it } from 'vitest';
import type { PolicyRow } from '../storage/repository-rows.js';
import { type Bench, ids, refused } from './harness.js';

export function policiesContract(bench: Bench): void {
  const row = (scope: string, id: string, more = ''): PolicyRow => ({
    scope,
    id,
    document: JSON.stringify({ name: `projects/${scope}/platforms/gke/policies/${id}`, description: more }),
  });

  it('stores and returns the document unchanged', async () => {
    const { repository } = bench;
    const policy = {
      ...row(bench.scope(), 'a'),
      document: '{"b":1,"a":"\u00e9\ud83d\ude80",  "q":"$1 ? \'"}',
    };
    await repository.createPolicy(policy);
    expect(await repository.getPolicy(policy)).toEqual({ document: policy.document });
  });

  it('stores the policy of the project itself under an empty id', async () => {
    const { repository } = bench;
    const own = row(bench.scope(), '', 'own');
    await repository.createPolicy(own);
    await refused(repository.createPolicy(own), 'POLICY_EXISTS');
    expect(await repository.getPolicy(own)).toEqual({ document: own.document });
    const changed = row(own.scope, '', 'changed');
    expect(await repository.replacePolicy(own.document, changed)).toBe(true);
    expect(await repository.getPolicy(own)).toEqual({ document: changed.document });
  });

  it('returns undefined or false for a missing policy', async () => {
    const { repository } = bench;
    const policy = row(bench.scope(), 'a');
    expect(await repository.getPolicy(policy)).toBeUndefined();
    expect(await repository.replacePolicy(policy.document, policy)).toBe(false);
    expect(await repository.deletePolicy(policy)).toBe(false);
    expect(await repository.listPolicies({ scope: policy.scope, limit: 10 })).toEqual([]);
  });

  it('refuses a second policy of the same name, and exactly one of many concurrent creates wins', async () => {
    const { repository } = bench;
    const scope = bench.scope();
    await repository.createPolicy(row(scope, 'a', 'first'));
    await refused(repository.createPolicy(row(scope, 'a', 'second')), 'POLICY_EXISTS');
    expect((await repository.getPolicy({ scope, id: 'a' }))?.document).toContain('first');
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => repository.createPolicy(row(scope, 'b', String(index)))),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('replaces and deletes only if the text is the expected one', async () => {
    const { repository } = bench;
    const scope = bench.scope();
    const [before, after, third] = ['1', '2', '3'].map((text) => row(scope, 'a', text)) as [
      PolicyRow,
      PolicyRow,
      PolicyRow,
    ];
    const beside = row(scope, 'b');
    await repository.createPolicy(before);
    await repository.createPolicy(beside);
    expect(await repository.replacePolicy(before.document, after)).toBe(true);
    expect(await repository.replacePolicy(before.document, third)).toBe(false);
    expect(await repository.getPolicy(after)).toEqual({ document: after.document });
    expect(await repository.deletePolicy(after, before.document)).toBe(false);
    expect(await repository.deletePolicy(after, after.document)).toBe(true);
    expect(await repository.getPolicy(after)).toBeUndefined();
    expect(await repository.deletePolicy(beside)).toBe(true);
  });

  it('lets exactly one of many concurrent changes of a text win', async () => {
    const { repository } = bench;
    const first = row(bench.scope(), 'a', 'first');
    await repository.createPolicy(first);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        repository.replacePolicy(first.document, row(first.scope, 'a', String(index))),
      ),
    );
    expect(outcomes.filter((won) => won)).toHaveLength(1);
  });

  it('lists the policies of a project in byte order of the id, in pages', async () => {
    const { repository } = bench;
    const scope = bench.scope();
    const sorted = ['A', 'Z', '_', 'a', 'b', '\u00e9', '\u4e2d', '\uffff', '\ud83d\ude80'];
    // The policy of the project itself, which is not listed.
    for (const id of ['', ...sorted.toReversed()]) await repository.createPolicy(row(scope, id));
    await repository.createPolicy(row(`${scope}x`, 'other'));
    expect(await repository.listPolicies({ scope, limit: 1 })).toEqual([
      { id: 'A', document: row(scope, 'A').document },
    ]);
    for (const [index, after] of sorted.entries())
      expect(ids(await repository.listPolicies({ scope, after, limit: 3 }))).toEqual(
        sorted.slice(index + 1, index + 4),
      );
  });

  it('returns the key to continue from if long documents end a page early', async () => {
    const { repository } = bench;
    const scope = bench.scope();
    const made = ['a', 'b', 'c'].map((id) => row(scope, id, 'x'.repeat(2_500_000)));
    for (const policy of made) await repository.createPolicy(policy);
    const found: string[] = [];
    for (let after: string | undefined, pages = 0; pages < 4; pages += 1) {
      let stop: string | undefined;
      const page = await repository.listPolicies({
        scope,
        after,
        limit: 10,
        onStop: (cursor) => {
          stop = cursor;
        },
      });
      found.push(...ids(page));
      if (stop === undefined) break;
      after = stop;
    }
    expect(found).toEqual(['a', 'b', 'c']);
  });
}
