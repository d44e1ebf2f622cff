import { enumeration } from '../schema/scalars.js';
import { knownKinds } from './known-kinds.js';

/** NoteKind of v1beta1. Its values come from the declared kinds, so they are read on first use, not on import. */
export const NoteKind = enumeration('grafeas.v1beta1.NoteKind', () => noteKindValues(knownKinds('v1beta1')));

/** NoteKind of v1. Its numbers above 7 differ from those of v1beta1. */
export const NoteKindV1 = enumeration('grafeas.v1.NoteKind', () => noteKindValues(knownKinds('v1')));

/** Values of the enum by name, with `NOTE_KIND_UNSPECIFIED` as 0. */
export function noteKindValues(
  list: readonly { readonly name: string; readonly number: number }[],
): Record<string, number> {
  return { NOTE_KIND_UNSPECIFIED: 0, ...Object.fromEntries(list.map(({ name, number }) => [name, number])) };
}
