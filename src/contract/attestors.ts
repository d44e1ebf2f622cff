import { documentsContract } from './documents.js';
import type { Bench } from './harness.js';

export function attestorsContract(bench: Bench): void {
  documentsContract(bench, {
    one: 'attestor',
    many: 'attestors',
    exists: 'ATTESTOR_EXISTS',
    nameOf: ({ scope, id }) => `projects/${scope}/attestors/${id}`,
    create: (row) => bench.repository.createAttestor(row),
    get: (key) => bench.repository.getAttestor(key),
    replace: (expected, row) => bench.repository.replaceAttestor(expected, row),
    remove: (key, expected) => bench.repository.deleteAttestor(key, expected),
    list: (query) => bench.repository.listAttestors(query),
  });
}
