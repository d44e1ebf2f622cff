import { describe, expect, it } from 'vitest';
import { checkRules, decode } from '../../../src/schema/codec.js';
import { brokenRules, details, Note, Occurrence } from './helpers.js';

/** Rules beyond what the examples of each kind show. */

const location = { cpeUri: 'cpe:/o:x:y', package: 'p', version: { kind: 'MAXIMUM' } };
const broken = (member: string, value: unknown) =>
  brokenRules(Occurrence, decode(Occurrence, details(member, value), ''));
const brokenNote = (value: unknown) => brokenRules(Note, decode(Note, value, ''));

describe('the envelope', () => {
  it('requires a kind, a resource and a note name', () => {
    expect(brokenRules(Occurrence, {})).toEqual(['resource', 'note_name', 'details']);
    expect(brokenNote({})).toEqual(['type']);
    expect(brokenRules(Occurrence, { resource: {}, noteName: 'n', intoto: {} })).toEqual(['resource.uri']);
  });

  it('collects every broken rule, below the given path', () => {
    const paths: string[] = [];
    checkRules(Occurrence, { vulnerability: {} }, 'occurrence', (path, description) =>
      paths.push(`${path} ${description}`),
    );
    expect(paths).toEqual([
      'occurrence.resource required',
      'occurrence.note_name required',
      'occurrence.vulnerability.package_issue required',
    ]);
  });

  it('stops at a hundred', () => {
    const value = { vulnerability: { details: Array(5000).fill({}) } };
    expect(brokenNote(value)).toHaveLength(100);
  });

  it('does not check content hash and envelope', () => {
    const value = { ...details('intoto', {}), envelope: {} };
    const resource = { uri: 'https://a', contentHash: {} };
    expect(brokenRules(Occurrence, decode(Occurrence, { ...value, resource }, ''))).toEqual([]);
  });
});

describe('versions', () => {
  it('require a kind, and a name if the kind is NORMAL', () => {
    const at = 'vulnerability.package_issue[0].affected_location.version';
    const withVersion = (version: object) =>
      broken('vulnerability', { packageIssue: [{ affectedLocation: { ...location, version } }] });
    expect(withVersion({ name: '1.0' })).toEqual([`${at}.kind`]);
    expect(withVersion({ kind: 1 })).toEqual([`${at}.name`]);
    expect(withVersion({ kind: 'MINIMUM' })).toEqual([]);
    expect(withVersion({ kind: 'MAXIMUM', name: '1.0' })).toEqual([]);
    expect(withVersion({ kind: 99 })).toEqual([]);
  });

  it('are not checked in the newer fields of packages', () => {
    expect(brokenNote({ package: { name: 'p', version: {} } })).toEqual([]);
    const installation = { location: [{ cpeUri: 'c' }], version: {} };
    expect(broken('installation', { installation })).toEqual([]);
  });

  it('are checked in distributions and fixed locations', () => {
    expect(
      brokenNote({ package: { name: 'p', distribution: [{ cpeUri: 'c', latestVersion: {} }] } }),
    ).toEqual(['package.distribution[0].latest_version.kind']);
    const detail = { cpeUri: 'c', package: 'p', fixedLocation: { ...location, version: {} } };
    expect(brokenNote({ vulnerability: { details: [detail] } })).toEqual([
      'vulnerability.details[0].fixed_location.version.kind',
    ]);
  });
});

describe('a rule that is documented but not enforced', () => {
  it('is not checked', () => {
    expect(brokenNote({ vulnerability: { windowsDetails: [{}], cvssV3: {} } })).toEqual([]);
    expect(broken('secret', {})).toEqual([]);
    expect(broken('attestation', { attestation: { genericSignedAttestation: {} } })).toEqual([]);
    expect(brokenNote({ attestationAuthority: {} })).toEqual([]);
    expect(broken('discovered', { discovered: {} })).toEqual([]);
  });
});

describe('builds', () => {
  it('require one of the two forms of provenance', () => {
    expect(broken('build', {})).toEqual(['build.provenance']);
    expect(broken('build', { inTotoSlsaProvenanceV1: {} })).toEqual([]);
    expect(broken('build', { provenance: { id: 'a' }, inTotoSlsaProvenanceV1: {} })).toEqual([]);
  });

  it('check digests of source files', () => {
    const fileHashes = { 'a b': { fileHash: [{ type: 'SHA256' }, { value: 'AA==' }] } };
    expect(broken('build', { provenance: { id: 'a', sourceProvenance: { fileHashes } } })).toEqual([
      'build.provenance.source_provenance.file_hashes["a b"].file_hash[0].value',
      'build.provenance.source_provenance.file_hashes["a b"].file_hash[1].type',
    ]);
  });
});
