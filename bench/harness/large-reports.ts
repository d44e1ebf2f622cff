/** Reports as scanners write them, of as many findings as wanted, each of a vulnerability of its own. */

const digest = `sha256:${'1f'.repeat(32)}`;
const image = 'registry.example.com/shop/cart';

export interface Findings {
  readonly count: number;
  /** Number of the first; the others follow. */
  readonly first?: number;
  readonly severity?: string;
  /** When the scan was. */
  readonly time?: string;
  /** Bytes that every description has more. */
  readonly pad?: number;
}

export const largeReports = { trivy, cluster, clair, harbor, grype, sarif, cyclonedx } as const;

function numbers({ count, first = 0 }: Findings): number[] {
  return Array.from({ length: count }, (_, n) => first + n);
}

/** `CVE-2024-100000` and so on. */
export function cve(n: number): string {
  return `CVE-2024-${100_000 + n}`;
}

function about(n: number, pad = 0): string {
  const text = `A message of chosen length makes part ${n} of the program read beyond the end of a buffer, which may disclose memory.`;
  return pad === 0 ? text : `${text} ${`Part ${n} reads ${n * 7} bytes. `.repeat(pad / 20).slice(0, pad)}`;
}

export function trivy(findings: Findings): object {
  const { time = '2024-05-01T06:30:00Z' } = findings;
  return {
    SchemaVersion: 2,
    CreatedAt: time,
    ArtifactName: `${image}:1.4`,
    ArtifactType: 'container_image',
    Metadata: { OS: { Family: 'debian', Name: '12.5' }, RepoDigests: [`${image}@${digest}`] },
    Results: [trivyResult(findings)],
  };
}

function trivyResult(findings: Findings): object {
  return {
    Target: `${image}:1.4 (debian 12.5)`,
    Class: 'os-pkgs',
    Type: 'debian',
    Vulnerabilities: numbers(findings).map((n) => ({
      VulnerabilityID: cve(n),
      PkgName: `lib${n % 300}`,
      InstalledVersion: '1:3.0.11-1',
      FixedVersion: '1:3.0.13-1',
      Status: 'fixed',
      Severity: findings.severity ?? 'HIGH',
      Title: `lib${n % 300}: reads past its buffer`,
      Description: about(n, findings.pad),
      PrimaryURL: `https://advisories.example.org/${cve(n)}`,
      References: [`https://advisories.example.org/${cve(n)}`],
      CVSS: { nvd: { V3Vector: vector, V3Score: 7.5 } },
    })),
  };
}

const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N';

/** Four images of a cluster that have the same vulnerabilities. */
function cluster(findings: Findings): object {
  return {
    ClusterName: 'example',
    Resources: ['a', 'b', 'c', 'd'].map((letter) => ({
      Namespace: 'shop',
      Kind: 'Deployment',
      Name: letter,
      Metadata: [
        {
          OS: { Family: 'debian', Name: '12.5' },
          RepoDigests: [`registry.example.com/shop/${letter}@sha256:${letter.repeat(64)}`],
        },
      ],
      Results: [trivyResult({ ...findings, count: findings.count / 4 })],
    })),
  };
}

function grype(findings: Findings): object {
  return {
    matches: numbers(findings).map((n) => ({
      vulnerability: {
        id: cve(n),
        dataSource: `https://advisories.example.org/${cve(n)}`,
        severity: 'High',
        urls: [`https://advisories.example.org/${cve(n)}`],
        description: about(n, findings.pad),
        cvss: [{ version: '3.1', vector, metrics: { baseScore: 7.5 } }],
        fix: { versions: ['1:3.0.13-1'], state: 'fixed' },
      },
      relatedVulnerabilities: [],
      artifact: {
        name: `lib${n % 300}`,
        version: '1:3.0.11-1',
        type: 'deb',
        locations: [{ path: '/var/lib/dpkg/status' }],
      },
    })),
    source: { type: 'image', target: { userInput: `${image}:1.4`, repoDigests: [`${image}@${digest}`] } },
    distro: { name: 'debian', version: '12.5' },
    descriptor: { name: 'grype', version: '0.90.0', timestamp: findings.time ?? '2024-05-01T06:30:00Z' },
  };
}

function sarif(findings: Findings): object {
  const all = numbers(findings);
  return {
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Trivy',
            rules: all.map((n) => ({
              id: cve(n),
              name: 'OsPackageVulnerability',
              shortDescription: { text: `lib${n % 300}: reads past its buffer` },
              fullDescription: { text: about(n, findings.pad) },
              helpUri: `https://advisories.example.org/${cve(n)}`,
              properties: { tags: ['vulnerability', 'security', 'HIGH'] },
            })),
          },
        },
        results: all.map((n, ruleIndex) => ({
          ruleId: cve(n),
          ruleIndex,
          level: 'error',
          message: {
            text: `Package: lib${n % 300}\nInstalled Version: 1:3.0.11-1\nVulnerability ${cve(n)}\nSeverity: HIGH\nFixed Version: 1:3.0.13-1`,
          },
        })),
        properties: { imageName: `${image}:1.4`, repoDigests: [`${image}@${digest}`] },
      },
    ],
  };
}

function cyclonedx(findings: Findings): object {
  const libraries = Array.from(
    { length: 300 },
    (_, n) => `pkg:deb/debian/lib${n}@3.0.11-1?distro=debian-12.5`,
  );
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    metadata: {
      timestamp: findings.time ?? '2024-05-01T06:30:00Z',
      tools: { components: [{ type: 'application', name: 'trivy' }] },
      component: {
        type: 'container',
        name: `${image}:1.4`,
        properties: [{ name: 'aquasecurity:trivy:RepoDigest', value: `${image}@${digest}` }],
      },
    },
    components: libraries.map((purl, n) => ({
      'bom-ref': purl,
      type: 'library',
      name: `lib${n}`,
      version: '3.0.11-1',
      purl,
    })),
    vulnerabilities: numbers(findings).map((n) => ({
      id: cve(n),
      source: { name: 'nvd', url: `https://advisories.example.org/${cve(n)}` },
      ratings: [{ source: { name: 'nvd' }, score: 7.5, severity: 'high', method: 'CVSSv31', vector }],
      description: about(n, findings.pad),
      recommendation: `Upgrade lib${n % 300} to version 3.0.13-1`,
      advisories: [{ url: `https://advisories.example.org/${cve(n)}` }],
      affects: [{ ref: libraries[n % 300], versions: [{ version: '3.0.11-1', status: 'affected' }] }],
    })),
  };
}

function clair(findings: Findings): object {
  const all = numbers(findings);
  return {
    manifest_hash: digest,
    packages: Object.fromEntries(
      all.map((n) => [
        `${n}`,
        { id: `${n}`, name: `lib${n}`, version: '1.1.1-r0', kind: 'binary', source: { id: '', name: '' } },
      ]),
    ),
    distributions: { '9': { id: '9', did: 'alpine', name: 'Alpine Linux', version_id: '3.18', cpe: '' } },
    repository: {},
    environments: Object.fromEntries(
      all.map((n) => [`${n}`, [{ package_db: 'lib/apk/db/installed', distribution_id: '9' }]]),
    ),
    vulnerabilities: Object.fromEntries(
      all.map((n) => [
        `${n}`,
        {
          id: `${n}`,
          updater: 'example-updater',
          name: cve(n),
          description: about(n),
          links: `https://advisories.example.org/${cve(n)}`,
          severity: 'High',
          normalized_severity: 'High',
          fixed_in_version: '1.1.2-r0',
        },
      ]),
    ),
    package_vulnerabilities: Object.fromEntries(all.map((n) => [`${n}`, [`${n}`]])),
  };
}

function harbor(findings: Findings): object {
  return {
    'application/vnd.security.vulnerability.report; version=1.1': {
      generated_at: findings.time ?? '2024-05-04T09:00:00Z',
      scanner: { name: 'Example', vendor: 'Example', version: '1' },
      severity: 'High',
      vulnerabilities: numbers(findings).map((n) => ({
        id: cve(n),
        package: `lib${n % 300}`,
        version: '3.0.7-1',
        fix_version: '3.0.9-1',
        severity: 'High',
        description: about(n),
        links: [`https://advisories.example.org/${cve(n)}`],
        artifact_digests: [digest],
      })),
    },
  };
}
