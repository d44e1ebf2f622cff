import { didYouMean } from '../domain/filter/near-names.js';
import type { FieldType } from './field-types.js';
import type { Message } from './message.js';

/**
 * Where something is within a message, as errors name it, and what is there.
 *
 * @param path names of fields in any spelling, keys of maps, indexes of lists.
 */
export interface Place {
  /** The same path with fields in proto spelling; what the message does not know stays as it was written. */
  readonly path: readonly PropertyKey[];
  /** The message the last part belongs to, where it belongs to one. */
  readonly parent: Message<unknown> | undefined;
}

export function placeOf(message: Message<unknown>, path: readonly PropertyKey[]): Place {
  const out: PropertyKey[] = [];
  let type: FieldType<unknown> | undefined = message;
  let parent: Message<unknown> | undefined;
  for (const part of path) {
    parent = type?.form === 'message' ? type : undefined;
    if (type?.form === 'message') {
      const field = type.byName.get(String(part));
      out.push(field?.protoName ?? part);
      type = field?.type;
    } else {
      out.push(part);
      type = type?.form === 'repeated' ? type.element : type?.form === 'map' ? type.value : undefined;
    }
  }
  return { path: out, parent };
}

/** `; did you mean severity?` for a name that is no field of the message, or nothing. Names are in proto spelling. */
export function nearFields(message: Message<unknown>, name: string): string {
  return didYouMean(
    name,
    message.fields.map(({ protoName }) => protoName),
  );
}
