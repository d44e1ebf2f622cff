import type { Conversion } from './conversion.js';

type Json = Readonly<Record<string, unknown>>;

/** Where the details of a kind are in the text of an occurrence, and their conversion. */
export interface DetailsInText {
  /** The text before their value, such as `,"vulnerability":`. */
  readonly before: string;
  readonly conversion: Conversion;
}

const artifact = ',"resource":{"uri":';
const noteName = ',"noteName":"';
const kindName = ',"kind":"';

/**
 * Converts the stored text of an occurrence from v1beta1 to v1. What all kinds have is the same text in both versions, except
 * for the artifact, and is copied. Only the details are parsed and printed, which costs a quarter less than the whole document.
 *
 * Keys are found as text. A string of the document cannot have such text, since its quotes are escaped. The text is in
 * declared order, so these are members of the occurrence itself.
 *
 * @param ofKind by the name of the kind; undefined where v1 has no such details.
 * @returns undefined for an occurrence with other members, such as a content hash: convert the whole document then.
 */
export function occurrenceTextToV1(
  text: string,
  ofKind: (name: string) => DetailsInText | undefined,
): string | undefined {
  const uri = text.indexOf(artifact);
  const note = text.indexOf(noteName, uri);
  if (uri < 0 || !text.startsWith('"}', note - 2)) return undefined;
  const kind = text.indexOf(kindName, note) + kindName.length;
  const known = ofKind(text.slice(kind, text.indexOf('"', kind)));
  const details = known === undefined ? -1 : text.indexOf(known.before, kind);
  if (known === undefined || details < 0) return undefined;
  const same = { before: text.slice(0, uri), after: text.slice(note, details + 1) };
  const resourceUri = text.slice(uri + artifact.length, note - 1);
  const converted = known.conversion.toV1(JSON.parse(`{${text.slice(details + 1)}`) as Json);
  return `${same.before},"resourceUri":${resourceUri}${same.after}${JSON.stringify(converted).slice(1)}`;
}
