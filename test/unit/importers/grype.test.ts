import { describe, expect, it } from 'vitest';
import { convert, fixture, vulnerabilityOf } from './kit.js';

const uri = `https://registry.example.com/shop/search@sha256:${'4d'.repeat(32)}`;
const converted = convert(fixture('grype/image.json'));

function occurrenceOf(id: string) {
  return vulnerabilityOf(
    converted.occurrences.find(({ noteName }) => noteName === `projects/grype/notes/${id}`),
  );
}

function noteOf(id: string): Record<string, unknown> {
  return converted.notes.get(`projects/grype/notes/${id}`) ?? {};
}

describe('an image report of Grype', () => {
  it('belongs to the digest of the registry, never to that of the local manifest', () => {
    expect(converted.resources).toEqual([uri]);
    expect(converted.warnings).toEqual([]);
  });

  it('has a note and an occurrence for each CVE, those of an advisory too', () => {
    const ids = converted.occurrences.map(({ noteName }) => noteName?.split('/').at(-1));
    expect(ids).toEqual([
      'CVE-2024-20001',
      'CVE-2024-20002',
      'CVE-2024-20003',
      'CVE-2024-20004',
      'CVE-2024-20005',
    ]);
    expect(JSON.parse(occurrenceOf('CVE-2024-20002').extraDetails)).toMatchObject({
      advisory: ['ELSA-2024-9002'],
      status: ['not-fixed'],
    });
    expect(noteOf('CVE-2024-20002')).toMatchObject({
      longDescription: 'The first of two.',
      vulnerability: { severity: 'LOW' },
    });
    expect(noteOf('CVE-2024-20003')).toMatchObject({
      longDescription: 'The second of two.',
      vulnerability: { severity: 'HIGH' },
      relatedNoteNames: ['projects/grype/notes/ELSA-2024-9002'],
    });
  });

  it('uses text and rating from the entry of its own id only', () => {
    expect(noteOf('CVE-2024-20001')).toMatchObject({
      longDescription: 'As the world tells it.',
      vulnerability: { cvssScore: 7.5, severity: 'HIGH', cvssV3: { baseScore: 7.5 } },
    });
    expect(JSON.stringify([...converted.notes])).not.toContain('Another vulnerability');
    expect(occurrenceOf('CVE-2024-20001')).toMatchObject({
      effectiveSeverity: 'LOW',
      cvssV3: { baseScore: 3.7 },
    });
  });

  it('has the packages of the system under its distribution, with their source package', () => {
    const { packageIssue, extraDetails } = occurrenceOf('CVE-2024-20001');
    expect(packageIssue).toHaveLength(2);
    expect(packageIssue[0]).toMatchObject({
      affectedLocation: {
        cpeUri: 'cpe:/o:redhat:enterprise_linux:9',
        package: 'tlskit',
        version: { epoch: 1, name: '3.0.7', revision: '1.el9' },
      },
      fixedLocation: { version: { name: '3.0.9', revision: '2.el9', kind: 'NORMAL' } },
    });
    expect(JSON.parse(extraDetails)).toMatchObject({
      importer: 'grype',
      matchType: ['exact-direct-match', 'exact-indirect-match'],
      srcName: ['tlskit'],
      vendorIds: ['RHSA-2024:9001'],
    });
  });

  it('names Java packages with their group, and merges matches of one package into one issue', () => {
    const { packageIssue, extraDetails, type } = occurrenceOf('CVE-2024-20004');
    expect(type).toBe('MAVEN');
    expect(packageIssue).toHaveLength(1);
    expect(packageIssue[0]).toMatchObject({
      affectedLocation: {
        package: 'org.example:loader',
        cpeUri: 'cpe:2.3:a:example:loader:1.9.1:*:*:*:*:*:*:*',
      },
      fixedLocation: { cpeUri: 'cpe:2.3:a:example:loader:*:*:*:*:*:*:*:*', version: { name: '1.9.9' } },
    });
    expect(JSON.parse(extraDetails)).toMatchObject({
      advisory: ['GHSA-dddd-eeee-ffff'],
      epss: 0.42,
      kev: true,
      paths: ['/opt/app/lib/loader.jar', '/opt/app/other/loader.jar', `layer:sha256:${'5e'.repeat(32)}`],
    });
    expect(noteOf('CVE-2024-20004')).toMatchObject({
      vulnerability: { cvssScore: 9.3, cvssVersion: 'CVSS_VERSION_4', severity: 'CRITICAL' },
    });
  });

  it('uses the severity of the advisory if the scanner has none', () => {
    const { effectiveSeverity, packageIssue } = occurrenceOf('CVE-2024-20005');
    expect(effectiveSeverity).toBe('HIGH');
    expect(packageIssue[0]).not.toHaveProperty('effectiveSeverity');
    expect(packageIssue[0]?.fixedLocation.version).toEqual({ kind: 'MAXIMUM' });
  });

  it('states its time and its database, and keeps stored findings of ignored matches', () => {
    expect(converted.discovery[0]?.occurrence).toMatchObject({
      noteName: 'projects/grype/notes/grype-vulnerability',
      discovered: {
        discovered: {
          analysisCompleted: { analysisType: ['MAVEN', 'OS'] },
          lastScanTime: '2024-05-03T10:00:00.500Z',
          lastVulnerabilityUpdateTime: '2024-05-03T01:30:00Z',
        },
      },
    });
    expect(converted.keeps).toEqual([{ uri, noteName: 'projects/grype/notes/CVE-2024-20009' }]);
  });
});

describe('other reports of Grype', () => {
  const base = { matches: [], descriptor: { name: 'grype' } };

  it('of old versions have flat fields', () => {
    const { occurrences, notes, discovery } = convert({
      ...base,
      descriptor: { name: 'grype', db: { built: '2020-01-01T00:00:00Z' } },
      distro: { name: 'debian', version: '10', idLike: '' },
      source: { type: 'image', target: { userInput: `alpine:3@sha256:${'4d'.repeat(32)}` } },
      matches: [
        {
          vulnerability: {
            id: 'CVE-2020-10001',
            severity: 'Negligible',
            links: ['https://x.example/1'],
            cvssV2: { baseScore: 5, vector: 'AV:N/AC:L/Au:N/C:P/I:N/A:N' },
            fixedInVersion: '1.2-4',
          },
          matchDetails: { type: 'exact-direct-match' },
          artifact: { name: 'a', version: '1.2-3', type: 'deb' },
        },
        { vulnerability: { id: 'CVE-2020-10002' } },
      ],
    });
    expect(occurrences).toHaveLength(1);
    expect(vulnerabilityOf(occurrences[0])).toMatchObject({
      effectiveSeverity: 'MINIMAL',
      packageIssue: [{ fixedLocation: { version: { name: '1.2', revision: '4' } } }],
    });
    expect(notes.get('projects/grype/notes/CVE-2020-10001')).toMatchObject({
      relatedUrl: [{ url: 'https://x.example/1' }],
      vulnerability: { cvssScore: 5, cvssVersion: 'CVSS_VERSION_2' },
    });
    expect(discovery[0]).toMatchObject({ timed: false });
  });

  it('of a directory need a resource', () => {
    const report = { ...base, source: { type: 'directory', target: '/src' } };
    expect(() => convert(report)).toThrow('resource required');
    expect(convert(report, { resource: 'git+https://git.example.com/a@1' }).replaces).toHaveLength(1);
  });
});
