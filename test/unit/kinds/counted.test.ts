import { expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.js';
import { countedKind } from '../../../src/storage/sql/severity-counts.js';

it('a database keeps the counts of the kinds that are declared counted, which a migration must have counted first', () => {
  expect(kinds.filter(({ counted }) => counted).map(({ number }) => number)).toEqual([countedKind]);
});
