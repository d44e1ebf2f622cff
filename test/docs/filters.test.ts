import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { render, target } from '../../scripts/generate-filter-docs.js';
import { parseFilter } from '../../src/domain/filter/parse-filter.js';
import { occurrenceCatalogue } from '../../src/kinds/filter-catalogue.js';
import { kinds } from '../../src/kinds/index.js';
import { buildRegistry } from '../../src/kinds/registry.js';

const text = await readFile(new URL(`../../${target}`, import.meta.url), 'utf8');
const head = text.slice(0, text.indexOf('## Fields of occurrences'));
const catalogue = occurrenceCatalogue(buildRegistry(kinds));

function errorOf(filter: string): string {
  try {
    parseFilter(filter, catalogue);
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('docs/filters.md', () => {
  it('is up to date with npm run generate', async () => {
    expect(await render()).toBe(text);
  });

  const examples = [
    ...head.matchAll(/^\| `([^`]+)` \| (?!Both|Either|The opposite|A comparison|Text)/gm),
  ].map((match) => match[1] ?? '');

  it('shows filters', () => {
    expect(examples.length).toBeGreaterThan(5);
  });

  it.each(examples)('shows a filter that works: %s', (filter) => {
    expect(errorOf(filter)).toBe('none');
  });

  it.each(['vulnerability.effectiveSeverty=HIGH', 'createTime = "2024-05-01"', 'kind=1 && kind=2'])(
    'shows the error that is given for %s',
    (filter) => {
      expect(head).toContain(errorOf(filter));
    },
  );
});
