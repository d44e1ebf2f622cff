import { formatNoteName } from '../../domain/names.js';
import type { ConvertOptions } from '../types.js';
import { noteId } from './note-id.js';

/** The note of who signed. */
export interface Authority {
  readonly noteName: string;
  /** For people, in its `hint`. */
  readonly shownAs: string;
}

/**
 * The note that the caller chose for all signatures, or else one of its own for each signer. A stored note stays as it is.
 *
 * @param own id and `shownAs` of the signer's own note
 * @example authorityOf(reading.options, { id: `cosign-${key}`, shownAs: key })
 */
export function authorityOf(
  { authority, provider }: Pick<ConvertOptions, 'authority' | 'provider'>,
  own: { readonly id: string; readonly shownAs: string },
): Authority {
  if (authority === undefined)
    return { noteName: formatNoteName({ scope: provider, id: noteId(own.id) }), shownAs: own.shownAs };
  return { noteName: formatNoteName({ scope: provider, id: authority }), shownAs: authority };
}
