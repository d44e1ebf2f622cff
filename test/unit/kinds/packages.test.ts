import { describe, expect, it } from 'vitest';
import { indexedPackages } from '../../../src/domain/packages.js';
import { kinds, v1Kinds } from '../../../src/kinds/index.js';
import { parsePackageQuery, toPackageKey } from '../../../src/kinds/packages.js';

describe('packages that occurrences name', () => {
  it.each([
    [{ packageType: 'MAVEN', name: 'g:a', version: { name: '1', kind: 'NORMAL' } }, 'maven g:a 1'],
    [{ packageType: 'GO', name: 'x/y', version: { kind: 'MINIMUM' } }, 'golang x/y '],
    [{ packageType: 'RUST', name: 'a' }, 'cargo a '],
    [
      {
        packageType: 'OS',
        name: 'a',
        cpeUri: 'cpe:/o:debian:debian_linux:11',
        version: { epoch: 1, name: '2', revision: '3' },
      },
      'deb a 1:2-3',
    ],
    [
      {
        packageType: 'OS',
        name: 'a',
        cpeUri: 'cpe:/o:alpine:alpine_linux:3.1',
        version: { name: '2', revision: 'r3' },
      },
      'apk a 2-r3',
    ],
    [{ packageType: 'OS', name: 'a', cpeUri: 'cpe:/o:redhat:enterprise_linux:8' }, 'rpm a '],
    [{ packageType: 'OS', name: 'a', cpeUri: 'cpe:/o:unknown:unknown' }, ' a '],
    [{ name: 'a', cpeUri: 'pkg:npm/a@1' }, 'npm a '],
    [{ name: 'a' }, ' a '],
  ])('%j', (named, expected) => {
    expect(toPackageKey(named).map(({ type, name, version }) => `${type} ${name} ${version}`)).toEqual([
      expected,
    ]);
  });

  it('of every example with a package name are found by it', () => {
    const indexed = [...kinds, ...v1Kinds].filter((kind) =>
      kind.searchable?.some((entry) => entry.isPackageName),
    );
    expect(indexed.map(({ name }) => name)).toEqual(['VULNERABILITY', 'PACKAGE', 'VULNERABILITY', 'PACKAGE']);
    let seen = 0;
    for (const kind of kinds.filter(({ packages }) => packages !== undefined))
      for (const { value } of kind.examples.occurrences) {
        const details = value[kind.occurrence?.member ?? ''];
        for (const { path } of (kind.searchable ?? []).filter(({ isPackageName }) => isPackageName)) {
          for (const name of valuesAt(value, path.split('.'))) {
            seen += 1;
            expect(
              kind.packages?.(details).map((found) => found.name),
              path,
            ).toContain(name);
          }
        }
      }
    expect(seen).toBeGreaterThan(0);
  });

  it('are bounded: too long values count as unknown, and too many packages match any name', () => {
    const long = 'x'.repeat(600);
    const [key] = indexedPackages([{ type: 'npm', name: long, version: long }]);
    expect(key).toMatchObject({ type: 'npm', version: '' });
    expect(key?.name).toMatch(/^sha256:/);
    const many = Array.from({ length: 1500 }, (_, n) => ({ type: 'npm', name: `n${n}`, version: '1' }));
    const keys = indexedPackages(many);
    expect([keys.length, keys.at(-1)?.name]).toEqual([1001, '']);
    expect(indexedPackages(many.slice(0, 1000))).toHaveLength(1000);
  });
});

describe('queries for packages', () => {
  const log4j = 'pkg:maven/org.apache.logging.log4j/log4j-core';
  it.each([
    [log4j, '>=2.0,<2.17.1', 'org.apache.logging.log4j:log4j-core', 'maven 2.14.1', true],
    [log4j, '>=2.0,<2.17.1', 'org.apache.logging.log4j:log4j-core', 'maven 2.17.1', false],
    [log4j, undefined, 'org.apache.logging.log4j:log4j-core', 'npm 1', false],
    ['pkg:npm/%40scope/name', undefined, '@scope/name', 'npm 1', true],
    ['pkg:deb/debian/bash', '<5', 'bash', 'deb 4.1-1', true],
    // What is not known may be meant.
    ['pkg:deb/debian/bash', '<5', 'bash', ' 4.1-1', true],
    ['pkg:deb/debian/bash', '<5', 'bash', 'deb ', true],
    ['bash', '<5', 'bash', ' 6', true],
    ['bash', '<5', 'bash', 'rpm 6-1', false],
  ])('%s %s', (text, range, name, found, expected) => {
    const asked = parsePackageQuery(text, range);
    if (typeof asked === 'string') throw new Error(asked);
    const [type = '', version = ''] = found.split(' ');
    expect([asked.name, asked.holds({ type, version })]).toEqual([name, expected]);
  });

  it.each([
    [
      'pkg:npm/left-pad@1.3.0',
      undefined,
      /without a version: write hasPackage\("pkg:npm\/left-pad", "1.3.0"\)/,
    ],
    ['pkg:npm/left-pad?x=y', undefined, /without qualifiers/],
    ['pkg:npm', undefined, /expected a package URL/],
    ['', undefined, /expected the name/],
    ['bash', '^1', /expected versions/],
  ])('%s %s is refused', (text, range, problem) => {
    expect(parsePackageQuery(text, range)).toMatch(problem);
  });
});

function valuesAt(value: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value))
    return value.flatMap((one) => valuesAt(one, [name ?? '', ...rest].filter(Boolean)));
  if (name === undefined) return [value];
  return valuesAt((value as Record<string, unknown>)[name], rest);
}
