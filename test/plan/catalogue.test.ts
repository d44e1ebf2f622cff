import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../src/domain/filter/parse-filter.js';
import { accessPath } from '../../src/storage/sql/access-path.js';
import { narrowed } from '../../src/storage/sql/predicate-range.js';
import { catalogues, columnFilters, v1Catalogues } from './queries.js';

/** docs/filters.md says of each field who answers it; the store is to do what it says. */
describe.each([
  ['v1beta1', catalogues],
  ['v1', v1Catalogues],
] as const)('fields called indexed in %s', (_, catalogues) => {
  for (const listing of ['occurrences', 'notes'] as const) {
    const filters = columnFilters(catalogues[listing]);
    const ofEquality = filters.filter(({ operator }) => operator === '=');

    it.each(ofEquality)(`$path of ${listing}: $readFrom`, ({ text, path, readFrom }) => {
      const where = parseFilter(text, catalogues[listing]);
      const { drivingTerms, strategy } = accessPath(where, listing);
      const isTimed = listing === 'occurrences' && narrowed({ after: '' }, where).after !== '';
      // Notes are listed of one project, which the filter names or not.
      const isOfAll = listing === 'notes' && path === 'noteProjectId';
      if (readFrom === 'index')
        expect(isOfAll || isTimed || strategy === 'few-rows' || strategy === 'index').toBe(true);
      else expect([strategy, isTimed, drivingTerms.length <= 1]).toEqual(['slices', false, true]);
    });
  }
});

it.each(['occurrences', 'notes'] as const)(
  'indexes serve the same fields of %s in both versions',
  (listing) => {
    const indexed = (catalogue: (typeof catalogues)[typeof listing]) =>
      new Set(columnFilters(catalogue).flatMap(({ path, readFrom }) => (readFrom === 'index' ? path : [])));
    expect(indexed(v1Catalogues[listing])).toEqual(indexed(catalogues[listing]));
  },
);
