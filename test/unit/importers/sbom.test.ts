import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workspace } from '../services/import-workspace.js';
import { convert, fixture, vulnerabilities } from './kit.js';

type Json = Record<string, unknown>;

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

  it('says once that it is there, and no gate takes that for a scan', async () => {
    const { run, find } = workspace();
    await run(bom);
    expect((await run({ ...bom, version: 2 })).discovery).toMatchObject({ created: 0, unchanged: 1 });
    const [status, ...others] = await find('sbom-status');
    expect(others).toEqual([]);
    expect(status?.discovered).toEqual({ discovered: { sbomStatus: { sbomState: 'COMPLETE' } } });
    const notes = [...convert(bom).notes].filter(([name]) => name.endsWith('/sbom-status'));
    expect(notes).toMatchObject([[expect.anything(), { discovery: { analysisKind: 'SBOM_REFERENCE' } }]]);
  });

  it('twice is one occurrence, another document is another one', async () => {
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
    ['with an empty list of them', { ...bom, vulnerabilities: [] }, 1],
  ])('%s is no scan: it removes nothing and finishes nothing', async (name, report, warnings) => {
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
    ],
    [
      'spdx/ubi8-micro.spdx-2.3.json',
      'registry.example.com/ubi8',
      `https://registry.example.com/ubi8@sha256:${'aa'.repeat(32)}`,
    ],
  ])('%s is one reference', (file, resource, uri) => {
    const { occurrences, resources } = convert(readFileSync(new URL(file, samples)), { resource });
    expect(occurrences).toHaveLength(1);
    expect(resources).toEqual([uri]);
  });
});
