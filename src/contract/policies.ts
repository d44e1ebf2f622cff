import { expect, it } from 'vitest';
import { type DocumentMethods, documentRow, documentsContract } from './documents.js';
import { type Bench, ids, refused } from './harness.js';

export function policiesContract(bench: Bench): void {
  const methods: DocumentMethods = {
    one: 'policy',
    many: 'policies',
    exists: 'POLICY_EXISTS',
    nameOf: ({ scope, id }) => `projects/${scope}/platforms/gke/policies/${id}`,
    create: (row) => bench.repository.createPolicy(row),
    get: (key) => bench.repository.getPolicy(key),
    replace: (expected, row) => bench.repository.replacePolicy(expected, row),
    remove: (key, expected) => bench.repository.deletePolicy(key, expected),
    list: (query) => bench.repository.listPolicies(query),
  };
  documentsContract(bench, methods);

  it('stores the policy of the project itself under an empty id, and does not list it', async () => {
    const { repository } = bench;
    const own = documentRow(methods, bench.scope(), '', 'own');
    await repository.createPolicy(own);
    await refused(repository.createPolicy(own), 'POLICY_EXISTS');
    expect(await repository.getPolicy(own)).toEqual({ document: own.document });
    const changed = documentRow(methods, own.scope, '', 'changed');
    expect(await repository.replacePolicy(own.document, changed)).toBe(true);
    expect(await repository.getPolicy(own)).toEqual({ document: changed.document });
    await repository.createPolicy(documentRow(methods, own.scope, 'a'));
    expect(ids(await repository.listPolicies({ scope: own.scope, limit: 10 }))).toEqual(['a']);
  });
}
