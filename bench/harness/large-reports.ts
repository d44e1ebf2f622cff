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
}

export const largeReports = { trivy, clair, harbor } as const;

function numbers({ count, first = 0 }: Findings): number[] {
  return Array.from({ length: count }, (_, n) => first + n);
}

/** `CVE-2024-100000` and so on. */
export function cve(n: number): string {
  return `CVE-2024-${100_000 + n}`;
}

function about(n: number): string {
  return `A message of chosen length makes part ${n} of the program read beyond the end of a buffer, which may disclose memory.`;
}

export function trivy(findings: Findings): object {
  const { severity = 'HIGH', time = '2024-05-01T06:30:00Z' } = findings;
  return {
    SchemaVersion: 2,
    CreatedAt: time,
    ArtifactName: `${image}:1.4`,
    ArtifactType: 'container_image',
    Metadata: { OS: { Family: 'debian', Name: '12.5' }, RepoDigests: [`${image}@${digest}`] },
    Results: [
      {
        Target: `${image}:1.4 (debian 12.5)`,
        Class: 'os-pkgs',
        Type: 'debian',
        Vulnerabilities: numbers(findings).map((n) => ({
          VulnerabilityID: cve(n),
          PkgName: `lib${n % 300}`,
          InstalledVersion: '1:3.0.11-1',
          FixedVersion: '1:3.0.13-1',
          Status: 'fixed',
          Severity: severity,
          Title: `lib${n % 300}: reads past its buffer`,
          Description: about(n),
          PrimaryURL: `https://advisories.example.org/${cve(n)}`,
          References: [`https://advisories.example.org/${cve(n)}`],
          CVSS: { nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', V3Score: 7.5 } },
        })),
      },
    ],
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
