import { describe, expect, it } from 'vitest';
import { convertPath } from '../../../src/kinds/conversion.js';
import { conversionOf, convertDocument, type Json, leftoversOf } from '../../../src/kinds/two-versions.js';
import { brokenRules, registry } from './helpers.js';

const noteName = 'projects/p/notes/n';
const uri = 'https://registry.example.com/app';

const v1Of = (member: string, value: Json) =>
  convertDocument('occurrence', 'v1', { resource: { uri }, noteName, [member]: value });
const v1beta1Of = (member: string, value: Json) =>
  convertDocument('occurrence', 'v1beta1', { resourceUri: uri, noteName, [member]: value });

const version = { name: '1.0', kind: 'NORMAL' };
const affectedLocation = { cpeUri: 'cpe:/o:x:y', package: 'p', version };
const affected = { affectedCpeUri: 'cpe:/o:x:y', affectedPackage: 'p', affectedVersion: version };

describe('kinds', () => {
  const analysis = (to: 'v1' | 'v1beta1', analysisKind: string | number) =>
    convertDocument('note', to, { discovery: { analysisKind } });

  it('correspond by name, never by number', () => {
    expect(analysis('v1', 'SECRET')).toEqual({ discovery: { analysisKind: 'SECRET' } });
    expect(analysis('v1', 'INTOTO')).toEqual({ discovery: {} });
    expect(analysis('v1beta1', 'UPGRADE')).toEqual({ discovery: {} });
    // 15 has no name in v1, and is SECRET in v1beta1.
    expect(analysis('v1beta1', 15)).toEqual({ discovery: {} });
    expect(analysis('v1beta1', 99)).toEqual({ discovery: { analysisKind: 99 } });
  });

  it('are kept as leftovers if the other version has no value for them', () => {
    const note = { name: 'projects/p/notes/n', kind: 'DISCOVERY', discovery: { analysisKind: 'INTOTO' } };
    expect(leftoversOf('note', 'v1', note)).toEqual([
      { path: ['discovery', 'analysisKind'], value: 'INTOTO' },
    ]);
  });
});

describe('fixes', () => {
  const issueV1 = (issue: Json) => {
    const converted = v1Of('vulnerability', { packageIssue: [issue] });
    const { packageIssue, fixAvailable } = { ...(converted?.vulnerability as object) } as {
      packageIssue: readonly Json[];
      fixAvailable?: true;
    };
    expect(fixAvailable).toBe(packageIssue[0]?.fixAvailable);
    return packageIssue[0];
  };
  const issueV1beta1 = (fix: Json) => {
    const issue = { ...affected, ...fix };
    const converted = v1beta1Of('vulnerability', { packageIssue: [issue] });
    expect(brokenRules(registry.Occurrence, converted)).toEqual([]);
    const { packageIssue } = { ...(converted?.vulnerability as object) } as { packageIssue: readonly Json[] };
    return packageIssue[0]?.fixedLocation;
  };

  it('that are absent have the version kind MAXIMUM in v1', () => {
    expect(issueV1({ affectedLocation })).toEqual({ ...affected, fixedVersion: { kind: 'MAXIMUM' } });
    expect(issueV1beta1({ fixedVersion: { kind: 'MAXIMUM' } })).toBeUndefined();
  });

  it('are available in v1 unless their version kind is MAXIMUM', () => {
    expect(issueV1({ affectedLocation, fixedLocation: affectedLocation })).toEqual({
      ...affected,
      fixedCpeUri: 'cpe:/o:x:y',
      fixedPackage: 'p',
      fixedVersion: version,
      fixAvailable: true,
    });
    const none = { ...affectedLocation, version: { kind: 'MAXIMUM' } };
    expect(issueV1({ affectedLocation, fixedLocation: none })?.fixAvailable).toBeUndefined();
  });

  it('of v1 have a complete location in v1beta1, or none', () => {
    const minimum = { kind: 'MINIMUM' };
    expect(issueV1beta1({ fixedVersion: minimum })).toEqual({ ...affectedLocation, version: minimum });
    expect(issueV1beta1({ fixedVersion: minimum, fixedPackage: 'q' })).toEqual({
      cpeUri: 'cpe:/o:x:y',
      package: 'q',
      version: minimum,
    });
    expect(issueV1beta1({ fixedPackage: 'q', fixedVersion: { kind: 'MAXIMUM' } })).toBeUndefined();
    const whole = { fixedCpeUri: 'c', fixedPackage: 'q', fixedVersion: { kind: 'MAXIMUM' } };
    expect(issueV1beta1(whole)).toEqual({ cpeUri: 'c', package: 'q', version: { kind: 'MAXIMUM' } });
    expect(issueV1beta1({ fixedPackage: 'q' })).toBeUndefined();
  });

  it('claimed by a writer of v1 are not leftovers', () => {
    const issue = { ...affected, fixedVersion: { kind: 'MAXIMUM' }, fixAvailable: true };
    const written = {
      resourceUri: uri,
      noteName,
      vulnerability: { packageIssue: [issue], fixAvailable: true },
    };
    expect(leftoversOf('occurrence', 'v1beta1', written)).toEqual([]);
  });
});

describe('attestations', () => {
  it('with an attached signature prove nothing in v1', () => {
    const pgpSignedAttestation = { signature: '-----BEGIN', pgpKeyId: 'AB12' };
    const converted = v1Of('attestation', { attestation: { pgpSignedAttestation } });
    expect(converted?.attestation).toEqual({});
  });

  it('with tokens alone prove nothing in v1beta1', () => {
    expect(v1beta1Of('attestation', { jwts: [{ compactJwt: 'e30.e30.c2ln' }] })?.attestation).toEqual({
      attestation: { genericSignedAttestation: {} },
    });
  });
});

describe('text instead of enums', () => {
  const fingerprint = { v1Name: 'a', v2Blob: ['b'] };
  const layers = (converted: Json | undefined) =>
    (converted?.image ?? (converted?.derivedImage as Json | undefined)?.derivedImage) as Json | undefined;

  it('is the name of the value', () => {
    const derivedImage = { fingerprint, layerInfo: [{ directive: 'COPY' }, { directive: 99 }] };
    expect(layers(v1Of('derivedImage', { derivedImage }))?.layerInfo).toEqual([{ directive: 'COPY' }, {}]);
    const directives = ['COPY', 'copy', 'DIRECTIVE_UNSPECIFIED'].map((directive) => ({ directive }));
    expect(layers(v1beta1Of('image', { fingerprint, layerInfo: directives }))?.layerInfo).toEqual([
      { directive: 'COPY' },
      {},
      {},
    ]);
  });
});

describe('paths', () => {
  const pathOf = (to: 'v1' | 'v1beta1', kind: string, path: string) => {
    const conversion = conversionOf('occurrence', kind);
    return conversion && convertPath(conversion, to, path.split('.'))?.join('.');
  };
  const pairs = [
    ['VULNERABILITY', 'resource.uri', 'resourceUri'],
    ['VULNERABILITY', 'vulnerability.cvssV3.baseScore', 'vulnerability.cvssv3.baseScore'],
    [
      'VULNERABILITY',
      'vulnerability.packageIssue.affectedLocation.version.name',
      'vulnerability.packageIssue.affectedVersion.name',
    ],
    ['IMAGE', 'derivedImage.derivedImage.fingerprint.v1Name', 'image.fingerprint.v1Name'],
    ['IMAGE', 'derivedImage', 'image'],
    [
      'BUILD',
      'build.provenance.sourceProvenance.fileHashes.a.fileHash.type',
      'build.provenance.sourceProvenance.fileHashes.a.fileHash.type',
    ],
    [
      'BUILD',
      'build.inTotoSlsaProvenanceV1.predicate.buildDefinition.externalParameters.branch',
      'build.inTotoSlsaProvenanceV1.predicate.buildDefinition.externalParameters.branch',
    ],
    [
      'ATTESTATION',
      'attestation.attestation.genericSignedAttestation.signatures.publicKeyId',
      'attestation.signatures.publicKeyId',
    ],
  ] as const;

  it.each(pairs)('of %s are translated both ways: %s, %s', (kind, v1beta1, v1) => {
    expect(pathOf('v1', kind, v1beta1)).toBe(v1);
    expect(pathOf('v1beta1', kind, v1)).toBe(v1beta1);
  });

  it('that one version lacks have no translation', () => {
    expect(pathOf('v1', 'IMAGE', 'resource.name')).toBeUndefined();
    expect(pathOf('v1beta1', 'VULNERABILITY', 'vulnerability.risk.epss.score')).toBeUndefined();
    expect(
      pathOf('v1beta1', 'VULNERABILITY', 'vulnerability.packageIssue.fileLocation.filePath'),
    ).toBeUndefined();
  });
});
