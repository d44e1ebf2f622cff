import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { methods } from '../../../src/storage/repository.js';

/** The places that name the methods of a store, which no compiler compares. */

const root = new URL('../../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');

describe('every method of a store', () => {
  it('is called by the contract suite in src/contract/', () => {
    const suite = readdirSync(new URL('src/contract/', root)).map((file) => read(`src/contract/${file}`));
    const text = suite.join('\n');
    const isCalled = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);
    expect(Object.keys(methods).filter((name) => !isCalled(name))).toEqual([]);
  });

  it('that writes is journaled by docs/examples/journal-store.js', () => {
    const text = read('docs/examples/journal-store.js');
    const writes = Object.entries(methods).flatMap(([name, sort]) => (sort === 'write' ? name : []));
    expect(writes.length).toBeGreaterThan(10);
    expect(writes.filter((name) => !text.includes(`'${name}'`))).toEqual([]);
  });
});
