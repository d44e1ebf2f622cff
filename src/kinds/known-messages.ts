import { type AnyValue, any } from '../schema/any.js';
import type { WellKnownType } from '../schema/field-types.js';
import type { Message } from '../schema/message.js';
import { indexMessages, type MessageIndex } from '../schema/message-index.js';
import { errorDetails } from './common/rpc-error-details.js';
import type { Kind } from './kind.js';
import { knownKinds } from './known-kinds.js';
import { buildRegistry } from './registry.js';

const indexes = new WeakMap<readonly Kind[], MessageIndex>();

/** A message of the contract by its full name: what a packed message may be. */
function knownMessage(name: string): Message<unknown> | undefined {
  const kinds = knownKinds();
  let index = indexes.get(kinds);
  if (index === undefined) {
    const { Note, Occurrence } = buildRegistry(kinds);
    index = indexMessages([Note, Occurrence, ...errorDetails]);
    indexes.set(kinds, index);
  }
  return index.get(name);
}

/** google.protobuf.Any, which may hold any message of the contract. */
export const anyMessage = (): WellKnownType<AnyValue> => any(knownMessage);
