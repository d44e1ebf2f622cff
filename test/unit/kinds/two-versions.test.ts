import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContractVersion } from '../../../src/kinds/known-kinds.js';
import { addLeftovers, keepLeftovers } from '../../../src/kinds/leftovers.js';
import {
  conversionOf,
  convertDocument,
  type Json,
  leftoversOf,
  type Side,
} from '../../../src/kinds/two-versions.js';
import { decode } from '../../../src/schema/codec.js';
import type { Message } from '../../../src/schema/message.js';
import { arbitraryNote, arbitraryOccurrence } from '../../setup/arbitraries.js';
import { brokenRules, kindsOfVersions, registry, v1Registry } from './helpers.js';

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
  readonly examples: readonly Json[];
}

const subjects = kindsOfVersions.flatMap(({ version, kind, name, registry: of }): Subject[] => {
  const to = otherVersion(version);
  const shared = { from: otherVersion(to), to, kind: kind.name };
  const note: Subject = {
    ...shared,
    what: `${name} note`,
    side: 'note',
    message: of.Note,
    other: registryOf(to).Note,
    values: arbitraryNote(kind, of),
    examples: kind.examples.notes.map(({ value }) => value),
  };
  if (kind.occurrence === undefined) return [note];
  const occurrence: Subject = {
    ...shared,
    what: `${name} occurrence`,
    side: 'occurrence',
    message: of.Occurrence,
    other: registryOf(to).Occurrence,
    values: arbitraryOccurrence(kind, 'projects/p/notes/n', of),
    examples: kind.examples.occurrences.map(({ value }) => value),
  };
  return [note, occurrence];
});

const shared = subjects.filter(({ side, kind }) => conversionOf(side, kind) !== undefined);
const alone = subjects.filter(({ side, kind }) => conversionOf(side, kind) === undefined);

/** Without what the server computes for whoever reads. */
function withoutComputed(value: Json): Json {
  return JSON.parse(JSON.stringify(value), (key, child: unknown) =>
    key === 'fixAvailable' ? undefined : child,
  ) as Json;
}

const text = (value: Json | undefined): string => JSON.stringify(value && withoutComputed(value));

describe.each(shared)(
  'any $what in the other version',
  ({ side, from, to, message, other, values, examples }) => {
    const all = fc.oneof(
      values,
      fc.constantFrom(...examples.map((value) => decode(message, value, '') as Json)),
    );

    it('comes back whole with its leftovers', () => {
      fc.assert(
        fc.property(all, (value) => {
          const leftovers = JSON.parse(JSON.stringify(leftoversOf(side, to, value)));
          const there = convertDocument(side, to, value) ?? {};
          const back = convertDocument(side, from, there, leftovers);
          expect(text(back)).toBe(text(value));
        }),
        { numRuns: 100 },
      );
    });

    it('is canonical there, and settled', () => {
      fc.assert(
        fc.property(all, (value) => {
          const there = convertDocument(side, to, value) ?? {};
          expect(JSON.stringify(decode(other, there, ''))).toBe(JSON.stringify(there));
          const again = convertDocument(side, to, convertDocument(side, from, there) ?? {});
          expect(again).toEqual(there);
        }),
        { numRuns: 100 },
      );
    });
  },
);
