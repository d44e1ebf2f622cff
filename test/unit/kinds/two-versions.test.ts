import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Conversion, convertPath } from '../../../src/kinds/conversion.js';
import type { ContractVersion } from '../../../src/kinds/known-kinds.js';
import {
  conversionOf,
  convertDocument,
  type Json,
  leftoversOf,
  type Side,
} from '../../../src/kinds/two-versions.js';
import { decode } from '../../../src/schema/codec.js';
import type { FieldType } from '../../../src/schema/field-types.js';
import type { Message } from '../../../src/schema/message.js';
import { arbitraryNote, arbitraryOccurrence } from '../../setup/arbitraries.js';
import { brokenRules, kindsOfVersions, registry, v1Registry } from './helpers.js';

const numRuns = 100;

const otherVersion = (version: string): ContractVersion => (version === 'v1' ? 'v1beta1' : 'v1');
const registryOf = (version: string) => (version === 'v1' ? v1Registry : registry);

interface Subject {
  readonly what: string;
  readonly side: Side;
  readonly from: ContractVersion;
  readonly to: ContractVersion;
  readonly kind: string;
  readonly message: Message<unknown>;
  readonly other: Message<unknown>;
  readonly values: fc.Arbitrary<Json>;
}

const subjects = kindsOfVersions.flatMap(({ version, kind, name, registry: of }): Subject[] => {
  const to = otherVersion(version);
  const subject = (side: Side, values: fc.Arbitrary<Json>, examples: readonly { value: Json }[]): Subject => {
    const member = side === 'note' ? 'Note' : 'Occurrence';
    const message: Message<unknown> = of[member];
    const canonical = examples.map(({ value }) => decode(message, value, '') as Json);
    return {
      what: `${name} ${side}`,
      side,
      from: otherVersion(to),
      to,
      kind: kind.name,
      message,
      other: registryOf(to)[member],
      values: fc.oneof(values, fc.constantFrom(...canonical)),
    };
  };
  const note = subject('note', arbitraryNote(kind, of), kind.examples.notes);
  if (kind.occurrence === undefined) return [note];
  const occurrences = arbitraryOccurrence(kind, 'projects/p/notes/n', of);
  return [note, subject('occurrence', occurrences, kind.examples.occurrences)];
});

const shared = subjects.flatMap((subject) => {
  const conversion = conversionOf(subject.side, subject.kind);
  return conversion === undefined ? [] : [{ ...subject, conversion }];
});
const alone = subjects.filter(({ side, kind }) => conversionOf(side, kind) === undefined);

/** As text, without what the server computes for whoever reads. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (key, child: unknown) => (key === 'fixAvailable' ? undefined : child));
}

/** Rules of the other version that a converted document may break, since what they ask for cannot be said before. */
const knownBreaches: Readonly<Record<string, readonly string[]>> = {
  'v1beta1 VULNERABILITY note': ['vulnerability.details'],
  'v1beta1 BUILD occurrence': ['build.provenance.source_provenance.file_hashes.file_hash.type'],
  'v1beta1 IMAGE occurrence': ['image.layer_info.directive'],
  'v1beta1 DISCOVERY note': ['discovery.analysis_kind'],
  'v1beta1 ATTESTATION occurrence': ['attestation.serialized_payload', 'attestation.signatures.signature'],
  'v1 BUILD occurrence': ['build.provenance.source_provenance.file_hashes.file_hash.type'],
  'v1 IMAGE occurrence': ['derived_image.derived_image.layer_info.directive'],
  'v1 DISCOVERY note': ['discovery.analysis_kind'],
};

/** Without indexes, and keys of maps. */
const plainPath = (path: string): string =>
  path.replace(/file_hashes.*?(\.file_hash\[)/, 'file_hashes$1').replace(/\[\d+\]/g, '');

const page = readFileSync(new URL('../../../docs/two-versions.md', import.meta.url), 'utf8');

/** Members that the page says one version alone has: rows `| kind side | version | members |`. */
const documented = new Map(
  [...page.matchAll(/^\| ([A-Z_]+ (?:note|occurrence)) \| (v1beta1|v1) \| (.*) \|$/gm)].map(
    ([, what, version, members]) => [
      `${version} ${what}`,
      [...(members ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    ],
  ),
);

const elementOf = (type: FieldType<unknown>): FieldType<unknown> =>
  type.form === 'repeated' ? type.element : type.form === 'map' ? type.value : type;

/** Members that have no counterpart, as paths; a message of which nothing has one is named alone. */
function membersAlone(conversion: Conversion, from: ContractVersion): string[] {
  const isSaid = (path: readonly string[]) => convertPath(conversion, otherVersion(from), path) !== undefined;
  const walk = (message: Message<unknown>, beneath: readonly string[]): string[] =>
    message.fields.flatMap(({ jsonName, type }) => {
      const path = [...beneath, jsonName];
      const inner = elementOf(type);
      const within =
        inner.form === 'message' ? walk(inner, type.form === 'map' ? [...path, 'KEY'] : path) : [];
      if (isSaid(path)) return within;
      const isAlone = inner.form !== 'message' || within.length === inner.fields.length;
      return isAlone ? [path.join('.')] : within;
    });
  return walk(conversion[from], []);
}

function typeAt(
  message: Message<unknown>,
  path: readonly (string | number)[],
): FieldType<unknown> | undefined {
  let type: FieldType<unknown> | undefined = message;
  for (const step of path)
    type = type?.form === 'message' ? type.byName.get(String(step))?.type : type && elementOf(type);
  return type;
}

/**
 * Enums have other values, algorithms and instructions are free text in v1, and so is whether only some of a fix is named.
 * A provenance that v1 has not is made for v1beta1.
 */
const partly =
  /^build\.provenance$|\.(fileHash\.\d+\.type|layerInfo\.\d+\.directive|fixedCpeUri|fixedPackage|fixedVersion(\.\w+)?|genericSignedAttestation)$/;

describe.each(shared)('any $what in the other version', (subject) => {
  const { what, side, from, to, message, other, values, conversion } = subject;
  const convert = (value: Json) => convertDocument(side, to, value) ?? {};

  it('is restored completely with its leftovers', () => {
    fc.assert(
      fc.property(values, (value) => {
        const leftovers = JSON.parse(JSON.stringify(leftoversOf(side, to, value)));
        const back = convertDocument(side, from, convert(value), leftovers);
        expect(textOf(back)).toBe(textOf(value));
      }),
      { numRuns },
    );
  });

  it('is canonical there, and stable when converted again', () => {
    fc.assert(
      fc.property(values, (value) => {
        const there = convert(value);
        expect(JSON.stringify(decode(other, there, ''))).toBe(JSON.stringify(there));
        expect(convert(convertDocument(side, from, there) ?? {})).toEqual(there);
      }),
      { numRuns },
    );
  });

  it('follows the rules there, except for members that cannot be expressed', () => {
    fc.assert(
      fc.property(values, (value) => {
        const unknown = brokenRules(other, convert(value))
          .map(plainPath)
          .filter((path) => !knownBreaches[what]?.includes(path));
        expect(unknown).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('has only the leftovers that docs/two-versions.md names, and values of enums', () => {
    const only = documented.get(what) ?? [];
    fc.assert(
      fc.property(values, (value) => {
        const unknown = (leftoversOf(side, to, value) ?? []).filter(({ path }) => {
          const names = path.filter((step) => typeof step === 'string').join('.');
          const isDocumented = only.some((name) => names === name || names.startsWith(`${name}.`));
          const isPartly = typeAt(message, path)?.form === 'enum' || partly.test(path.join('.'));
          return !isDocumented && !isPartly;
        });
        expect(unknown).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('lacks the members that docs/two-versions.md names', () => {
    expect(membersAlone(conversion, from).toSorted()).toEqual((documented.get(what) ?? []).toSorted());
  });

  it('has its values at the translated paths', () => {
    fc.assert(
      fc.property(values, (value) => {
        const there = convert(value);
        for (const [path, texts] of valuesOf(message, value)) {
          const mapped = convertPath(conversion, to, path.split(' '));
          if (mapped === undefined || /fixed|directive$|fileHash type$/i.test(path)) continue;
          expect(valuesOf(other, there).get(mapped.join(' ')), path).toEqual(texts);
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** All values that are neither messages nor enums, by path without indexes. */
function valuesOf(message: Message<unknown>, value: Json): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>();
  const walk = (type: FieldType<unknown>, child: unknown, path: readonly string[]): void => {
    if (child === undefined || type.form === 'enum') return;
    if (type.form === 'message')
      for (const field of type.fields)
        walk(field.type, (child as Json)[field.jsonName], [...path, field.jsonName]);
    else if (type.form === 'repeated') for (const item of child as unknown[]) walk(type.element, item, path);
    else if (type.form === 'map')
      for (const [key, item] of Object.entries(child as Json)) walk(type.value, item, [...path, key]);
    else found.set(path.join(' '), [...(found.get(path.join(' ')) ?? []), child]);
  };
  walk(message, value, []);
  return found;
}

describe.each(alone)('any $what', ({ side, to, values }) => {
  it('has no counterpart in the other version', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(convertDocument(side, to, value)).toBeUndefined();
        expect(leftoversOf(side, to, value)).toBeUndefined();
      }),
      { numRuns: 5 },
    );
  });
});

it('covers every kind of both versions', () => {
  const names = (of: readonly { readonly kind: string }[]) => [...new Set(of.map(({ kind }) => kind))];
  const v1 = v1Registry.kinds.map(({ name }) => name);
  const both = registry.kinds.map(({ name }) => name).filter((name) => v1.includes(name));
  expect(names(shared)).toEqual(both);
  expect(both).toHaveLength(11);
});
