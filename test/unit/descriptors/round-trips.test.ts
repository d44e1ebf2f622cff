import { create, fromBinary, fromJson, type JsonValue, toBinary, toJson } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { v1Frame } from '../../../src/kinds/common/v1/frame.js';
import { kinds, v1Kinds } from '../../../src/kinds/index.js';
import { buildRegistry } from '../../../src/kinds/registry.js';
import { decode } from '../../../src/schema/codec.js';
import type { Message } from '../../../src/schema/message.js';
import { decodeMessage, encodeMessage } from '../../../src/schema/wire/message-codec.js';
import { arbitraryMessage, arbitraryNote, arbitraryOccurrence } from '../../setup/arbitraries.js';
import { contractMessages, ourTypes } from './contract-files.js';

const registry = buildRegistry(kinds);
const v1Registry = buildRegistry(v1Kinds, v1Frame);
const kindsOfVersions = [registry, v1Registry].flatMap((of) => of.kinds.map((kind) => ({ kind, of })));

/** JSON → ours → bytes → theirs → JSON, and JSON → theirs → bytes → ours → JSON. */
function checkBothWays(message: Message<unknown>, value: unknown): void {
  const canonical = withinItsReach(value);
  const schema = ourTypes.getMessage(message.name);
  if (schema === undefined) throw new Error(`no descriptor of ${message.name}`);
  const theirs = fromBinary(schema, encodeMessage(message, canonical));
  // It prints floats with all digits of a double and the last of two names; reading that gives the same value.
  expect(decode(message, toJson(schema, theirs, { registry: ourTypes }), '')).toEqual(canonical);
  const bytes = toBinary(schema, fromJson(schema, canonical as JsonValue, { registry: ourTypes }));
  const back = decodeMessage(message, bytes);
  expect(back).toEqual(canonical);
  expect(JSON.stringify(back)).toBe(JSON.stringify(canonical));
}

/**
 * The other side replaces the host of type URLs by its own, refuses the shortest decimal of the largest float, and loses
 * `__proto__` among the keys of a Struct.
 */
function withinItsReach(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll('"__proto__":', '"proto":'), (key, child: unknown) => {
    if (key === '@type') return (child as string).replace(/^.*\//, 'type.googleapis.com/');
    return typeof child === 'number' && Math.abs(child) === 3.4028235e38 ? 1.5 : child;
  });
}

const examples = kindsOfVersions.flatMap(({ kind, of }) => [
  ...kind.examples.notes.map(
    ({ value }, index) => [`${kind.name} ${of.Note.name} ${index}`, of.Note, value] as const,
  ),
  ...kind.examples.occurrences.map(
    ({ value }, index) => [`${kind.name} ${of.Occurrence.name} ${index}`, of.Occurrence, value] as const,
  ),
]);

describe('an independent implementation with our descriptors', () => {
  it.each(examples)('agrees on the example %s', (_, message, value) => {
    checkBothWays(message as Message<unknown>, decode(message as Message<unknown>, value, ''));
  });

  it('agrees on empty messages of every type', () => {
    for (const [name, message] of contractMessages) {
      const schema = ourTypes.getMessage(name);
      if (schema === undefined) throw new Error(`no descriptor of ${name}`);
      expect(encodeMessage(message, {}), name).toHaveLength(0);
      expect(decodeMessage(message, toBinary(schema, create(schema))), name).toEqual({});
    }
  });

  it('is not used for `__proto__` in a Struct, which our own codec preserves', () => {
    const text =
      '{"resource":{"uri":"r"},"noteName":"projects/p/notes/n","build":{"inTotoSlsaProvenanceV1":{"predicate":' +
      '{"buildDefinition":{"internalParameters":{"":{"__proto__":false}}}}}}}';
    const value = decode(registry.Occurrence, JSON.parse(text), '');
    expect(
      JSON.stringify(decodeMessage(registry.Occurrence, encodeMessage(registry.Occurrence, value))),
    ).toBe(text);
  });

  // Its masks are camel case only, where ours are as the caller spelt them; wire.test.ts has them.
  const general = [...contractMessages.values()].filter((message) => !message.byName.has('updateMask'));

  it.each(general.map((message) => [message.name, message] as const))('agrees on any %s', (_, message) => {
    fc.assert(
      fc.property(arbitraryMessage(message), (value) => checkBothWays(message, value)),
      { numRuns: 5 },
    );
  });

  it.each(kindsOfVersions.map(({ kind, of }) => [kind.name, of.Note.name, kind, of] as const))(
    'agrees on any note and occurrence of %s, %s',
    (_, __, kind, of) => {
      const runs = { numRuns: 15 };
      const { Note, Occurrence } = of;
      fc.assert(
        fc.property(arbitraryNote(kind, of), (value) => checkBothWays(Note, value)),
        runs,
      );
      if (kind.occurrence === undefined) return;
      fc.assert(
        fc.property(arbitraryOccurrence(kind, 'projects/p/notes/n', of), (value) =>
          checkBothWays(Occurrence, value),
        ),
        runs,
      );
    },
  );
});
