import { expect, it } from 'vitest';
import { formatTable } from '../../../src/cli/table.js';

it('a table of any number of rows has columns as wide as their widest cell', () => {
  const rows = Array.from({ length: 200_000 }, (_, index) => [`${index}`, 'x']);
  const lines = formatTable(['number', 'a'], rows).split('\n');
  expect(lines.slice(0, 2)).toEqual(['number  a', '0       x']);
  expect(lines).toHaveLength(200_002);
});
