import type { Conversion } from './conversion.js';

type Json = Readonly<Record<string, unknown>>;

/** How the details of a kind are found in the text of an occurrence, and their conversion. */
export interface DetailsInText {
  /** The text before them in each version, such as `,"vulnerability":`. */
  readonly v1beta1: string;
  readonly v1: string;
  readonly conversion: Conversion;
  /** Converts their text where it can, which is cheaper. */
  readonly textToV1?: ((details: string) => string | undefined) | undefined;
}

const artifact = ',"resource":{"uri":';
const noteName = ',"noteName":"';
const kindName = ',"kind":"';
/** Of the occurrence, after its details, or a member of them. */
const envelope = ',"envelope":';

/**
 * Converts the stored text of an occurrence from v1beta1 to v1. What all kinds have is the same text in both versions, except
 * for the artifact, and is copied. Only the details are parsed and printed, which costs a fifth less than the whole document.
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
  const details = known === undefined ? -1 : text.indexOf(known.v1beta1, kind);
  if (known === undefined || details < 0 || text.includes(envelope, details)) return undefined;
  const before = text.slice(0, uri);
  const resourceUri = text.slice(uri + artifact.length, note - 1);
  const between = text.slice(note, details);
  const converted = detailsToV1(text.slice(details + known.v1beta1.length, -1), known);
  return `${before},"resourceUri":${resourceUri}${between}${known.v1}${converted}}`;
}

function detailsToV1(text: string, { conversion, textToV1 }: DetailsInText): string {
  return textToV1?.(text) ?? JSON.stringify(conversion.toV1(JSON.parse(text) as Json));
}
