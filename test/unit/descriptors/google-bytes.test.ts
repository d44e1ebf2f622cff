import { createRequire } from 'node:module';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import type { FieldType } from '../../../src/schema/field-types.js';
import type { Message } from '../../../src/schema/message.js';
import { decodeMessage, encodeMessage } from '../../../src/schema/wire/message-codec.js';
import { arbitraryMessage, type Json } from '../../setup/arbitraries.js';
import { contractMessages } from './contract-files.js';

/** Our bytes, read and written again by another implementation through the descriptors that Google publishes. */

const google = new protobuf.Root().addJSON(
  createRequire(import.meta.url)('@google-cloud/containeranalysis/build/protos/protos.json').nested,
);
google.resolveAll();

/** Named otherwise since, with other numbers; v1 still has its own. */
const outdated = /v1beta1.*\.CVSSv3$/;

const shared = [...contractMessages.values()].flatMap(
  (message): [string, Message<unknown>, protobuf.Type][] => {
    const type = google.lookup(message.name);
    return type instanceof protobuf.Type && !outdated.test(type.fullName)
      ? [[message.name, message, type]]
      : [];
  },
);

/** The value without fields that Google's package lacks. */
function prune(message: Message<unknown>, type: protobuf.Type, value: Json): Json {
  const kept: Json = {};
  for (const field of message.fields) {
    const child = value[field.jsonName];
    const theirs = type.fieldsById[field.number];
    if (child === undefined || theirs === undefined) continue;
    const inner = theirs.resolvedType;
    if (inner !== null && outdated.test(inner.fullName)) continue;
    kept[field.jsonName] = inner instanceof protobuf.Type ? pruneValue(field.type, inner, child) : child;
  }
  return kept;
}

function pruneValue(type: FieldType<unknown>, theirs: protobuf.Type, value: unknown): unknown {
  if (type.form === 'message') return prune(type, theirs, value as Json);
  if (type.form === 'repeated')
    return (value as unknown[]).map((item) => pruneValue(type.element, theirs, item));
  if (type.form !== 'map') return value;
  return Object.fromEntries(
    Object.entries(value as Json).map(([key, item]) => [key, pruneValue(type.value, theirs, item)]),
  );
}

describe('bytes that were re-encoded by Google’s descriptors', () => {
  it('cover the messages that Google has', () => {
    expect(shared.length).toBeGreaterThan(150);
  });

  it.each(shared)('%s', (_, message, type) => {
    fc.assert(
      fc.property(arbitraryMessage(message), (value) => {
        // As a key of an object it is lost in the other implementation.
        fc.pre(!JSON.stringify(value).includes('"__proto__"'));
        const ours = encodeMessage(message, value);
        const theirs = type.encode(type.decode(ours)).finish();
        const read = (bytes: Uint8Array) => prune(message, type, decodeMessage(message, bytes));
        expect(read(theirs)).toEqual(read(ours));
      }),
      { numRuns: 15 },
    );
  });
});
