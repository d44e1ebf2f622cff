import { describe, expect, it } from 'vitest';
import { buildPurl, distroCpe, parseDistro, withoutVersion } from '../../../src/importers/common/cpe.js';
import { parseReportTime } from '../../../src/importers/common/discovery.js';
import { noteId, unnamedId, vulnerabilityIds } from '../../../src/importers/common/note-id.js';
import { parseImage, resolveResource } from '../../../src/importers/common/resource-uri.js';

const digest = `sha256:${'0a'.repeat(32)}`;
const other = `sha256:${'0b'.repeat(32)}`;

describe('the CPE of a distribution', () => {
  it.each([
    ['debian', '10.13', 'debian:debian_linux:10'],
    ['redhat', '8.7', 'redhat:enterprise_linux:8'],
    ['rhel', '8.7', 'redhat:enterprise_linux:8'],
    ['centos', '7.6.1810', 'centos:centos:7'],
    ['alma', '8.5', 'almalinux:almalinux:8'],
    ['rocky', '8.5', 'rocky:rocky:8'],
    ['oracle', '8.5', 'oracle:linux:8'],
    ['alpine', '3.10.2', 'alpine:alpine_linux:3.10'],
    ['ubuntu', '18.04', 'canonical:ubuntu_linux:18.04'],
    ['amazon', '2 (Karoo)', 'amazon:amazon_linux:2'],
    ['fedora', '39', 'fedoraproject:fedora:39'],
    ['suse linux enterprise server', '15.4', 'suse:sles:15.4'],
    ['opensuse.leap', '15.1', 'opensuse:leap:15.1'],
    ['photon', '3.0', 'vmware:photon:3.0'],
    ['wolfi', '20230201', 'wolfi:wolfi_linux'],
    ['cbl-mariner', '2.0', 'microsoft:cbl-mariner:2.0'],
    ['plan 9', '4', 'plan_9:plan_9:4'],
    ['constructor', '', 'constructor:constructor'],
  ])('%s %s', (family, version, cpe) => {
    expect(distroCpe({ family, version })).toBe(`cpe:/o:${cpe}`);
  });

  it('of an unknown distribution is unknown', () => {
    expect(distroCpe(undefined)).toBe('cpe:/o:unknown:unknown');
  });

  it('can be set by the caller', () => {
    expect(parseDistro('debian:11')).toEqual({ family: 'debian', version: '11' });
    expect(parseDistro('debian')).toBeUndefined();
    expect(parseDistro(':11')).toBeUndefined();
  });
});

describe('a CPE or purl without its version', () => {
  it.each([
    ['cpe:2.3:a:vendor:product:1.2:*:*:*:*:*:*:*', 'cpe:2.3:a:vendor:product:*:*:*:*:*:*:*:*'],
    ['cpe:2.3:a:ven\\:dor:product:1.2:*:*:*:*:*:*:*', 'cpe:2.3:a:ven\\:dor:product:*:*:*:*:*:*:*:*'],
    ['cpe:2.3:o:alpine:alpine_linux:3.18:*:*:*:*:*:*:*', 'cpe:2.3:o:alpine:alpine_linux:3.18:*:*:*:*:*:*:*'],
    ['cpe:/a:vendor:product:1.2', 'cpe:/a:vendor:product'],
    ['cpe:/o:debian:debian_linux:10', 'cpe:/o:debian:debian_linux:10'],
    ['pkg:npm/%40scope/name@1.2', 'pkg:npm/%40scope/name'],
    ['pkg:maven/g/a@1.2?type=jar', 'pkg:maven/g/a?type=jar'],
    ['pkg:npm/name', 'pkg:npm/name'],
  ])('%s', (uri, expected) => {
    expect(withoutVersion(uri)).toBe(expected);
  });

  it('is built if a report gives none', () => {
    expect(buildPurl('maven', 'g:a', '1')).toBe('pkg:maven/g/a@1');
    expect(buildPurl('npm', '@scope/name', undefined)).toBe('pkg:npm/%40scope/name');
  });
});

describe('the id of a note', () => {
  it.each([
    ['CVE-2024-1', 'CVE-2024-1'],
    ['a/b', 'a-b-c14cddc033f64b9d'],
    ['a-b-c14cddc033f64b9d', expect.stringMatching(/^a-b-c14cddc033f64b9d-[0-9a-f]{16}$/)],
    ['RHSA-2024:1234', 'RHSA-2024:1234'],
    ['x'.repeat(200), 'x'.repeat(200)],
  ])('of %s is %s', (text, id) => {
    expect(noteId(text)).toEqual(id);
  });

  it.each(['a b', 'é', '.', '..', '', 'a\nb', 'ü'.repeat(300)])('%j becomes a unique slug', (text) => {
    expect(noteId(text)).toMatch(/^[A-Za-z0-9._~:-]*-[0-9a-f]{16}$/);
    expect(noteId(text).length).toBeLessThanOrEqual(200);
  });

  it('differs for texts that look alike', () => {
    expect(noteId('a b')).not.toBe(noteId('a?b'));
    const long = 'x'.repeat(300);
    expect(noteId(`${long}1`)).not.toBe(noteId(`${long}2`));
    expect(noteId(long)).toMatch(/^x{180}-[0-9a-f]{16}$/);
  });

  it.each<[string, string[], string[]]>([
    ['cve-2024-12345', ['GHSA-x'], ['CVE-2024-12345']],
    ['GHSA-x', ['CVE-2024-2222', 'cve-2024-1111'], ['CVE-2024-1111', 'CVE-2024-2222']],
    ['GHSA-x', ['RHSA-1'], ['GHSA-x']],
    ['CVE-2024-1', ['CVE-2024-2222'], ['CVE-2024-2222']],
  ])('%s with %j: %j', (id, aliases, expected) => {
    expect(vulnerabilityIds(id, aliases)).toEqual(expected);
  });

  it('of a finding without an id is derived from its title and package', () => {
    expect(unnamedId('p', 't', 'a')).toMatch(/^x-[0-9a-f]{32}$/);
    expect(unnamedId('p', 't', 'a')).not.toBe(unnamedId('p', 't', 'b'));
  });
});

describe('an image', () => {
  it.each([
    ['alpine', 'docker.io/library/alpine'],
    ['alpine:3.10', 'docker.io/library/alpine'],
    ['team/app', 'docker.io/team/app'],
    ['index.docker.io/library/alpine', 'docker.io/library/alpine'],
    ['https://GHCR.io/Org/app:v1/', 'ghcr.io/Org/app'],
    ['registry.example.com:443/app:1', 'registry.example.com/app'],
    ['registry.example.com:5000/a/b:1', 'registry.example.com:5000/a/b'],
    ['localhost/app', 'localhost/app'],
  ])('%s is %s', (text, repository) => {
    expect(parseImage(text)).toEqual({ repository, digest: undefined });
    expect(parseImage(`${text}@${digest}`)).toEqual({ repository, digest });
  });

  it.each(['', '@', `@${digest}`, 'a@sha256:xyz', 'a b', '/'])('%j is not an image', (text) => {
    expect(parseImage(text)).toBeUndefined();
  });
});

describe('the resource of a report', () => {
  const images = [{ repository: 'ghcr.io/org/app', digest }];
  const several = [...images, { repository: 'quay.io/org/app', digest: other }];
  const twice = [...images, { repository: 'ghcr.io/org/app', digest: other }];

  it.each([
    [undefined, images, `https://ghcr.io/org/app@${digest}`],
    ['https://GHCR.io/org/app', images, `https://ghcr.io/org/app@${digest}`],
    [`mirror.io/app:1@${digest}`, images, `https://mirror.io/app@${digest}`],
    [`ghcr.io/x@${other}`, [], `https://ghcr.io/x@${other}`],
    ['quay.io/org/app', several, `https://quay.io/org/app@${other}`],
    ['pkg:npm/a@1', images, 'pkg:npm/a@1'],
    ['git+https://git.example.com/a@1', [], 'git+https://git.example.com/a@1'],
    ['k8s://c/n/Pod/p', [], 'k8s://c/n/Pod/p'],
  ])('given %s', (given, list, uri) => {
    expect(resolveResource(given, { images: list, isImage: true })).toBe(uri);
  });

  it('is the image of the repository that was scanned', () => {
    const subject = { images: several, scannedAs: 'quay.io/org/app', isImage: true };
    expect(resolveResource(undefined, subject)).toBe(`https://quay.io/org/app@${other}`);
    expect(() =>
      resolveResource(undefined, { images: twice, scannedAs: 'ghcr.io/org/app', isImage: true }),
    ).toThrow('the report names several images');
  });

  it.each([
    [undefined, [], 'resource required: the report does not say by image and digest'],
    [undefined, several, 'resource required: the report names several images'],
    [`ghcr.io/org/app@${other}`, images, 'contradicts the report'],
    ['ghcr.io/org/app', [], 'the report names no digest'],
    ['mirror.io/app', several, 'the report names several digests'],
    ['ghcr.io/org/app', twice, 'the report names several digests'],
    ['a b', images, '"a b" is not a resource URL'],
  ])('given %s may be refused', (given, list, message) => {
    expect(() => resolveResource(given, { images: list, isImage: true })).toThrow(message);
  });

  it('may be any URL if it is not an image', () => {
    expect(resolveResource('https://git.example.com/a', { isImage: false })).toBe(
      'https://git.example.com/a',
    );
  });
});

describe('a time in a report', () => {
  it.each([
    ['2021-08-25T12:20:30.000000005Z', '2021-08-25T12:20:30.000000005Z'],
    ['2021-08-25T14:20:30+02:00', '2021-08-25T12:20:30Z'],
    [1629894030, '2021-08-25T12:20:30Z'],
    ['1629894030', '2021-08-25T12:20:30Z'],
    ['0001-01-01T00:00:00Z', undefined],
    ['0000-12-31T18:09:24-05:50', undefined],
    ['yesterday', undefined],
    [undefined, undefined],
    [-1, undefined],
    [1e300, undefined],
  ])('%s is %s', (value, time) => {
    expect(parseReportTime(value)).toBe(time);
  });
});
