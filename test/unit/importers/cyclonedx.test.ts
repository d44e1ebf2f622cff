import { describe, expect, it } from 'vitest';
import { workspace } from '../services/import-workspace.js';
import { convert, fixture, vulnerabilities, vulnerabilityOf } from './kit.js';

type Json = Record<string, unknown>;

const findings = JSON.parse(fixture('cyclonedx/findings.json').toString()) as Json & {
  vulnerabilities: Json[];
};
const image = `https://registry.example.com/shop/cart@sha256:${'1f'.repeat(32)}`;

describe('findings in a CycloneDX document', () => {
  const converted = convert(findings);
  const found = new Map(
    vulnerabilities(converted).map((occurrence) => [
      occurrence.noteName?.split('/').at(-1),
      vulnerabilityOf(occurrence),
    ]),
  );

  it('belong to the image of the document, under the tool that wrote it', () => {
    expect(converted.resources).toEqual([image]);
    expect(converted.importer).toBe('cyclonedx-trivy');
    expect([...found.keys()]).toEqual(['CVE-2024-10001', 'CVE-2024-10003', 'TEMP-0000001-ABCDEF']);
    expect(converted.keeps).toEqual([{ uri: image, noteName: 'projects/cyclonedx/notes/CVE-2024-10009' }]);
    expect(converted.discovery).toMatchObject([
      {
        timed: true,
        occurrence: {
          noteName: 'projects/cyclonedx/notes/cyclonedx-trivy-vulnerability',
          discovered: {
            discovered: { analysisStatus: 'FINISHED_SUCCESS', lastScanTime: '2024-05-02T06:30:00Z' },
          },
        },
      },
      { occurrence: { noteName: 'projects/cyclonedx/notes/sbom-status' } },
    ]);
  });

  it('have the severity of their own source, and the fix of the recommendation', () => {
    expect(found.get('CVE-2024-10001')).toMatchObject({
      effectiveSeverity: 'HIGH',
      packageIssue: [
        {
          affectedLocation: {
            cpeUri: 'cpe:/o:debian:debian_linux:12',
            package: 'libtlskit3',
            version: { epoch: 1, name: '3.0.11', revision: '1~deb12u2', kind: 'NORMAL' },
          },
          fixedLocation: { version: { epoch: 1, name: '3.0.13', revision: '1~deb12u1' } },
        },
      ],
    });
    expect(converted.notes.get('projects/cyclonedx/notes/CVE-2024-10001')).toMatchObject({
      vulnerability: { severity: 'CRITICAL', cvssScore: 9.8, cwe: ['CWE-787'] },
    });
  });

  it('have the severity of a score where its source has no word', () => {
    const [first] = findings.vulnerabilities;
    const own = { source: { name: 'nvd' }, method: 'CVSSv31', score: 9.8 };
    const low = { source: { name: 'redhat' }, severity: 'low' };
    const rated = (...ratings: Json[]) => {
      const row = { ...first, source: { name: 'NVD' }, ratings };
      return vulnerabilityOf(vulnerabilities(convert({ ...findings, vulnerabilities: [row] }))[0])
        .effectiveSeverity;
    };
    expect(rated(own, low)).toBe('CRITICAL');
    expect(rated(low, own)).toBe('CRITICAL');
    expect(rated({ ...own, source: { name: 'other' } }, low)).toBe('CRITICAL');
    expect(rated({ ...own, severity: 'medium' }, low)).toBe('MEDIUM');
    expect(rated({ ...own, method: 'OWASP' }, low)).toBe('LOW');
  });

  it('of two CVEs are under both, and kept under both', () => {
    const [first] = findings.vulnerabilities;
    const row = { ...first, id: 'CVE-2024-1000', references: [{ id: 'CVE-2024-2000' }], analysis: undefined };
    const named = (name = ''): string | undefined => name.split('/').at(-1);
    const both = ['CVE-2024-1000', 'CVE-2024-2000'];
    const { occurrences } = convert({ ...findings, vulnerabilities: [row] });
    expect(
      occurrences.filter(({ vulnerability }) => vulnerability).map(({ noteName }) => named(noteName)),
    ).toEqual(both);
    const harmless = { ...row, analysis: { state: 'not_affected' } };
    const { keeps } = convert({
      ...findings,
      vulnerabilities: [harmless, { ...row, id: 'CVE-1', references: [] }],
    });
    expect(keeps.map(({ noteName }) => named(noteName))).toEqual(both);
  });

  it('have an issue for each component, nested ones and those of a BOM-Link too', () => {
    expect(found.get('CVE-2024-10003')).toMatchObject({ type: 'OS', effectiveSeverity: 'MEDIUM' });
    expect(found.get('CVE-2024-10003')?.packageIssue).toMatchObject([
      {
        affectedLocation: { package: 'com.example:left-trim' },
        fixedLocation: { version: { kind: 'MAXIMUM' } },
      },
      {
        affectedLocation: { package: '@example/webkit-lite', cpeUri: 'pkg:npm/%40example/webkit-lite@1.4.2' },
        fixedLocation: { version: { name: '1.4.9' } },
      },
    ]);
  });

  it('of two tools do not remove each other', async () => {
    const { run, find } = workspace();
    const metadata = { ...(findings.metadata as Json), tools: [{ vendor: 'anchore', name: 'grype' }] };
    await run(findings);
    const other = await run({ ...findings, metadata, vulnerabilities: findings.vulnerabilities.slice(1) });
    expect(other.occurrences.removed).toBe(0);
    expect(await find('CVE-2024-10001')).toHaveLength(1);
    const again = await run({ ...findings, vulnerabilities: findings.vulnerabilities.slice(1) });
    expect(again.occurrences.removed).toBe(1);
  });

  it('of a missing component are kept', async () => {
    const { run, status } = workspace();
    await run(findings);
    expect((await run({ ...findings, components: [] })).occurrences.removed).toBe(0);
    expect((await status('cyclonedx-trivy'))?.analysisStatus).toBe('FINISHED_FAILED');
  });

  it.each([
    ['1.1', 'not supported'],
    ['2.0', 'not supported'],
  ])('of version %s are refused', (specVersion, message) => {
    expect(() => convert({ ...findings, specVersion })).toThrow(message);
  });

  it.each(['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'])('of version %s are read', (specVersion) => {
    expect(vulnerabilities(convert({ ...findings, specVersion }))).toHaveLength(3);
  });
});
