import { all, column, compare, equal } from '../../src/contract/predicates.js';
import type { Predicate } from '../../src/domain/filter/predicate.js';
import type { OccurrenceRow } from '../../src/storage/repository.js';
import type { Dialect } from '../../src/storage/sql/dialect.js';
import type { Statement } from '../../src/storage/sql/driver.js';
import * as queries from '../../src/storage/sql/queries.js';
import { seed } from './seed.js';

/** Every list, core filter, summary and page by name, as the store would send it. */
export function plannedQueries(made: readonly OccurrenceRow[], dialect: Dialect): [string, Statement][] {
  const middle = made[made.length / 2];
  if (middle === undefined) throw new Error('nothing was seeded');
  const resource = equal('resourceUri', seed.resource);
  const noteName = all(equal('noteScope', seed.provider), equal('noteId', seed.note));
  const time = column('createTime');
  const at = BigInt(middle.createTime) * 1000n;
  const filters: readonly [string, Predicate | undefined][] = [
    ['all', undefined],
    ['by resource', resource],
    ['by resource and kind', all(resource, equal('kind', 1))],
    ['by kind', equal('kind', 2)],
    ['by common kind', equal('kind', 1)],
    ['by note provider', equal('noteScope', seed.otherProvider)],
    ['by note id', equal('noteId', seed.note)],
    ['by note name', noteName],
    ['by note name and resource', all(noteName, resource)],
    ['after a time', compare(time, '>', at)],
    ['between times', all(compare(time, '>=', at), compare(time, '<', at + 10n ** 9n))],
  ];
  const found: [string, Statement][] = [];
  for (const scope of [seed.large, seed.small]) {
    for (const [name, where] of filters) {
      for (const after of [undefined, middle.id]) {
        const page = after === undefined ? 'first page' : 'later page';
        const query = { scope, where, after, limit: 21 };
        found.push([`occurrences ${name}, ${scope}, ${page}`, queries.listOccurrences(query, dialect)]);
      }
    }
    for (const [name, where] of filters.slice(0, 2)) {
      const query = { scope, kind: 1, where };
      found.push([`summary ${name}, ${scope}`, queries.summarize(query, dialect)]);
    }
  }
  const note = { scope: seed.provider, id: seed.note };
  for (const [name, where] of filters.slice(0, 3)) {
    for (const after of [undefined, { scope: seed.large, id: middle.id }]) {
      const page = after === undefined ? 'first page' : 'later page';
      const query = { note, where, after, limit: 21 };
      found.push([`occurrences of a note ${name}, ${page}`, queries.listNoteOccurrences(query, dialect)]);
    }
  }
  return found;
}
