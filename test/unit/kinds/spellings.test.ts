import { describe, expect, it } from 'vitest';
import { parseStrictJson } from '../../../src/domain/strict-json.js';
import { decode } from '../../../src/schema/codec.js';
import { canonicalText, details, Note, Occurrence, refusedPaths } from './helpers.js';

/** Conformance 1.5, row by row. `note` and `occurrence` answer the canonical form of a value within. */

const vulnerabilityNote = (value: object) =>
  (decode(Note, { vulnerability: value }, '') as { vulnerability: unknown }).vulnerability;

const refusedNote = (value: object) => refusedPaths(Note, { vulnerability: value });

const strict = (text: string) => parseStrictJson(text, 100);

describe('field names', () => {
  it('may be JSON or proto names, mixed, and are printed in declared order', () => {
    const value = {
      vulnerability: { cwe: ['CWE-1'], cvss_v3: { base_score: 7.5, impactScore: 1 }, severity: 'LOW' },
      short_description: 'x',
    };
    expect(canonicalText(Note, value)).toBe(
      '{"shortDescription":"x","vulnerability":{"severity":"LOW","cvssV3":{"baseScore":7.5,"impactScore":1},"cwe":["CWE-1"]}}',
    );
  });

  it('may not be given twice in two spellings, even as null', () => {
    expect(refusedPaths(Note, { shortDescription: 'a', short_description: 'b', intoto: {} })).toEqual([
      'short_description',
    ]);
    expect(refusedNote({ cvssV3: { base_score: 1, baseScore: null } })).toEqual([
      'vulnerability.cvss_v3.base_score',
    ]);
  });

  it('of in-toto may be its own or the proto names', () => {
    const link = { command: ['make'] };
    const both = [
      { signed: link, signatures: [{ keyid: 'a', sig: 'b' }] },
      { link: { effective_command: ['make'] }, signatures: [{ key_id: 'a', signature: 'b' }] },
    ].map((intoto) => canonicalText(Occurrence, details('intoto', intoto)));
    expect(both[1]).toBe(both[0]);
    expect(both[0]).toContain(
      '"intoto":{"signatures":[{"keyid":"a","sig":"b"}],"signed":{"command":["make"]}}',
    );
  });

  it('accept _type and type', () => {
    const build = { inTotoSlsaProvenanceV1: { type: 'x' } };
    expect(canonicalText(Occurrence, details('build', build))).toContain('{"_type":"x"}');
  });

  it.each([
    [{ vulnerability: { nope: 1 } }, 'vulnerability.nope'],
    [{ vulnerability: {}, Kind: 1 }, 'Kind'],
    [
      { vulnerability: { details: [{ package: 'a' }, { 'odd name': 1 }] } },
      'vulnerability.details[1]["odd name"]',
    ],
    [strict('{"vulnerability":{"__proto__":1}}'), 'vulnerability.__proto__'],
    [strict('{"__proto__":{"vulnerability":{}}}'), '__proto__'],
    [{ vulnerability: { constructor: 1 } }, 'vulnerability.constructor'],
  ])('that are unknown are refused: %j', (value, path) => {
    expect(refusedPaths(Note, value)).toEqual([path]);
  });
});

describe('null', () => {
  it('counts as absent, in members of a oneof too', () => {
    expect(canonicalText(Note, { build: null, vulnerability: { details: null, severity: null } })).toBe(
      '{"vulnerability":{}}',
    );
  });

  it('is refused in lists and maps', () => {
    expect(refusedNote({ cwe: ['a', null] })).toEqual(['vulnerability.cwe[1]']);
    expect(refusedNote({ details: [null] })).toEqual(['vulnerability.details[0]']);
    const build = { provenance: { buildOptions: { a: null } } };
    expect(refusedPaths(Occurrence, details('build', build))).toEqual(['build.provenance.build_options.a']);
  });
});

describe('oneofs', () => {
  it('refuse a second member, empty or not', () => {
    expect(refusedPaths(Note, { vulnerability: {}, build: {} })).toEqual(['build']);
    const context = { git: {}, gerrit: { revision_id: '', aliasContext: {} } };
    const build = { provenance: { id: 'a', sourceProvenance: { context } } };
    expect(refusedPaths(Occurrence, details('build', build))).toEqual([
      'build.provenance.source_provenance.context.gerrit',
      'build.provenance.source_provenance.context.gerrit.alias_context',
    ]);
  });

  it('keep default values of scalar members', () => {
    const attestation = { attestation: { pgpSignedAttestation: { signature: '', pgpKeyId: '' } } };
    expect(canonicalText(Occurrence, details('attestation', attestation))).toContain(
      '{"pgpSignedAttestation":{"pgpKeyId":""}}',
    );
  });
});

describe('enums', () => {
  it('are names or numbers at any depth; unknown numbers are kept', () => {
    expect(vulnerabilityNote({ severity: 4, cvssV3: { scope: 2 }, cvssVersion: 99 })).toEqual({
      severity: 'HIGH',
      cvssV3: { scope: 'SCOPE_CHANGED' },
      cvssVersion: 99,
    });
    expect(vulnerabilityNote({ severity: 0, cvssVersion: 'CVSS_VERSION_UNSPECIFIED' })).toEqual({});
  });

  it('print the first name of a number', () => {
    const discovered = { discovered: { analysisStatus: 'COMPLETE', sbomStatus: { sbomState: 'COMPLETE' } } };
    expect(canonicalText(Occurrence, details('discovered', discovered))).toContain(
      '{"analysisStatus":"FINISHED_SUCCESS","sbomStatus":{"sbomState":"COMPLETE"}}',
    );
  });

  it.each(['4', 'high', 1.5, 2147483648, true, {}])('refuse %j', (severity) => {
    expect(refusedNote({ severity })).toEqual(['vulnerability.severity']);
  });
});

describe('integers', () => {
  const epoch = (value: unknown) => ({ details: [{ minAffectedVersion: { epoch: value } }] });
  it.each([
    [7, 7],
    ['7', 7],
    ['1e3', 1000],
    [-2147483648, -2147483648],
    ['2.0', 2],
  ])('of 32 bits accept %j', (value, expected) => {
    expect(vulnerabilityNote(epoch(value))).toEqual(epoch(expected));
  });

  it.each([1.5, 2147483648, '0x10', '', ' 1', '1.5', true, 9007199254740993n])(
    'of 32 bits refuse %s',
    (value) => {
      expect(refusedNote(epoch(value))).toEqual(['vulnerability.details[0].min_affected_version.epoch']);
    },
  );

  const threshold = (text: string) =>
    (decode(Note, strict(`{"intoto":{"threshold":${text}}}`), '') as { intoto: { threshold: unknown } })
      .intoto.threshold;
  it.each([
    ['7', '7'],
    ['"7"', '7'],
    ['9007199254740993', '9007199254740993'],
    ['"9007199254740993"', '9007199254740993'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['1e3', '1000'],
    ['0', undefined],
  ])('of 64 bits accept %s', (text, expected) => {
    expect(threshold(text)).toBe(expected);
  });

  it.each(['9223372036854775808', '1.5', '"0x10"', '""', 'true'])('of 64 bits refuse %s', (text) => {
    expect(() => threshold(text)).toThrow('intoto.threshold');
  });
});

describe('floats', () => {
  it.each([
    [9.8, 9.8],
    [9.800000190734863, 9.8],
    ['7.5', 7.5],
    [1e10, 1e10],
    [16777217, 16777216],
    ['NaN', 'NaN'],
    ['Infinity', 'Infinity'],
    ['-Infinity', '-Infinity'],
    [-0, undefined],
  ])('accept %j', (cvssScore, expected) => {
    expect(vulnerabilityNote({ cvssScore })).toEqual(expected === undefined ? {} : { cvssScore: expected });
  });

  it.each([1e39, '-1e39', 'nan', '', ' 1', true])('refuse %j', (cvssScore) => {
    expect(refusedNote({ cvssScore })).toEqual(['vulnerability.cvss_score']);
  });
});

describe('text and bytes', () => {
  it.each(['a\0b', 'a\ud800', 7, true, ['a']])('text refuses %j', (shortDescription) => {
    expect(refusedPaths(Note, { shortDescription, intoto: {} })).toEqual(['short_description']);
  });

  const signature = (value: unknown) => ({ build: { builderVersion: '1', signature: { signature: value } } });
  it.each(['+/+/+w==', '-_-_-w==', '+/+/+w', '-_-_-w'])('bytes accept %s', (value) => {
    expect(canonicalText(Note, signature(value))).toContain('"+/+/+w=="');
  });

  it.each(['+_+_', 'a', 'ab=', 'abc==', 'a b=', 'ab==cd==', '====', 7])('bytes refuse %j', (value) => {
    expect(refusedPaths(Note, signature(value))).toEqual(['build.signature.signature']);
  });
});

describe('timestamps', () => {
  it.each([
    ['2024-02-29T01:02:03Z', '2024-02-29T01:02:03Z'],
    ['2024-02-29T01:02:03.1Z', '2024-02-29T01:02:03.100Z'],
    ['2024-02-29T01:02:03.1234Z', '2024-02-29T01:02:03.123400Z'],
    ['2024-02-29T01:02:03.123456789Z', '2024-02-29T01:02:03.123456789Z'],
    ['2024-02-29T01:02:03.000Z', '2024-02-29T01:02:03Z'],
    ['2024-02-29T01:02:03+02:30', '2024-02-28T22:32:03Z'],
    ['2024-02-29T23:02:03-02:00', '2024-03-01T01:02:03Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ])('accept %s', (expirationTime, expected) => {
    expect(decode(Note, { expirationTime }, '')).toEqual({ expirationTime: expected });
  });

  it.each([
    '2024-02-30T00:00:00Z',
    '2024-02-29',
    '2024-02-29T01:02:03',
    '2024-02-29T01:02:03.1234567891Z',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '10000-01-01T00:00:00Z',
    7,
  ])('refuse %s', (expirationTime) => {
    expect(refusedPaths(Note, { expirationTime })).toEqual(['expiration_time']);
  });
});

describe('lists and maps', () => {
  const options = (value: unknown) => details('build', { provenance: { id: 'a', buildOptions: value } });
  it('are dropped if empty; maps are sorted and accept __proto__', () => {
    expect(vulnerabilityNote({ cwe: [], details: [] })).toEqual({});
    expect(canonicalText(Occurrence, options({}))).toContain('{"id":"a"}');
    expect(canonicalText(Occurrence, options(strict('{"b":"","__proto__":"1","a":"2"}')))).toContain(
      '{"__proto__":"1","a":"2","b":""}',
    );
  });

  it('are not accepted for each other', () => {
    expect(refusedNote({ cwe: { a: 1 } })).toEqual(['vulnerability.cwe']);
    expect(refusedPaths(Occurrence, options(['a']))).toEqual(['build.provenance.build_options']);
    expect(refusedPaths(Occurrence, options({ 'a\0': 'x' }))).toEqual([
      'build.provenance.build_options["a\\u0000"]',
    ]);
    for (const whole of [null, [], 'x', 7, true]) expect(refusedPaths(Note, whole)).toEqual(['']);
  });
});

describe('hostile sizes', () => {
  it.each([
    ['a list', { intoto: { expectedMaterials: [{ artifactRule: Array(200_000).fill(1) }] } }],
    ['unknown fields', Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, 1]))],
    ['messages', { vulnerability: { windowsDetails: [{ fixingKbs: Array(200_000).fill({ x: 1 }) }] } }],
  ])('of %s are refused with a response of bounded size', (_, value) => {
    expect(refusedPaths(Note, value)).toHaveLength(20);
  });
});
