import { expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.js';
import { countedKind } from '../../../src/storage/sql/severity-counts.js';

it('a database keeps counts of exactly the kinds declared as counted, which a migration must count first', () => {
  expect(kinds.filter(({ counted }) => counted).map(({ number }) => number)).toEqual([countedKind]);
});
