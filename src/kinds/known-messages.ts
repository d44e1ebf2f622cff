import { type AnyValue, any } from '../schema/any.js';
import type { WellKnownType } from '../schema/field-types.js';
import type { Message } from '../schema/message.js';
import { indexMessages, type MessageIndex } from '../schema/message-index.js';
import { errorDetails } from './common/rpc-error-details.js';
import { v1Frame } from './common/v1/frame.js';
import type { Kind } from './kind.js';
import { knownKinds } from './known-kinds.js';
import { buildRegistry } from './registry.js';

const indexes = new WeakMap<readonly Kind[], MessageIndex>();

/** Finds a message of the contract, of any version, by its full name. A packed message may be any of these. */
function knownMessage(name: string): Message<unknown> | undefined {
  const kinds = knownKinds('v1beta1');
  let index = indexes.get(kinds);
  if (index === undefined) {
    const registries = [buildRegistry(kinds), buildRegistry(knownKinds('v1'), v1Frame)];
    const documents = registries.flatMap(({ Note, Occurrence }) => [Note, Occurrence]);
    index = indexMessages([...documents, ...errorDetails]);
    indexes.set(kinds, index);
  }
  return index.get(name);
}

/** google.protobuf.Any, which may hold any message of the contract. */
export const anyMessage = (): WellKnownType<AnyValue> => any(knownMessage);
