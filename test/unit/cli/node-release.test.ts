import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { refuseOldNode } from '../../../src/cli/node-release.js';

interface Manifest {
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

const read = (file: string): Manifest =>
  JSON.parse(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')) as Manifest;

const manifest = read('package.json');
const [major = 0, minor = 0] = (manifest.engines?.node ?? '').replace('>=', '').split('.').map(Number);

it('refuses every release below the least one, and no other', () => {
  const part = fc.nat(120);
  fc.assert(
    fc.property(fc.oneof(part, fc.constant(major)), fc.oneof(part, fc.constant(minor)), part, (a, b, c) => {
      const refusal = refuseOldNode(`${a}.${b}.${c}`);
      const isOlder = a < major || (a === major && b < minor);
      if (isOlder)
        expect(refusal).toMatch(
          /^grafeas needs Node\.js \d+\.\d+ or newer, but this is Node\.js [\d.]+ \(.+\)$/,
        );
      else expect(refusal).toBeUndefined();
    }),
  );
});

it('allows no release that a production package does not', () => {
  const allowed = Object.keys(manifest.dependencies ?? {}).flatMap((name) => {
    const range = read(`node_modules/${name}/package.json`).engines?.node;
    // Of a range such as `^18 || >=20` the last part is for what is newest.
    return range === undefined
      ? []
      : [{ name, least: range.split('||').at(-1)?.replace('>=', '').trim() ?? '' }];
  });
  expect(allowed.length).toBeGreaterThan(5);
  const above = allowed.filter(({ least }) => {
    const [theirs = 0, theirMinor = 0] = least.split('.').map(Number);
    return theirs > major || (theirs === major && theirMinor > minor);
  });
  expect(above).toEqual([]);
});
