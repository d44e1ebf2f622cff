/** A small report as Trivy writes it, for the API document. */
export const exampleReport = {
  SchemaVersion: 2,
  CreatedAt: '2026-01-31T12:00:00Z',
  ArtifactName: 'registry.example.com/shop/cart:1.0',
  ArtifactType: 'container_image',
  Metadata: {
    OS: { Family: 'debian', Name: '12.5' },
    RepoDigests: [`registry.example.com/shop/cart@sha256:${'1f'.repeat(32)}`],
  },
  Results: [
    {
      Target: 'registry.example.com/shop/cart:1.0 (debian 12.5)',
      Class: 'os-pkgs',
      Type: 'debian',
      Vulnerabilities: [
        {
          VulnerabilityID: 'CVE-2024-10005',
          PkgName: 'openssl',
          InstalledVersion: '3.0.9-1',
          FixedVersion: '3.0.11-1',
          Severity: 'HIGH',
          Title: 'An overflow.',
        },
      ],
    },
  ],
} as const;
