import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refuseOldNode } from '../../../src/cli/node-release.js';

interface Manifest {
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

const read = (file: string): Manifest =>
  JSON.parse(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')) as Manifest;

const manifest = read('package.json');

describe('a release of Node', () => {
  // The SQLite driver needs version 10 of Node-API: 22.14 was the first of 22 to have it.
  it.each(['22.14.0', '22.23.3', '24.0.0', '24.21.0', '25.1.0', '26.12.1', '100.0.0'])(
    '%s is supported',
    (version) => expect(refuseOldNode(version)).toBeUndefined(),
  );

  it.each(['0.12.0', '16.20.2', '20.20.2', '21.7.3', '22.0.0', '22.13.1', '23.5.0', '23.11.1'])(
    '%s is refused in one line',
    (version) =>
      expect(refuseOldNode(version)).toBe(
        `grafeas needs Node.js ${manifest.engines?.node}, but this is Node.js ${version} (${process.execPath})`,
      ),
  );

  it('is supported only if every production package supports it', () => {
    const ranges = Object.keys(manifest.dependencies ?? {}).flatMap((name) => {
      const range = read(`node_modules/${name}/package.json`).engines?.node;
      // Of a range such as `^18 || >=20` the last part is for what is newest.
      return range === undefined ? [] : [{ name, least: range.split('||').at(-1)?.replace('>=', '').trim() }];
    });
    expect(ranges.length).toBeGreaterThan(5);
    const above = ranges.filter(({ least = '' }) => {
      const [major = 0, minor = 0] = least.split('.').map(Number);
      return major > 22 || (major === 22 && minor > 14);
    });
    expect(above).toEqual([]);
  });
});
