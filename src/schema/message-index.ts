import type { FieldType } from './field-types.js';
import type { Message } from './message.js';

/** Messages by full protobuf name. */
export type MessageIndex = ReadonlyMap<string, Message<unknown>>;

/** The given messages and all reachable from them, each once, a message before those it contains. */
export function indexMessages(roots: Iterable<Message<unknown>>): MessageIndex {
  const index = new Map<string, Message<unknown>>();
  const visit = (message: Message<unknown>): void => {
    if (index.has(message.name)) return;
    index.set(message.name, message);
    for (const { type } of message.fields) {
      const inner = messageOf(type);
      if (inner !== undefined) visit(inner);
    }
  };
  for (const root of roots) visit(root);
  return index;
}

function messageOf(type: FieldType<unknown>): Message<unknown> | undefined {
  if (type.form === 'message') return type;
  if (type.form === 'repeated') return messageOf(type.element);
  return type.form === 'map' ? messageOf(type.value) : undefined;
}
