import { describe, expect, it } from 'vitest';
import { convert, fixture, vulnerabilities, vulnerabilityOf } from './kit.js';

const digest = `sha256:${'1f'.repeat(32)}`;
const cart = `https://registry.example.com/shop/cart@${digest}`;

function noteOf(converted: ReturnType<typeof convert>, id: string): Record<string, unknown> {
  const note = converted.notes.get(`projects/trivy/notes/${id}`);
  if (note === undefined) throw new Error(`no note ${id}`);
  return note;
}

function occurrenceOf(converted: ReturnType<typeof convert>, id: string) {
  return vulnerabilityOf(converted.occurrences.find(({ noteName }) => noteName?.endsWith(`/${id}`)));
}

describe('an image report of Trivy', () => {
  const converted = convert(fixture('trivy/image.json'));

  it('belongs to the digest of the repository by which it was scanned', () => {
    expect(converted.resources).toEqual([cart]);
    expect(new Set(converted.occurrences.map(({ resource }) => resource?.uri))).toEqual(new Set([cart]));
  });

  it('has one occurrence for each vulnerability, two for an advisory of two CVEs', () => {
    expect(vulnerabilities(converted).map(({ noteName }) => noteName?.split('/').at(-1))).toEqual([
      'CVE-2024-10001',
      'CVE-2024-10002',
      'CVE-2024-10003',
      'CVE-2024-10004',
      'CVE-2024-10005',
      'TEMP-0000001-ABCDEF',
    ]);
    const { extraDetails } = occurrenceOf(converted, 'CVE-2024-10005');
    expect(JSON.parse(extraDetails)).toMatchObject({ advisory: ['GHSA-aaaa-bbbb-cccc'], importer: 'trivy' });
  });

  it('collects the packages of a vulnerability, and uses the worst severity', () => {
    const found = occurrenceOf(converted, 'CVE-2024-10001');
    expect(found.effectiveSeverity).toBe('HIGH');
    expect(found.packageIssue).toEqual([
      {
        affectedLocation: {
          cpeUri: 'cpe:/o:debian:debian_linux:12',
          package: 'libtlskit3',
          version: { epoch: 1, name: '3.0.11', revision: '1~deb12u2', kind: 'NORMAL' },
        },
        fixedLocation: {
          cpeUri: 'cpe:/o:debian:debian_linux:12',
          package: 'libtlskit3',
          version: { epoch: 1, name: '3.0.13', revision: '1~deb12u1', kind: 'NORMAL' },
        },
        severityName: 'HIGH',
        packageType: 'OS',
        effectiveSeverity: 'HIGH',
      },
      expect.objectContaining({ severityName: 'MEDIUM', effectiveSeverity: 'MEDIUM' }),
    ]);
  });

  it('rates the note by its source, and the occurrence by the distribution if that differs', () => {
    const { vulnerability } = noteOf(converted, 'CVE-2024-10001');
    expect(vulnerability).toMatchObject({
      cvssScore: 7.5,
      cvssVersion: 'CVSS_VERSION_3',
      severity: 'HIGH',
      cvssV3: { baseScore: 7.5, attackComplexity: 'ATTACK_COMPLEXITY_LOW' },
      cwe: ['CWE-125'],
      sourceUpdateTime: '2024-03-05T08:00:00.500Z',
    });
    expect(occurrenceOf(converted, 'CVE-2024-10001')).toMatchObject({
      cvssV3: { baseScore: 5.9, attackComplexity: 'ATTACK_COMPLEXITY_HIGH' },
    });
    expect(occurrenceOf(converted, 'CVE-2024-10002')).not.toHaveProperty('cvssV3');
  });

  it('uses the fix of the installed release line, and names all', () => {
    const found = occurrenceOf(converted, 'CVE-2024-10003');
    expect(found.packageIssue[0]?.fixedLocation).toEqual({
      cpeUri: 'pkg:npm/%40example/webkit-lite',
      package: '@example/webkit-lite',
      version: { name: '1.4.9', kind: 'NORMAL' },
    });
    expect(JSON.parse(found.extraDetails)).toMatchObject({
      fixedVersions: ['1.4.9', '2.0.4'],
      paths: ['srv/app/node_modules/@example/webkit-lite/package.json'],
    });
    expect(found.type).toBe('NPM');
  });

  it('keeps statuses; one under investigation also becomes an assessment', () => {
    expect(JSON.parse(occurrenceOf(converted, 'CVE-2024-10002').extraDetails)).toMatchObject({
      status: ['will_not_fix'],
      vendorIds: ['DLA-9001-1'],
    });
    expect(occurrenceOf(converted, 'CVE-2024-10002').packageIssue[0]?.fixedLocation.version).toEqual({
      kind: 'MAXIMUM',
    });
    expect(occurrenceOf(converted, 'TEMP-0000001-ABCDEF').vexAssessment).toEqual({
      vulnerabilityId: 'TEMP-0000001-ABCDEF',
      state: 'UNDER_INVESTIGATION',
    });
    expect(noteOf(converted, 'CVE-2024-10002').relatedNoteNames).toEqual(['projects/trivy/notes/DLA-9001-1']);
  });

  it('records that the scan is finished', () => {
    expect(converted.discovery).toEqual([
      {
        timed: true,
        copy: false,
        occurrence: {
          resource: { uri: cart },
          noteName: 'projects/trivy/notes/trivy-vulnerability',
          discovered: {
            discovered: {
              continuousAnalysis: 'INACTIVE',
              analysisStatus: 'FINISHED_SUCCESS',
              analysisCompleted: { analysisType: ['NPM', 'OS'] },
              lastScanTime: '2024-05-01T06:30:00.123456789Z',
            },
          },
        },
      },
    ]);
    expect(converted.replaces).toMatchObject([
      { importer: 'trivy', uri: cart, provider: 'trivy', kind: 'VULNERABILITY' },
    ]);
    expect(converted.warnings).toEqual([
      { pointer: '', reason: '1 secret was not imported; the option secrets imports them' },
    ]);
  });

  it('adds a copy of the discovery under another note on request', () => {
    const name = 'projects/gate/notes/PACKAGE_VULNERABILITY';
    const { discovery, notes } = convert(fixture('trivy/image.json'), { discoveryNote: name });
    expect(discovery.map(({ occurrence }) => occurrence.noteName)).toEqual([
      'projects/trivy/notes/trivy-vulnerability',
      name,
    ]);
    expect(notes.get(name)).toMatchObject({ discovery: { analysisKind: 'VULNERABILITY' } });
  });

  it('states the place of a secret, never its value', () => {
    const report = fixture('trivy/image.json').toString().replace('KEY=********', 'KEY=hunter2');
    const { occurrences, replaces } = convert(Buffer.from(report), { secrets: true });
    expect(occurrences.find(({ secret }) => secret !== undefined)).toEqual({
      resource: { uri: cart },
      noteName: 'projects/trivy/notes/secret-example-access-key',
      secret: { kind: 'SECRET_KIND_UNKNOWN', locations: [{ fileLocation: { filePath: 'srv/app/.env' } }] },
    });
    expect(replaces).toContainEqual(
      expect.objectContaining({ uri: cart, provider: 'trivy', kind: 'SECRET' }),
    );
    expect(JSON.stringify([...occurrences])).not.toContain('hunter2');
  });
});

describe('other reports of Trivy', () => {
  it('a cluster: workloads by their image, others by their name', () => {
    const { resources, occurrences, discovery, warnings } = convert(fixture('trivy/cluster.json'));
    expect(resources).toEqual([cart, 'k8s://staging/shop/Service/cart']);
    expect(occurrences.map(({ resource }) => resource?.uri)).toEqual([cart]);
    expect(discovery).toHaveLength(1);
    expect(discovery[0]?.occurrence.discovered).toMatchObject({
      discovered: { analysisError: [{ code: 9 }], lastScanTime: '2024-05-01T07:00:00Z' },
    });
    expect(warnings).toHaveLength(1);
  });

  it('failed checks, in a project of their own', () => {
    const { occurrences, replaces, resources } = convert(fixture('trivy/config.json'), { misconfig: true });
    expect(resources).toEqual([`git+https://git.example.com/shop/deploy@${'9c'.repeat(20)}`]);
    expect(occurrences.map(({ noteName }) => noteName)).toEqual([
      'projects/trivy-misconfig/notes/EX001',
      'projects/trivy-misconfig/notes/EX002',
    ]);
    const { type, packageIssue } = vulnerabilityOf(occurrences[0]);
    expect(type).toBe('MISCONFIGURATION');
    expect(packageIssue.map(({ affectedLocation }) => affectedLocation)).toEqual([
      { cpeUri: 'misconf:dockerfile', package: 'Dockerfile', version: { kind: 'MINIMUM' } },
      { cpeUri: 'misconf:kubernetes', package: 'cart.yaml', version: { kind: 'MINIMUM' } },
    ]);
    expect(replaces).toMatchObject([
      { uri: resources[0], provider: 'trivy-misconfig', kind: 'VULNERABILITY' },
    ]);
  });

  const base = {
    SchemaVersion: 2,
    ArtifactType: 'container_image',
    Metadata: { RepoDigests: [`alpine@${digest}`] },
  };

  it.each([[{}], [{ Results: null }], [{ Results: [] }]])(
    '%j as results: no scan ran, nothing is replaced',
    (rest) => {
      const { replaces, partial, discovery, resources, warnings } = convert({ ...base, ...rest });
      expect(resources).toEqual([`https://docker.io/library/alpine@${digest}`]);
      expect({ replaces, partial, discovery }).toEqual({ replaces: [], partial: [], discovery: [] });
      expect(warnings.map(({ reason }) => reason)).toEqual([expect.stringContaining('no "Results"')]);
    },
  );

  it('a result without findings: a scan ran and found nothing', () => {
    const { replaces, discovery } = convert({
      ...base,
      Results: [{ Target: 'x', Class: 'os-pkgs', Type: 'alpine' }],
    });
    expect(replaces).toHaveLength(1);
    expect(discovery[0]?.timed).toBe(false);
  });

  it('only configuration: no scan for vulnerabilities ran, nothing is replaced', () => {
    const { replaces, discovery } = convert({
      ...base,
      Results: [{ Target: 'x', Class: 'config', Type: 'dockerfile' }],
    });
    expect({ replaces, discovery }).toEqual({ replaces: [], discovery: [] });
  });

  it('stored findings that are suppressed are kept unchanged', () => {
    const Results = [
      {
        Target: 'x',
        Class: 'os-pkgs',
        Type: 'alpine',
        ExperimentalModifiedFindings: [
          { Type: 'vulnerability', Finding: { VulnerabilityID: 'CVE-2024-10001' } },
        ],
      },
    ];
    const { keeps } = convert({ ...base, Results });
    expect(keeps).toEqual([
      { uri: `https://docker.io/library/alpine@${digest}`, noteName: 'projects/trivy/notes/CVE-2024-10001' },
    ]);
  });

  it('the list of results of old versions, with a given distribution', () => {
    const row = {
      VulnerabilityID: 'CVE-2024-10001',
      PkgName: 'a',
      InstalledVersion: '1.2-r3',
      Severity: 'odd',
    };
    const report = [
      { Target: 'x (alpine 3.10)', Type: 'alpine', Vulnerabilities: [row, { VulnerabilityID: 'CVE-1-1' }] },
    ];
    const { occurrences, warnings } = convert(report, { resource: cart, distro: 'alpine:3.10.2' });
    expect(vulnerabilityOf(occurrences[0]).packageIssue[0]?.affectedLocation).toEqual({
      cpeUri: 'cpe:/o:alpine:alpine_linux:3.10',
      package: 'a',
      version: { name: '1.2', revision: 'r3', kind: 'NORMAL' },
    });
    expect(warnings).toEqual([
      { pointer: '/0/Vulnerabilities/0/Severity', reason: '"odd" is no known severity' },
      { pointer: '/0/Vulnerabilities/1', reason: 'the finding names no package and was left out' },
    ]);
  });

  it('a finding without any name is not lost', () => {
    const Results = [
      {
        Class: 'os-pkgs',
        Type: 'debian',
        Vulnerabilities: [{ PkgName: 'a', Title: 'odd', InstalledVersion: '1' }],
      },
    ];
    const { occurrences } = convert({ ...base, Results });
    expect(occurrences[0]?.noteName).toMatch(/^projects\/trivy\/notes\/x-[0-9a-f]{32}$/);
  });
});

describe('the order of rows', () => {
  it('does not matter', () => {
    const report = JSON.parse(fixture('trivy/image.json').toString()) as {
      Results: { Vulnerabilities?: object[] }[];
    };
    const before = convert(report);
    report.Results.reverse();
    for (const result of report.Results) result.Vulnerabilities?.reverse();
    const after = convert(report);
    expect([...after.notes].sort()).toEqual([...before.notes].sort());
    expect(after.occurrences).toEqual(before.occurrences);
    expect(after.discovery).toEqual(before.discovery);
  });
});
