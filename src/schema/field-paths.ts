import { didYouMean } from '../domain/filter/near-names.js';
import type { FieldType } from './field-types.js';
import type { Message } from './message.js';

/**
 * Resolves a path within a message, in the form of errors.
 *
 * @param path names of fields in any spelling, keys of maps, indexes of lists.
 */
export interface Place {
  /** The same path with fields in proto spelling; unknown names are not changed. */
  readonly path: readonly PropertyKey[];
  /** The message of the last part, if any. */
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
