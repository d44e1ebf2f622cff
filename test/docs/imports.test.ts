import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importers } from '../../src/importers/registry.js';

const formats = importers.map(({ format }) => format);

/** Formats that are the first cell of a table's row. */
function rowsOf(file: string): string[] {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, format = '']) => format);
}

describe('every format that can be imported', () => {
  it.each(['README.md', 'docs/imports.md'])('is in %s', (file) => {
    expect(formats.filter((format) => !rowsOf(file).includes(format))).toEqual([]);
  });
});
