import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.js';
import { decode, tryDecode } from '../../../src/schema/codec.js';
import { Refusal } from '../../../src/schema/field-types.js';
import { Problems, readMessage } from '../../../src/schema/lenient-decoder.js';
import type { Message } from '../../../src/schema/message.js';
import { indexMessages } from '../../../src/schema/message-index.js';
import { arbitraryNote, arbitraryOccurrence, type Json } from '../../setup/arbitraries.js';
import { brokenRules, kindsOfVersions, Note, Occurrence, refusedPaths } from './helpers.js';
import { mutations } from './mutations.js';
import { respell } from './respell.js';

const numRuns = 40;

const subjects = kindsOfVersions.flatMap(
  ({ name, kind, registry }): { what: string; message: Message<unknown>; values: fc.Arbitrary<Json> }[] => [
    { what: `${name} note`, message: registry.Note, values: arbitraryNote(kind, registry) },
    ...(kind.occurrence === undefined
      ? []
      : [
          {
            what: `${name} occurrence`,
            message: registry.Occurrence,
            values: arbitraryOccurrence(kind, 'projects/p/notes/n', registry),
          },
        ]),
  ],
);

describe.each(subjects)('every generated $what', ({ message, values }) => {
  it('is accepted, keeps the rules and is stable to the byte', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(decode(message, JSON.parse(text), ''))).toBe(text);
        expect(brokenRules(message, value)).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('means the same in every spelling', () => {
    fc.assert(
      fc.property(values, fc.infiniteStream(fc.nat()), (value, numbers) => {
        const choose = (count: number) => (numbers.next().value as number) % count;
        const spelt = respell(message, value, choose);
        expect(JSON.stringify(decode(message, spelt, ''))).toBe(JSON.stringify(value));
      }),
      { numRuns },
    );
  });

  it('is decoded alike with and without normalisation', () => {
    fc.assert(
      fc.property(values, (value) => {
        const problems = new Problems();
        const slow = readMessage(message, value, [], problems);
        expect(problems.issues).toEqual([]);
        expect(JSON.stringify(slow)).toBe(JSON.stringify(value));
      }),
      { numRuns },
    );
  });

  it('is refused with the path of the damaged member', () => {
    fc.assert(
      fc.property(values, fc.nat(), (value, number) => {
        const spoilt = mutations(message, value);
        const { path, value: wrong } = spoilt[number % spoilt.length] as (typeof spoilt)[number];
        expect(refusedPaths(message, wrong)).toEqual([path]);
      }),
      { numRuns },
    );
  });
});

describe('arbitrary JSON', () => {
  const names = [...indexMessages([Note, Occurrence]).values()].flatMap(({ fields }) =>
    fields.flatMap(({ jsonName, protoName }) => [jsonName, protoName]),
  );
  const key = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...names, '@type', '__proto__') },
    fc.string(),
  );
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, true, 0, -1, 1.5, '', 'VULNERABILITY', '\0', '\ud800', 2n ** 64n),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(key, tie('json'), { maxKeys: 4 }),
    ),
  }));

  it('is always decoded or refused with a path', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(...kinds), (value, kind) => {
        for (const [message, member] of [
          [Note, kind.note],
          [Occurrence, kind.occurrence],
        ] as const) {
          for (const whole of [value, { [member?.member ?? 'name']: value }]) {
            const once = tryDecode(message, whole);
            if (once instanceof Refusal) expect(refusedPaths(message, whole).length).toBeGreaterThan(0);
            else expect(JSON.stringify(decode(message, once, ''))).toBe(JSON.stringify(once));
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
