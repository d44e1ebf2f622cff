import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workspace } from '../services/import-workspace.js';
import { convert, fixture, vulnerabilities } from './kit.js';

type Json = Record<string, unknown>;

interface Installed {
  readonly installation: {
    readonly location: readonly { readonly cpeUri: string; readonly version?: { readonly name: string } }[];
    readonly license?: { readonly expression: string };
  };
}

const read = (file: string): Json => JSON.parse(fixture(file).toString()) as Json;
const image = `https://registry.example.com/shop/cart@sha256:${'1f'.repeat(32)}`;
const findings = read('cyclonedx/findings.json');
const { vulnerabilities: _, ...bom } = findings;

describe('a bill of materials', () => {
  it.each([
    ['spdx/image.json', 'spdx', '2.3', 'application/spdx+json', 'https://example.com/spdx/cart-1'],
    [
      'cyclonedx/findings.json',
      'cyclonedx',
      '1.6',
      'application/vnd.cyclonedx+json',
      'urn:uuid:11111111-2222-4333-8444-555555555555',
    ],
  ])('%s becomes a reference by its digest', (file, format, version, mimeType, location) => {
    const bytes = fixture(file);
    const { occurrences, notes } = convert(bytes);
    const noteName = `projects/${format}/notes/sbom-${format}-${version}`;
    expect(notes.get(noteName)).toMatchObject({ sbomReference: { format, version } });
    expect(occurrences.filter(({ sbomReference }) => sbomReference !== undefined)).toMatchObject([
      {
        resource: { uri: image },
        noteName,
        sbomReference: {
          payload: {
            subject: [{ digest: { sha256: '1f'.repeat(32) } }],
            predicate: {
              location,
              mimeType,
              digest: { sha256: createHash('sha256').update(bytes).digest('hex') },
            },
          },
        },
      },
    ]);
  });

  it('is recorded once, and no gate counts that as a scan', async () => {
    const { run, find } = workspace();
    await run(bom);
    expect((await run({ ...bom, version: 2 })).discovery).toMatchObject({ created: 0, unchanged: 1 });
    const [status, ...others] = await find('sbom-status');
    expect(others).toEqual([]);
    expect(status?.discovered).toEqual({ discovered: { sbomStatus: { sbomState: 'COMPLETE' } } });
    const notes = [...convert(bom).notes].filter(([name]) => name.endsWith('/sbom-status'));
    expect(notes).toMatchObject([[expect.anything(), { discovery: { analysisKind: 'SBOM_REFERENCE' } }]]);
  });

  it('is one occurrence when imported twice, and another document is another one', async () => {
    const { run } = workspace();
    expect((await run(bom)).occurrences).toMatchObject({ created: 1 });
    expect((await run(bom)).occurrences).toMatchObject({ created: 0, updated: 0, unchanged: 1, removed: 0 });
    expect((await run({ ...bom, version: 2 })).occurrences).toMatchObject({
      created: 1,
      updated: 0,
      removed: 0,
    });
  });

  it.each([
    ['without vulnerabilities', bom, 0],
    ['with an empty list of vulnerabilities', { ...bom, vulnerabilities: [] }, 1],
  ])('%s is not a scan: it removes nothing and finishes nothing', async (name, report, warnings) => {
    const { run, find } = workspace();
    await run(findings);
    const converted = convert(report);
    expect(converted, name).toMatchObject({ replaces: [], partial: [] });
    expect(converted.discovery.map(({ occurrence }) => occurrence.discovered)).toEqual([
      { discovered: { sbomStatus: { sbomState: 'COMPLETE' } } },
    ]);
    expect(vulnerabilities(converted)).toEqual([]);
    expect(converted.warnings).toHaveLength(warnings);
    expect((await run(report)).occurrences.removed).toBe(0);
    expect(await find('CVE-2024-10001')).toHaveLength(1);
  });

  it.each([
    [{ ...read('spdx/image.json'), spdxVersion: 'SPDX-2.1' }, 'there are 2.2 and 2.3'],
    [{ ...read('spdx/image.json'), packages: null }, '/packages'],
    [{ ...read('spdx/image.json'), relationships: [] }, 'resource required'],
    [{ bomFormat: 'CycloneDX', specVersion: '1.6' }, 'neither "components" nor "vulnerabilities"'],
  ])('%# is refused', (report, message) => {
    expect(() => convert(report)).toThrow(message);
  });

  it.each([
    [
      'cyclonedx/findings.json',
      bom,
      [
        ['deb:libtlskit3', 'libtlskit3', 'OS', 'cpe:/o:debian:debian_linux:12', '3.0.11', 'Apache-2.0'],
        [
          'maven:com.example:left-trim',
          'com.example:left-trim',
          'MAVEN',
          'pkg:maven/com.example/left-trim@0.1.0',
          '0.1.0',
          undefined,
        ],
        [
          'npm:-example-webkit-lite-',
          '@example/webkit-lite',
          'NPM',
          'pkg:npm/%40example/webkit-lite@1.4.2',
          '1.4.2',
          undefined,
        ],
      ],
    ],
    [
      'spdx/image.json',
      read('spdx/image.json'),
      [
        ['deb:tlskit', 'tlskit', 'OS', 'cpe:/o:unknown:unknown', '3.0.11', undefined],
        ['npm:left-trim', 'left-trim', 'NPM', 'pkg:npm/left-trim@0.1.0', '0.1.0', 'MIT'],
      ],
    ],
  ])('%s lists its packages on request, and nothing is removed', async (_, report, expected) => {
    expect(convert(report).occurrences.filter(({ installation }) => installation !== undefined)).toEqual([]);
    const { notes, occurrences } = convert(report, { packages: true });
    const found = occurrences.flatMap(({ noteName = '', resource, installation }) => {
      if (installation === undefined) return [];
      expect(resource).toEqual({ uri: image });
      const { location, license } = (installation as Installed).installation;
      const { name, packageType } = (notes.get(noteName) as { package: Json }).package;
      const id = noteName
        .split('/')
        .at(-1)
        ?.replace(/[0-9a-f]{16}$/, '');
      return location.map(({ cpeUri, version }) => [
        id,
        name,
        packageType,
        cpeUri,
        version?.name,
        license?.expression,
      ]);
    });
    expect(found.sort()).toEqual(expected);
    const { run } = workspace();
    const { created } = (await run(report, { packages: true })).occurrences;
    expect(created).toBe(expected.length + 1);
    expect((await run(report, { packages: true })).occurrences).toMatchObject({
      created: 0,
      updated: 0,
      removed: 0,
    });
    expect((await run(report)).occurrences).toMatchObject({ created: 0, updated: 0, removed: 0 });
  });

  it('has every version and license of a package, and omits components that are not software', () => {
    const packageOf = (version: string, licenses: unknown) => ({
      type: 'library',
      name: 'left-trim',
      version,
      purl: `pkg:npm/left-trim@${version}`,
      licenses,
    });
    const components = [
      packageOf('1.0.0', [{ license: { id: 'MIT' } }, { license: { name: 'Ours' } }]),
      packageOf('2.0.0', [{ expression: 'MIT OR ISC' }]),
      packageOf('2.0.0', 7),
      { type: 'library', name: 'bare' },
      { type: 'library' },
      { type: 'file', name: 'a.txt' },
      { type: 'application', name: 'package-lock.json' },
      { type: 'container', name: 'base', purl: 'pkg:oci/base@sha256%3A00' },
    ];
    const { occurrences, warnings } = convert({ ...bom, components }, { packages: true });
    expect(occurrences.flatMap(({ installation }) => installation ?? [])).toMatchObject([
      {
        installation: {
          location: [{ version: { name: '1.0.0' } }, { version: { name: '2.0.0' } }],
          license: { expression: 'MIT AND (MIT OR ISC)', comments: 'Ours' },
        },
      },
      { installation: { location: [{ cpeUri: expect.any(String) }] } },
    ]);
    expect(warnings.map(({ pointer }) => pointer).sort()).toEqual([
      '/components/2/licenses',
      '/components/4',
    ]);
  });

  it('whose name is a digest needs its repository', () => {
    const report = { ...read('spdx/image.json'), relationships: [], name: `sha256:${'1f'.repeat(32)}` };
    expect(() => convert(report)).toThrow('resource required');
    expect(convert(report, { resource: 'registry.example.com/shop/cart' }).resources).toEqual([image]);
  });
});

const samples = new URL('../../../../shared/samples/', import.meta.url);
const available = existsSync(samples);
if (!available) console.log('skipped: no folder of sample reports beside the repository');

describe.runIf(available)('real bills of materials', () => {
  it.each([
    [
      'cyclonedx/laravel-7.12.0.cdx-1.4.json',
      undefined,
      'pkg:composer/cyclonedx/cyclonedx-php-composer-demo@dev-master',
      62,
    ],
    [
      'spdx/ubi8-micro.spdx-2.3.json',
      'registry.example.com/ubi8',
      `https://registry.example.com/ubi8@sha256:${'aa'.repeat(32)}`,
      20,
    ],
  ])('%s is one reference, and its packages', (file, resource, uri, packages) => {
    const { occurrences, resources } = convert(readFileSync(new URL(file, samples)), { resource });
    expect(occurrences).toHaveLength(1);
    expect(resources).toEqual([uri]);
    const more = convert(readFileSync(new URL(file, samples)), { resource, packages: true }).occurrences;
    expect(more.filter(({ installation }) => installation !== undefined)).toHaveLength(packages);
  });
});
