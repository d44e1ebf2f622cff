import { describe, expect, it } from 'vitest';
import { kinds, v1Kinds } from '../../../src/kinds/index.js';
import type { EnumType, FieldType } from '../../../src/schema/field-types.js';
import { snakeCase } from '../../../src/schema/message.js';
import { indexMessages } from '../../../src/schema/message-index.js';
import { Note, Occurrence, v1Registry, versions } from './helpers.js';

const messages = [...indexMessages([Note, Occurrence]).values()];
const v1Messages = [...indexMessages([v1Registry.Note, v1Registry.Occurrence]).values()];

/** JSON names that are no lowerCamelCase of the proto name, as the contract has them. */
const ownJsonNames: Record<string, string> = {
  'intoto.Details.link': 'signed',
  'intoto.Signature.key_id': 'keyid',
  'intoto.Signature.signature': 'sig',
  'intoto.Link.effective_command': 'command',
  'provenance.InTotoSlsaProvenanceV1.type': '_type',
  'sbom.SbomReferenceIntotoPayload.type': '_type',
};
const ownV1JsonNames: Record<string, string> = {
  'InTotoStatement.type': '_type',
  'InTotoSlsaProvenanceV1.type': '_type',
  'SbomReferenceIntotoPayload.type': '_type',
};

function enumOf(type: FieldType<unknown>): EnumType<string> | undefined {
  if (type.form === 'repeated') return enumOf(type.element);
  if (type.form === 'map') return enumOf(type.value);
  return type.form === 'enum' ? type : undefined;
}

describe('every message', () => {
  it.each([...messages, ...v1Messages])('$name has unique numbers and names, and descriptions', (message) => {
    const { fields } = message;
    expect(new Set(fields.map(({ number }) => number)).size).toBe(fields.length);
    const names = fields.flatMap(({ jsonName, protoName }) => [...new Set([jsonName, protoName])]);
    expect(new Set(names).size).toBe(names.length);
    for (const { number, doc, protoName } of fields) {
      expect(number).toBeGreaterThan(0);
      expect(doc, `${message.name}.${protoName}`).toMatch(/^\S.*\.$/s);
    }
    expect(message.doc).toMatch(/\.$/);
  });

  it('has lowerCamelCase JSON names except those of in-toto', () => {
    const found: Record<string, string> = {};
    for (const message of [...messages, ...v1Messages]) {
      for (const { jsonName, protoName } of message.fields) {
        const name = `${message.name.replace(/^grafeas\.(v1beta1|v1)\./, '')}.${protoName}`;
        if (protoName !== snakeCase(jsonName) || !/^[a-z][A-Za-z0-9]*$/.test(jsonName))
          found[name] = jsonName;
      }
    }
    expect(found).toEqual({ ...ownJsonNames, ...ownV1JsonNames });
  });

  it('belongs to the package of its version, or to one that is not Google’s', () => {
    for (const { name } of messages)
      expect(name).toMatch(/^(grafeas\.v1beta1\.|google\.rpc\.Status$|(?!grafeas\.|google\.))/);
    for (const { name } of v1Messages)
      expect(name).toMatch(/^(grafeas\.v1\.|google\.rpc\.Status$|(?!grafeas\.|google\.))/);
  });
});

describe('every enum', () => {
  const enums = new Map(
    messages
      .flatMap(({ fields }) => fields.flatMap(({ type }) => enumOf(type) ?? []))
      .map((e) => [e.name, e]),
  );

  it.each([...enums.values()])('$name begins with an unspecified zero', (type) => {
    const [[first, number] = ['', -1]] = type.values();
    expect(number).toBe(0);
    expect(first).toMatch(/_UNSPECIFIED$/);
  });

  it('holds the values of the contract', () => {
    const numbers = (name: string) =>
      [...(enums.get(`grafeas.v1beta1.${name}`)?.values().values() ?? [])].join(' ');
    expect(numbers('vulnerability.Severity')).toBe('0 1 2 3 4 5');
    expect(numbers('provenance.Hash.HashType')).toBe('0 1 3 4 5');
    expect(numbers('source.AliasContext.Kind')).toBe('0 1 2 4');
    expect(numbers('discovery.Discovered.AnalysisStatus')).toBe('0 1 2 3 3 4 5');
    expect(enums.get('grafeas.v1beta1.spdx.RelationshipType')?.values().get('OTHER')).toBe(43);
    expect(enums.get('grafeas.v1beta1.secret.SecretKind')?.values().size).toBe(23);
    expect(enums.get('grafeas.v1beta1.image.Layer.Directive')?.values().get('SHELL')).toBe(17);
  });
});

/** Kinds that Google's contract lacks have numbers from here on. */
const firstOfOurs = 1000;

describe('the table of kinds', () => {
  it('matches the contract', () => {
    const rows = kinds
      .filter(({ number }) => number < firstOfOurs)
      .map(
        ({ name, number, note, occurrence }) =>
          `${number} ${name} ${note.member}=${note.number} ${occurrence?.member ?? '-'}=${occurrence?.number ?? '-'}`,
      );
    expect(rows).toEqual([
      '1 VULNERABILITY vulnerability=10 vulnerability=8',
      '2 BUILD build=11 build=9',
      '3 IMAGE baseImage=12 derivedImage=10',
      '4 PACKAGE package=13 installation=11',
      '5 DEPLOYMENT deployable=14 deployment=12',
      '6 DISCOVERY discovery=15 discovered=13',
      '7 ATTESTATION attestationAuthority=16 attestation=14',
      '8 INTOTO intoto=17 intoto=15',
      '9 SBOM sbom=18 sbom=16',
      '10 SPDX_PACKAGE spdxPackage=19 spdxPackage=17',
      '11 SPDX_FILE spdxFile=20 spdxFile=18',
      '12 SPDX_RELATIONSHIP spdxRelationship=21 spdxRelationship=19',
      '13 VULNERABILITY_ASSESSMENT vulnerabilityAssessment=22 -=-',
      '14 SBOM_REFERENCE sbomReference=23 sbomReference=21',
      '15 SECRET secret=24 secret=22',
      '16 AI_SKILL_ANALYSIS aiSkillAnalysis=25 aiSkillAnalysis=23',
    ]);
  });

  it('matches the contract for v1', () => {
    const rows = v1Kinds
      .filter(({ number }) => number < firstOfOurs)
      .map(
        ({ name, number, note, occurrence }) =>
          `${number} ${name} ${note.member}=${note.number} ${occurrence?.member ?? '-'}=${occurrence?.number ?? '-'}`,
      );
    expect(rows).toEqual([
      '1 VULNERABILITY vulnerability=10 vulnerability=8',
      '2 BUILD build=11 build=9',
      '3 IMAGE image=12 image=10',
      '4 PACKAGE package=13 package=11',
      '5 DEPLOYMENT deployment=14 deployment=12',
      '6 DISCOVERY discovery=15 discovery=13',
      '7 ATTESTATION attestation=16 attestation=14',
      '8 UPGRADE upgrade=17 upgrade=15',
      '9 COMPLIANCE compliance=18 compliance=16',
      '10 DSSE_ATTESTATION dsseAttestation=19 dsseAttestation=17',
      '11 VULNERABILITY_ASSESSMENT vulnerabilityAssessment=20 -=-',
      '12 SBOM_REFERENCE sbomReference=21 sbomReference=19',
      '13 SECRET secret=22 secret=20',
      '14 AI_SKILL_ANALYSIS aiSkillAnalysis=23 aiSkillAnalysis=22',
    ]);
  });

  it.each([...kinds, ...v1Kinds].filter(({ number }) => number >= firstOfOurs))(
    '$name is not part of the contract, so its members have numbers from 1000',
    ({ note, occurrence }) => {
      expect(note.number).toBeGreaterThanOrEqual(firstOfOurs);
      expect(occurrence?.number ?? firstOfOurs).toBeGreaterThanOrEqual(firstOfOurs);
    },
  );

  it.each(versions)('names searchable paths that exist, and no alias twice, in $version', ({ registry }) => {
    const { kinds } = registry;
    for (const kind of kinds) {
      for (const { of, path } of kind.searchable ?? []) {
        let type: FieldType<unknown> | undefined = of === 'note' ? registry.Note : registry.Occurrence;
        for (const part of path.split('.')) {
          const within: FieldType<unknown> | undefined = type?.form === 'repeated' ? type.element : type;
          type = within?.form === 'message' ? within.byName.get(part)?.type : undefined;
          expect(type, `${kind.name} ${path}`).toBeDefined();
        }
      }
    }
    const aliases = kinds.flatMap((kind) => [...(kind.aliases ?? []), kind.name]);
    expect(new Set(aliases).size).toBe(aliases.length);
  });
});
