import { describe, expect, it } from 'vitest';
import { chooseFix, splitFixes } from '../../../src/importers/common/fixes.js';
import {
  packageTypeOf,
  purlTypeOf,
  typeOfPurl,
  versionScheme,
} from '../../../src/importers/common/package-type.js';
import { parseVersion, type VersionScheme } from '../../../src/importers/common/version.js';

describe('a version', () => {
  it.each<[VersionScheme, string | undefined, string | undefined, object]>([
    ['deb', '1:2.31-3+deb12u1', undefined, { epoch: 1, name: '2.31', revision: '3+deb12u1' }],
    ['deb', '2.31', undefined, { name: '2.31' }],
    ['deb', '0:7.88.1-10', undefined, { name: '7.88.1', revision: '10' }],
    ['deb', '1.2-rc1-4', undefined, { name: '1.2-rc1', revision: '4' }],
    ['rpm', '(none):4.2.46-31.el7', undefined, { name: '4.2.46', revision: '31.el7' }],
    ['rpm', '0:0.7-21.el8_9.1', undefined, { name: '0.7', revision: '21.el8_9.1' }],
    ['rpm', '0.7-1:20.el8', undefined, { name: '0.7', revision: '20.el8' }],
    ['rpm', '4.2-31.el7.x86_64', 'x86_64', { name: '4.2', revision: '31.el7' }],
    ['rpm', '4.2-31.el7.x86_64', 'noarch', { name: '4.2', revision: '31.el7.x86_64' }],
    ['rpm', '9999999999:1.0-1', undefined, { name: '9999999999:1.0-1' }],
    ['rpm', '2147483647:1.0-1', undefined, { epoch: 2147483647, name: '1.0', revision: '1' }],
    ['alpm', '2:9.0.1-1', undefined, { epoch: 2, name: '9.0.1', revision: '1' }],
    ['apk', '1.1.1c-r0', undefined, { name: '1.1.1c', revision: 'r0' }],
    ['apk', '7.2_p2-r10', undefined, { name: '7.2_p2', revision: 'r10' }],
    ['apk', '1.2-rc', undefined, { name: '1.2-rc' }],
    ['apk', '1:1.2', undefined, { name: '1:1.2' }],
    ['opaque', '1!2.0', undefined, { name: '1!2.0' }],
    ['opaque', 'v1.2.3-rc.1', undefined, { name: 'v1.2.3-rc.1' }],
  ])('%s %s', (scheme, text, arch, expected) => {
    expect(parseVersion(text, scheme, arch)).toEqual({ ...expected, kind: 'NORMAL' });
  });

  it.each([undefined, '', '  '])('of %j is the smallest version', (text) => {
    expect(parseVersion(text, 'deb')).toEqual({ kind: 'MINIMUM' });
  });

  it('that is only an epoch keeps its text', () => {
    expect(parseVersion('1:', 'deb')).toEqual({ name: '1:', kind: 'NORMAL' });
    expect(parseVersion('-1', 'deb')).toEqual({ name: '-1', kind: 'NORMAL' });
  });
});

describe('of several fixes', () => {
  it.each<[string, string | undefined, string, VersionScheme, string | undefined]>([
    ['1.2.9, 2.0.4', '1.2.3', 'NPM', 'opaque', '1.2.9'],
    ['1.2.9, 2.0.4', '2.0.1', 'NPM', 'opaque', '2.0.4'],
    ['2.0.4, 1.2.9', '1.2.3', 'NPM', 'opaque', '1.2.9'],
    ['1.2.9, 2.0.4', '3.0', 'NPM', 'opaque', '1.2.9'],
    ['~> 5.2.4, >= 5.2.4.3, >= 6.0.3.1', '6.0.0', 'RUBYGEMS', 'opaque', '6.0.3.1'],
    ['1.20.12, 1.21.5', 'v1.21.1', 'GO', 'opaque', '1.21.5'],
    ['1.20.12, 1.21.5', 'go1.21.1', 'GO_STDLIB', 'opaque', '1.21.5'],
    ['1.2.9, 2.0.4', undefined, 'NPM', 'opaque', '1.2.9'],
    ['1.2.9, 2.0.4', '2.0', 'UNKNOWN-KIND', 'opaque', '1.2.9'],
    ['1.2-3, 2.0-1', '1.9-1', 'OS', 'deb', '2.0-1'],
    ['2.0-1, 1:0.1-1, 1.9-1+b1', '1.9-1', 'OS', 'deb', '1.9-1+b1'],
    ['0:3.0.7-5.el9, 1:3.0.7-6.el9', '1:3.0.7-1.el9', 'OS', 'rpm', '1:3.0.7-6.el9'],
    ['1.1.1c-r0, 1.1.1t-r2', '1.1.1l-r8', 'OS', 'apk', '1.1.1t-r2'],
    ['1.2-3, 2.0-1', '1.9-1', 'OS', 'opaque', '1.2-3'],
    ['', '1.0', 'NPM', 'opaque', undefined],
  ])('%j over %s in %s (%s) it is %s', (text, version, type, scheme, fix) => {
    expect(chooseFix(splitFixes(text), { version, type, scheme })).toBe(fix);
  });
});

describe('the type of a package', () => {
  it.each([
    ['gobinary', 'stdlib', 'GO_STDLIB'],
    ['gomod', 'example.org/x', 'GO'],
    ['jar', 'g:a', 'MAVEN'],
    ['poetry', 'x', 'PYPI'],
    ['bundler', 'x', 'RUBYGEMS'],
    ['cargo', 'x', 'RUST'],
    ['composer', 'x', 'COMPOSER'],
    ['dotnet-core', 'x', 'NUGET'],
    ['hex', 'x', 'HEX'],
    ['deb', 'x', 'OS'],
    ['constructor', 'x', 'CONSTRUCTOR'],
  ])('%s %s is %s', (word, name, type) => {
    expect(packageTypeOf(purlTypeOf(word), name)).toBe(type);
  });

  it('is read from a purl', () => {
    expect(typeOfPurl('pkg:npm/%40a/b@1')).toBe('npm');
    expect(typeOfPurl('npm/b')).toBeUndefined();
    expect(typeOfPurl(undefined)).toBeUndefined();
  });

  it.each([
    ['deb', undefined, 'deb'],
    [undefined, 'ubuntu', 'deb'],
    [undefined, 'wolfi', 'apk'],
    [undefined, 'rocky', 'rpm'],
    [undefined, 'opensuse-leap', 'rpm'],
    [undefined, 'arch', 'alpm'],
    [undefined, 'plan9', 'opaque'],
    ['npm', undefined, 'opaque'],
  ])('versions of %s on %s have the scheme %s', (purlType, family, scheme) => {
    expect(versionScheme(purlType, family)).toBe(scheme);
  });
});
