import { describe, expect, it } from 'vitest';
import { workspace } from '../services/import-workspace.js';
import { convert, fixture, vulnerabilities, vulnerabilityOf } from './kit.js';

interface Item {
  apiVersion: string;
  kind: string;
  report: {
    artifact: Record<string, string>;
    vulnerabilities: object[];
    updateTimestamp: string;
    summary: object;
  };
}

const report = JSON.parse(fixture('trivy-operator/report.json').toString()) as Item;
const list = JSON.parse(fixture('trivy-operator/list.json').toString()) as { items: Item[] };
const image = `https://registry.example.com/shop/cart@sha256:${'4c'.repeat(32)}`;
const withArtifact = (artifact: Record<string, string>): Item => ({
  ...report,
  report: { ...report.report, artifact },
});

describe('a VulnerabilityReport of trivy-operator', () => {
  it('becomes findings of the image that it names by digest', () => {
    const converted = convert(report);
    expect(converted.resources).toEqual([image]);
    const [first, second, third] = vulnerabilities(converted).map(vulnerabilityOf);
    expect(first).toMatchObject({
      type: 'OS',
      effectiveSeverity: 'HIGH',
      packageIssue: [
        {
          affectedLocation: {
            cpeUri: 'cpe:/o:debian:debian_linux:12',
            package: 'libtlskit3',
            version: { epoch: 1, name: '3.0.11', revision: '1~deb12u2', kind: 'NORMAL' },
          },
          fixedLocation: { version: { epoch: 1, name: '3.0.13', revision: '1~deb12u1', kind: 'NORMAL' } },
        },
      ],
    });
    expect(second).toMatchObject({
      type: 'NPM',
      effectiveSeverity: 'CRITICAL',
      packageIssue: [
        {
          affectedLocation: {
            cpeUri: 'pkg:npm/%40example/webkit-lite@1.4.2',
            package: '@example/webkit-lite',
          },
          fixedLocation: { version: { name: '1.4.9', kind: 'NORMAL' } },
        },
      ],
    });
    expect(third?.effectiveSeverity).toBeUndefined();
    expect(third?.packageIssue[0]?.fixedLocation.version.kind).toBe('MAXIMUM');
    expect(converted.notes.get('projects/trivy-operator/notes/CVE-2024-20002')?.vulnerability).toMatchObject({
      cvssScore: 9.8,
      severity: 'CRITICAL',
    });
    expect(converted.discovery[0]).toMatchObject({
      timed: true,
      occurrence: {
        discovered: {
          discovered: { analysisStatus: 'FINISHED_SUCCESS', lastScanTime: '2024-05-03T06:00:00Z' },
        },
      },
    });
  });

  it('does not belong to the digest beside a tag, which is the id of the configuration', () => {
    const tagged = withArtifact({ ...report.report.artifact, tag: '1.0' });
    expect(() => convert(tagged)).toThrow('resource required');
    const other = `https://registry.example.com/shop/cart@sha256:${'77'.repeat(32)}`;
    expect(convert(tagged, { resource: other }).resources).toEqual([other]);
    expect(() => convert(report, { resource: other })).toThrow('contradicts the report');
  });

  it('with fewer rows than it counts removes nothing', async () => {
    const { run, status } = workspace();
    await run(report);
    const { report: body } = report;
    const shorter = { ...report, report: { ...body, vulnerabilities: body.vulnerabilities.slice(0, 1) } };
    expect((await run(shorter)).occurrences.removed).toBe(0);
    expect((await status('trivy-operator'))?.analysisStatus).toBe('FINISHED_FAILED');
    const counted = { ...shorter, report: { ...shorter.report, summary: { highCount: 1 } } };
    expect((await run(counted)).occurrences.removed).toBe(2);
  });

  it.each([['ConfigAuditReport'], ['ExposedSecretReport']])('of the kind %s is refused', (kind) => {
    expect(() => convert({ ...report, kind })).toThrow('only VulnerabilityReports are supported');
  });
});

describe('a list of VulnerabilityReports', () => {
  const resources = [
    image,
    'k8s://kind/shop/ReplicaSet/web-77f/web',
    `https://registry.example.com/shop/proxy@sha256:${'bb'.repeat(32)}`,
  ];

  it('belongs to the image of each, or to its workload if the cluster is named', () => {
    const converted = convert(list, { resource: 'k8s://kind' });
    expect(converted.resources).toEqual(resources);
    expect(vulnerabilities(converted)).toHaveLength(4);
    const scans = converted.discovery.map(
      ({ occurrence }) => occurrence.discovered as { discovered: object },
    );
    expect(scans.map(({ discovered }) => discovered)).toMatchObject([
      { lastScanTime: '2024-05-03T06:00:00Z' },
      { lastScanTime: '2024-05-03T06:00:00Z' },
      { lastScanTime: '2024-05-04T06:00:00Z', analysisError: [{ code: 9 }] },
    ]);
  });

  it('without the cluster omits reports without a digest, with a warning', () => {
    const converted = convert(list);
    expect(converted.resources).toEqual([resources[0], resources[2]]);
    expect(converted.warnings).toMatchObject([{ pointer: '/items/1' }]);
    expect(() => convert({ ...list, items: list.items.slice(1, 2) })).toThrow('give k8s://CLUSTER');
  });

  it('of several workloads with one image has the findings of all of them', () => {
    const [first, , third] = list.items;
    if (first === undefined || third === undefined) throw new Error('the fixture has three reports');
    const same = { ...third, report: { ...third.report, artifact: first.report.artifact } };
    const converted = convert({ ...list, items: [first, same] });
    expect(converted.resources).toEqual([image]);
    expect(vulnerabilities(converted)).toHaveLength(3);
    expect(converted.discovery).toMatchObject([
      { occurrence: { discovered: { discovered: { lastScanTime: '2024-05-04T06:00:00Z' } } } },
    ]);
  });

  it.each([
    [[{ apiVersion: 'v1', kind: 'Pod' }], 'no VulnerabilityReport'],
    [null, '/items'],
  ])('of %j is refused', (items, message) => {
    expect(() => convert({ ...list, items })).toThrow(message);
  });

  it('that is empty removes nothing', () => {
    const converted = convert({ ...list, items: [] });
    expect(converted).toMatchObject({ resources: [], replaces: [], discovery: [], occurrences: [] });
    expect(converted.warnings).toHaveLength(1);
  });
});
