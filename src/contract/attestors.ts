import { expect, it } from 'vitest';
import type { AttestorRow } from '../storage/repository-rows.js';
import { type Bench, ids, refused } from './harness.js';

export function attestorsContract(bench: Bench): void {
  const row = (scope: string, id: string, more = ''): AttestorRow => ({
    scope,
    id,
    document: JSON.stringify({ name: `projects/${scope}/attestors/${id}`, description: more }),
  });

  it('stores and returns the document unchanged', async () => {
    const { repository } = bench;
    const attestor = {
      ...row(bench.scope(), 'a'),
      document: '{"b":1,"a":"\u00e9\ud83d\ude80",  "q":"$1 ? \'"}',
    };
    await repository.createAttestor(attestor);
    expect(await repository.getAttestor(attestor)).toEqual({ document: attestor.document });
  });

  it('returns undefined or false for a missing attestor', async () => {
    const { repository } = bench;
    const attestor = row(bench.scope(), 'a');
    expect(await repository.getAttestor(attestor)).toBeUndefined();
    expect(await repository.replaceAttestor(attestor.document, attestor)).toBe(false);
    expect(await repository.deleteAttestor(attestor)).toBe(false);
    expect(await repository.listAttestors({ scope: attestor.scope, limit: 10 })).toEqual([]);
  });

  it('refuses a second attestor of the same name, and exactly one of many concurrent creates wins', async () => {
    const { repository } = bench;
    const scope = bench.scope();
    await repository.createAttestor(row(scope, 'a', 'first'));
    await refused(repository.createAttestor(row(scope, 'a', 'second')), 'ATTESTOR_EXISTS');
    expect((await repository.getAttestor({ scope, id: 'a' }))?.document).toContain('first');
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => repository.createAttestor(row(scope, 'b', String(index)))),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('replaces and deletes only if the text is the expected one', async () => {
    const { repository } = bench;
    const scope = bench.scope();
    const [before, after, third] = ['1', '2', '3'].map((text) => row(scope, 'a', text)) as [
      AttestorRow,
      AttestorRow,
      AttestorRow,
    ];
    const beside = row(scope, 'b');
    await repository.createAttestor(before);
    await repository.createAttestor(beside);
    expect(await repository.replaceAttestor(before.document, after)).toBe(true);
    expect(await repository.replaceAttestor(before.document, third)).toBe(false);
    expect(await repository.getAttestor(after)).toEqual({ document: after.document });
    expect(await repository.deleteAttestor(after, before.document)).toBe(false);
    expect(await repository.deleteAttestor(after, after.document)).toBe(true);
    expect(await repository.getAttestor(after)).toBeUndefined();
    expect(await repository.deleteAttestor(beside)).toBe(true);
  });

  it('lets exactly one of many concurrent changes of a text win', async () => {
    const { repository } = bench;
    const first = row(bench.scope(), 'a', 'first');
    await repository.createAttestor(first);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        repository.replaceAttestor(first.document, row(first.scope, 'a', String(index))),
      ),
    );
    expect(outcomes.filter((won) => won)).toHaveLength(1);
  });

  it('lists the attestors of a project in byte order of the id, in pages', async () => {
    const { repository } = bench;
    const scope = bench.scope();
    const sorted = ['A', 'Z', '_', 'a', 'b', '\u00e9', '\u4e2d', '\uffff', '\ud83d\ude80'];
    for (const id of sorted.toReversed()) await repository.createAttestor(row(scope, id));
    await repository.createAttestor(row(`${scope}x`, 'other'));
    expect(await repository.listAttestors({ scope, limit: 1 })).toEqual([
      { id: 'A', document: row(scope, 'A').document },
    ]);
    for (const [index, after] of sorted.entries())
      expect(ids(await repository.listAttestors({ scope, after, limit: 3 }))).toEqual(
        sorted.slice(index + 1, index + 4),
      );
  });

  it('returns the key to continue from if long documents end a page early', async () => {
    const { repository } = bench;
    const scope = bench.scope();
    const made = ['a', 'b', 'c'].map((id) => row(scope, id, 'x'.repeat(2_500_000)));
    for (const attestor of made) await repository.createAttestor(attestor);
    const found: string[] = [];
    for (let after: string | undefined, pages = 0; pages < 4; pages += 1) {
      let stop: string | undefined;
      const page = await repository.listAttestors({
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
