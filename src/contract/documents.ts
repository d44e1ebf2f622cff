import { expect, it } from 'vitest';
import type { Scope } from '../domain/names.js';
import type { AttestorQuery, Listed } from '../storage/repository-rows.js';
import { type Bench, ids, refused } from './harness.js';

interface DocumentRow {
  readonly scope: Scope;
  readonly id: string;
  readonly document: string;
}

type DocumentKey = Pick<DocumentRow, 'scope' | 'id'>;

/** The methods of a repository for one sort of documents with an id in a project, such as attestors. */
export interface DocumentMethods {
  readonly one: string;
  readonly many: string;
  readonly exists: 'ATTESTOR_EXISTS' | 'POLICY_EXISTS';
  /** Full name of a document. */
  readonly nameOf: (key: DocumentKey) => string;
  readonly create: (row: DocumentRow) => Promise<void>;
  readonly get: (key: DocumentKey) => Promise<{ readonly document: string } | undefined>;
  readonly replace: (expected: string, row: DocumentRow) => Promise<boolean>;
  readonly remove: (key: DocumentKey, expected?: string) => Promise<boolean>;
  readonly list: (query: AttestorQuery) => Promise<readonly Listed[]>;
}

/** A row whose document has this description. */
export function documentRow(
  { nameOf }: Pick<DocumentMethods, 'nameOf'>,
  scope: Scope,
  id: string,
  description = '',
): DocumentRow {
  return { scope, id, document: JSON.stringify({ name: nameOf({ scope, id }), description }) };
}

/** What attestors and policies have in common. */
export function documentsContract(bench: Bench, methods: DocumentMethods): void {
  const { one, many, exists, create, get, replace, remove, list } = methods;
  const row = (scope: Scope, id: string, description?: string): DocumentRow =>
    documentRow(methods, scope, id, description);

  it('stores and returns the document unchanged', async () => {
    const document = '{"b":1,"a":"\u00e9\ud83d\ude80",  "q":"$1 ? \'"}';
    const stored = { ...row(bench.scope(), 'a'), document };
    await create(stored);
    expect(await get(stored)).toEqual({ document });
  });

  it(`returns undefined or false for a missing ${one}`, async () => {
    const missing = row(bench.scope(), 'a');
    expect(await get(missing)).toBeUndefined();
    expect(await replace(missing.document, missing)).toBe(false);
    expect(await remove(missing)).toBe(false);
    expect(await list({ scope: missing.scope, limit: 10 })).toEqual([]);
  });

  it(`refuses a second ${one} of the same name, and exactly one of many concurrent creates wins`, async () => {
    const scope = bench.scope();
    await create(row(scope, 'a', 'first'));
    await refused(create(row(scope, 'a', 'second')), exists);
    expect((await get({ scope, id: 'a' }))?.document).toContain('first');
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => create(row(scope, 'b', String(index)))),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('replaces and deletes only if the text is the expected one', async () => {
    const scope = bench.scope();
    const [before, after, third] = [row(scope, 'a', '1'), row(scope, 'a', '2'), row(scope, 'a', '3')];
    const beside = row(scope, 'b');
    await create(before);
    await create(beside);
    expect(await replace(before.document, after)).toBe(true);
    expect(await replace(before.document, third)).toBe(false);
    expect(await get(after)).toEqual({ document: after.document });
    expect(await remove(after, before.document)).toBe(false);
    expect(await remove(after, after.document)).toBe(true);
    expect(await get(after)).toBeUndefined();
    expect(await remove(beside)).toBe(true);
  });

  it('lets exactly one of many concurrent changes of a text win', async () => {
    const first = row(bench.scope(), 'a', 'first');
    await create(first);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) => replace(first.document, row(first.scope, 'a', String(index)))),
    );
    expect(outcomes.filter((won) => won)).toHaveLength(1);
  });

  it(`lists the ${many} of a project in byte order of the id, in pages`, async () => {
    const scope = bench.scope();
    const sorted = ['A', 'Z', '_', 'a', 'b', '\u00e9', '\u4e2d', '\uffff', '\ud83d\ude80'];
    for (const id of sorted.toReversed()) await create(row(scope, id));
    await create(row(`${scope}x`, 'other'));
    expect(await list({ scope, limit: 1 })).toEqual([{ id: 'A', document: row(scope, 'A').document }]);
    for (const [index, after] of sorted.entries())
      expect(ids(await list({ scope, after, limit: 3 }))).toEqual(sorted.slice(index + 1, index + 4));
  });

  it('returns the key to continue from if long documents end a page early', async () => {
    const scope = bench.scope();
    for (const id of ['a', 'b', 'c']) await create(row(scope, id, 'x'.repeat(2_500_000)));
    const found: string[] = [];
    for (let after: string | undefined, pages = 0; pages < 4; pages += 1) {
      let stop: string | undefined;
      const onStop = (cursor: string): void => {
        stop = cursor;
      };
      found.push(...ids(await list({ scope, after, limit: 10, onStop })));
      if (stop === undefined) break;
      after = stop;
    }
    expect(found).toEqual(['a', 'b', 'c']);
  });
}
