import { describe, expect, it } from 'vitest';
import { convert, fixture, vulnerabilityOf } from './kit.js';

const digest = `sha256:${'8a'.repeat(32)}`;
const app = `https://registry.example.com/app@${digest}`;

function find(converted: ReturnType<typeof convert>, id: string) {
  return vulnerabilityOf(converted.occurrences.find(({ noteName }) => noteName?.endsWith(`/${id}`)));
}

const ids = ({ occurrences }: ReturnType<typeof convert>) =>
  occurrences.map(({ noteName }) => noteName?.split('/').at(-1));

describe('a report of Clair', () => {
  const converted = convert(fixture('clair/report.json'), { resource: 'registry.example.com/app' });

  it('requires the repository from the caller', () => {
    expect(converted.resources).toEqual([app]);
    expect(() => convert(fixture('clair/report.json'))).toThrow('resource required');
    expect(() =>
      convert(fixture('clair/report.json'), { resource: `a.example/b@sha256:${'00'.repeat(32)}` }),
    ).toThrow('contradicts the report');
  });

  it('finds names in titles and links', () => {
    expect(ids(converted)).toEqual([
      'CVE-2024-30001',
      'CVE-2024-30003',
      'CVE-2024-30004',
      'CVE-2024-30005',
      'GHSA-aaaa-bbbb-cccc',
    ]);
    expect(JSON.parse(find(converted, 'CVE-2024-30003').extraDetails)).toMatchObject({
      advisory: ['pyup.io-90001'],
    });
  });

  it('joins packages, environments and distributions', () => {
    expect(find(converted, 'CVE-2024-30001')).toMatchObject({
      effectiveSeverity: 'HIGH',
      packageIssue: [
        {
          affectedLocation: {
            cpeUri: 'cpe:/o:alpine:alpine_linux:3.18',
            package: 'libtlskit',
            version: { name: '1.1.1c', revision: 'r0' },
          },
          fixedLocation: { version: { name: '1.1.1d', revision: 'r0' } },
          severityName: 'High',
        },
      ],
    });
    expect(JSON.parse(find(converted, 'CVE-2024-30001').extraDetails)).toMatchObject({
      srcName: ['tlskit'],
      paths: ['layer:sha256:'.concat('8b'.repeat(32)), 'lib/apk/db/installed'],
    });
  });

  it('recognises packages of a language by their repository, and reads the score with a valid vector', () => {
    expect(find(converted, 'CVE-2024-30003')).toMatchObject({
      type: 'PYPI',
      effectiveSeverity: 'MEDIUM',
      packageIssue: [
        {
          affectedLocation: { cpeUri: 'pkg:pypi/webkit@2.0.0' },
          fixedLocation: { cpeUri: 'pkg:pypi/webkit', version: { name: '2.1.0' } },
        },
      ],
    });
    expect(converted.notes.get('projects/clair/notes/CVE-2024-30003')).toMatchObject({
      vulnerability: { cvssScore: 6.5 },
    });
    expect(converted.notes.get('projects/clair/notes/CVE-2024-30003')).not.toHaveProperty(
      'vulnerability.advisoryPublishTime',
    );
  });

  it('uses the CPE of the distribution from the report, and keeps its version for a fix', () => {
    const report = JSON.parse(fixture('clair/report.json').toString()) as {
      distributions: Record<string, Record<string, string>>;
    };
    const cpe = 'cpe:2.3:o:example:example_linux:3.18:*:*:*:*:*:*:*';
    for (const row of Object.values(report.distributions)) row.cpe = cpe;
    const { packageIssue } = find(convert(report, { resource: app }), 'CVE-2024-30001');
    expect(packageIssue[0]).toMatchObject({
      affectedLocation: { cpeUri: cpe },
      fixedLocation: { cpeUri: cpe },
    });
  });

  it('omits entries without a counterpart, with a warning', () => {
    expect(converted.warnings.map(({ pointer }) => pointer)).toEqual([
      expect.stringContaining('enricher=clair.cvss'),
      '/package_vulnerabilities/2/2',
    ]);
    expect(converted.discovery[0]?.timed).toBe(false);
  });
});

describe('a report of Harbor', () => {
  it('may be under its MIME type or bare', () => {
    const wrapped = JSON.parse(fixture('harbor/report.json').toString()) as Record<string, object>;
    const resource = 'https://registry.example.com/app';
    const [bare] = Object.values(wrapped);
    expect(convert(bare ?? {}, { resource }).occurrences).toEqual(convert(wrapped, { resource }).occurrences);
    expect(() => convert(wrapped)).toThrow('resource required');
  });

  it('gets its distribution from the caller', () => {
    const converted = convert(fixture('harbor/report.json'), {
      resource: 'registry.example.com/app',
      distro: 'debian:12',
    });
    expect(ids(converted)).toEqual(['CVE-2024-30001', 'CVE-2024-30002']);
    expect(find(converted, 'CVE-2024-30001').packageIssue[0]).toMatchObject({
      affectedLocation: {
        cpeUri: 'cpe:/o:debian:debian_linux:12',
        version: { name: '3.0.7', revision: '1' },
      },
      fixedLocation: { version: { name: '3.0.9', revision: '1' } },
    });
    expect(converted.notes.get('projects/harbor/notes/CVE-2024-30001')).toMatchObject({
      vulnerability: { cvssScore: 7.5, cwe: ['CWE-125'] },
    });
    expect(converted.notes.get('projects/harbor/notes/CVE-2024-30002')).toMatchObject({
      vulnerability: { cvssScore: 5.5 },
    });
    expect(find(converted, 'CVE-2024-30002').effectiveSeverity).toBe('MINIMAL');
    expect(converted.discovery[0]).toMatchObject({ timed: true });
  });

  it('without a distribution keeps versions unchanged', () => {
    const converted = convert(fixture('harbor/report.json'), { resource: app });
    expect(find(converted, 'CVE-2024-30001').packageIssue[0]?.affectedLocation).toEqual({
      cpeUri: 'cpe:/o:unknown:unknown',
      package: 'tlskit',
      version: { name: '3.0.7-1', kind: 'NORMAL' },
    });
    expect(() => convert(fixture('harbor/report.json'), { resource: app, distro: 'debian' })).toThrow(
      'NAME:VERSION',
    );
  });
});

describe('a report of NeuVector', () => {
  const converted = convert(fixture('neuvector/report.json'));

  it('has its image, ratings and times', () => {
    expect(converted.resources).toEqual([`https://registry.example.com/shop/search@${digest}`]);
    expect(ids(converted)).toEqual(['CVE-2024-30001', 'CVE-2024-30002']);
    expect(find(converted, 'CVE-2024-30001')).toMatchObject({
      effectiveSeverity: 'HIGH',
      packageIssue: [
        {
          affectedLocation: { cpeUri: 'cpe:/o:debian:debian_linux:11', version: { epoch: 1, name: '3.0.7' } },
          severityName: 'Important',
        },
      ],
    });
    expect(converted.notes.get('projects/neuvector/notes/CVE-2024-30001')).toMatchObject({
      vulnerability: {
        cvssScore: 7.5,
        cvssV2: { baseScore: 5 },
        advisoryPublishTime: '2024-05-01T00:00:00Z',
        sourceUpdateTime: '2024-05-02T00:00:00Z',
      },
    });
    expect(converted.discovery[0]?.occurrence.discovered).toMatchObject({
      discovered: {
        lastScanTime: '2024-05-04T10:00:00Z',
        lastVulnerabilityUpdateTime: '2024-05-01T00:00:00Z',
      },
    });
  });
});
