import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/versions/compare-versions.js';

/** Versions in rising order, from each ecosystem's documentation and known cases. */
const rising: readonly (readonly [string, readonly string[]])[] = [
  ['deb', ['1.0~~', '1.0~~a', '1.0~', '1.0', '1.0a', '1.0+b1', '1.0.1', '1.10', '2', '1:0.1']],
  ['deb', ['1.0-1~deb12u2', '1.0-1', '1.0-1+deb12u1', '1.0-1.1', '1.0-10']],
  ['deb', ['1.2', '1.2-1', '1.2-rc1-4']],
  ['rpm', ['1.0~rc1', '1.0~rc1^git1', '1.0', '1.0^git1', '1.0^git2', '1.0.1', '1.1', '2', '1:0']],
  ['rpm', ['xyz.4', '5.5p1', '5.5p2', '5.5p10', '5.6', '8', '10xyz', '10.1xyz']],
  ['rpm', ['1b.fc17', '1.fc17', '1g.fc17', '2.fc17']],
  ['rpm', ['1.0-1.el8', '1.0-1.el8_9.1', '1.0-2.el8', '0:1.0-10.el8']],
  ['alpm', ['1.0-1', '1.0-2', '1.1-1', '1:0.9-1']],
  [
    'apk',
    [
      '1.1_alpha',
      '1.1_alpha1',
      '1.1_beta',
      '1.1_pre2',
      '1.1_rc1',
      '1.1',
      '1.1_git20',
      '1.1_p1',
      '1.1a',
      '1.1.1',
    ],
  ],
  ['apk', ['0.09', '0.1', '0.2', '0.10', '1.2.3', '1.2.3-r1', '1.2.3-r10', '1.10']],
  ['apk', ['1.1.1c-r0', '1.1.1d-r0', '1.1.1t-r2']],
  [
    'npm',
    [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.2.9',
      '1.2.10',
    ],
  ],
  ['npm', ['1.0.0-1', '1.0.0-2', '1.0.0-10', '1.0.0-next.1', '1.0.0', '99999999999999999999.0.0']],
  ['cargo', ['0.9.0', '1.0.0-pre', '1.0.0', '1.0.1']],
  ['golang', ['v0.0.0-20200101000000-aaaaaaaaaaaa', 'v0.0.1-pre', 'v0.1.0', '1.9.0', 'v1.10.0+incompatible']],
  ['golang', ['go1.9', 'go1.21rc2', 'go1.21.0', '1.21.3']],
  [
    'pypi',
    [
      '1.dev0',
      '1.0.dev456',
      '1.0a1',
      '1.0a2.dev456',
      '1.0a12.dev456',
      '1.0a12',
      '1.0b1.dev456',
      '1.0b2',
      '1.0b2.post345.dev456',
      '1.0b2.post345',
      '1.0rc1.dev456',
      '1.0rc1',
      '1.0',
      '1.0+abc.5',
      '1.0+abc.7',
      '1.0+5',
      '1.0.post456.dev34',
      '1.0.post456',
      '1.0.15',
      '1.1.dev1',
      '1!0.1',
    ],
  ],
  [
    'maven',
    [
      '1-alpha-1',
      '1-alpha2',
      '1-beta',
      '1-milestone',
      '1-rc1',
      '1-SNAPSHOT',
      '1',
      '1-sp',
      '1-foo2',
      '1-foo10',
      '1-1',
      '1.1',
    ],
  ],
  [
    'maven',
    ['2.0-a1', '2.0-b1', '2.0-m1', '2.0-cr1', '2.0', '2.0.1', '31.1-jre', '32.0-android', '32.0-jre'],
  ],
  [
    'gem',
    ['1.0.0.a', '1.0.0.beta2', '1.0.0.beta10', '1.0.0.rc1', '1.0', '1.0.1', '5.2.4.rc1', '5.2.4', '5.2.4.3'],
  ],
  ['gem', ['1.0.0-1', '1.0.0', '1.10']],
  ['nuget', ['1.0.0-alpha', '1.0.0-Alpha.2', '1.0.0-beta', '1.0.0', '1.0.0.1', '1.0.1', '1.10.0']],
  [
    'composer',
    [
      '1.0.0-dev',
      '1.0.0-alpha1',
      '1.0.0-beta2',
      '1.0.0-beta10',
      '1.0.0-RC1',
      '1.0.0',
      '1.0.0-patch1',
      'v1.0.1',
      '1.10',
    ],
  ],
];

const equal: readonly (readonly [string, string, string])[] = [
  ['deb', '0:1.0-0', '1.0'],
  ['deb', '1.02', '1.2'],
  ['rpm', '10.0001', '10.1'],
  ['rpm', '2_0', '2.0'],
  ['rpm', '(none):1.0-1', '1.0-1'],
  ['rpm', '1.0-1', '1.0'],
  ['apk', '1.2.3', '1.2.3-r0'],
  ['npm', '1.0.0+build.5', 'v1.0.0'],
  ['pypi', '1.0', '1.0.0'],
  ['pypi', '1.0-alpha.1', '1.0a1'],
  ['pypi', '1.0-1', '1.0.post1'],
  ['pypi', '1.0c1', 'v1.0RC1'],
  ['maven', '1.0.0', '1'],
  ['maven', '1-ga', '1.final'],
  ['maven', '1.foo', '1-foo'],
  ['maven', '1-a1', '1-alpha-1'],
  ['gem', '1.0.0', '1'],
  ['gem', '1.0.a', '1.a'],
  ['golang', 'v1.2.3', '1.2.3'],
  ['nuget', '1.0.0-Beta', '1.0-beta'],
  ['composer', '1.0', 'v1.0.0.0'],
];

describe('versions of', () => {
  it.each(rising)('%s are in ascending order: %j', (ecosystem, versions) => {
    for (const [index, less] of versions.entries()) {
      expect(compareVersions(ecosystem, less, less), less).toBe(0);
      for (const more of versions.slice(index + 1)) {
        expect(compareVersions(ecosystem, less, more), `${less} before ${more}`).toBeLessThan(0);
        expect(compareVersions(ecosystem, more, less), `${more} after ${less}`).toBeGreaterThan(0);
      }
    }
  });

  it.each(equal)('%s: %s is %s', (ecosystem, a, b) => {
    expect(Math.abs(compareVersions(ecosystem, a, b) ?? 1)).toBe(0);
    expect(Math.abs(compareVersions(ecosystem, b, a) ?? 1)).toBe(0);
  });

  it.each([
    ['npm', 'latest', '1.0.0'],
    ['pypi', '1.0', 'one'],
    ['apk', '1:1.2', '1.2'],
    ['composer', 'dev-main', '1.0'],
    ['deb', '', '1.0'],
    ['gem', '1..2', '1'],
    ['maven', '[1.0,2.0)', '1.0'],
    ['generic', '1.0', '2.0'],
  ])('%s cannot compare %s and %s', (ecosystem, a, b) => {
    expect(compareVersions(ecosystem, a, b)).toBeUndefined();
  });
});

describe.each([...new Set(rising.map(([ecosystem]) => ecosystem))])('the order of %s', (ecosystem) => {
  const part = fc.constantFrom(
    '0',
    '1',
    '2',
    '10',
    '01',
    'a',
    'rc',
    'beta',
    'dev',
    'post',
    '_p',
    '~',
    '-',
    '-r',
    '.',
    '+',
    'v',
    '^',
    ':',
  );
  const version = fc.array(part, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(''));

  it('never fails, is antisymmetric, and is transitive', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const [ab, bc, ac] = [
          [a, b],
          [b, c],
          [a, c],
        ].map(([one = '', two = '']) => compareVersions(ecosystem, one, two));
        const ba = compareVersions(ecosystem, b, a);
        expect(ba === undefined).toBe(ab === undefined);
        if (ab !== undefined && ba !== undefined) expect(Math.sign(ab) + Math.sign(ba)).toBe(0);
        // An rpm without a release equals those with any.
        const loose = ecosystem === 'rpm' || ecosystem === 'alpm';
        if (ab !== undefined && bc !== undefined && ac !== undefined && !loose && ab <= 0 && bc <= 0)
          expect(ac).toBeLessThanOrEqual(0);
      }),
    );
  });
});
