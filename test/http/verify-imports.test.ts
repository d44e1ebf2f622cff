import { describe, expect, it } from 'vitest';
import { image } from '../setup/attestations.js';

import { type Json, verifyingServer } from './verify-kit.js';

/** Imports write occurrences under notes whose attestors require verification. */

const { sent, url } = verifyingServer();

describe('imports', () => {
  const report = JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: 'shop',
    ArtifactType: 'container_image',
    Metadata: { RepoDigests: [`registry.example.com/shop/cart@${image.split('@')[1]}`] },
    Results: [
      {
        Target: 'shop (debian 12)',
        Class: 'os-pkgs',
        Type: 'debian',
        Vulnerabilities: [
          { VulnerabilityID: 'CVE-2024-0001', PkgName: 'zlib', InstalledVersion: '1.2', Severity: 'HIGH' },
        ],
      },
    ],
  });
  const upload = async (provider: string) => {
    const query = `provider=projects/${provider}&format=trivy`;
    const response = await fetch(`${url()}/v1beta1/projects/${provider}/occurrences:import?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: report,
    });
    return { status: response.status, body: await response.text() };
  };
  const demand = (provider: string, verify: string) =>
    sent('POST', `v1/projects/${provider}/attestors?attestorId=a`, {
      userOwnedGrafeasNote: { noteReference: `projects/${provider}/notes/CVE-2024-0001` },
      verify,
    });

  it('are refused if a note requires signatures, and write nothing', async () => {
    await demand('strict', 'REQUIRE');
    const { status, body } = await upload('strict');
    expect([status, body]).toEqual([
      400,
      expect.stringContaining('not verified by projects/strict/attestors/a'),
    ]);
    expect(await sent('GET', 'v1/projects/strict/notes')).toEqual({});
    expect(await sent('GET', 'v1/projects/strict/occurrences')).toEqual({});
  });

  it('are marked if a note demands that', async () => {
    await demand('mild', 'MARK');
    expect((await upload('mild')).status).toBe(200);
    const { occurrences } = (await sent('GET', 'v1/projects/mild/occurrences')) as { occurrences: Json[] };
    const finding = occurrences.find(({ vulnerability }) => vulnerability !== undefined);
    expect(await sent('GET', `v1/${finding?.name}:verification`)).toMatchObject({ state: 'NOT_VERIFIED' });
  });
});
