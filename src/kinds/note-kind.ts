import { enumeration } from '../schema/scalars.js';
import { knownKinds } from './known-kinds.js';

/** NoteKind: the kinds there are. Its names come from the kinds themselves, so it is read late. */
export const NoteKind = enumeration('grafeas.v1beta1.NoteKind', () => noteKindValues(knownKinds('v1beta1')));

/** NoteKind of v1, whose numbers above 7 are others. */
export const NoteKindV1 = enumeration('grafeas.v1.NoteKind', () => noteKindValues(knownKinds('v1')));

export function noteKindValues(
  list: readonly { readonly name: string; readonly number: number }[],
): Record<string, number> {
  return { NOTE_KIND_UNSPECIFIED: 0, ...Object.fromEntries(list.map(({ name, number }) => [name, number])) };
}
