import { describe, expect, it } from 'vitest';
import { convert } from './kit.js';

const base = {
  SchemaVersion: 2,
  ArtifactType: 'container_image',
  Metadata: { RepoDigests: [`alpine@sha256:${'1f'.repeat(32)}`] },
};

describe('results of Trivy', () => {
  it('findings without a place in Grafeas are counted in a warning', () => {
    const { warnings, replaces } = convert({
      ...base,
      Results: [
        { Target: 'OS Packages', Class: 'license', Licenses: [{ Name: 'MIT' }, { Name: 'ISC' }] },
        { Target: 'x', Class: 'license-file', Licenses: [{ Name: 'MIT' }] },
        { Target: 'x', Class: 'custom', CustomResources: [{ Type: 'x' }] },
      ],
    });
    expect(warnings.map(({ reason }) => reason)).toEqual([
      '3 licenses were not imported',
      '1 result of another class was not imported',
    ]);
    expect(replaces).toEqual([]);
  });

  it.each([
    [{ Class: 'os-pkgs', Type: 'debian', VulnerabilitiesX: [{ VulnerabilityID: 'CVE-2024-10001' }] }],
    [{ Class: 'os-pkgs', Type: 'debian', Vulnerabilities: null }],
    [{ Class: 'packages', Target: 'x' }],
    [{ Target: 'x' }],
    [{ Class: 'os-pkgs', Type: 'debian', ExperimentalModifiedFindings: [{ Finding: {} }] }],
  ])('a result that is not understood replaces nothing: %j', (result) => {
    const { replaces, partial, discovery } = convert({ ...base, Results: [result] });
    expect(replaces).toEqual([]);
    expect(partial).toHaveLength(1);
    expect(discovery[0]?.occurrence).toMatchObject({
      discovered: { discovered: { analysisStatus: 'FINISHED_FAILED' } },
    });
  });
});
