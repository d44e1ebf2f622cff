import { parseText } from '../domain/json.js';
import { v1Member, v1Range, v1Start } from '../domain/stored-forms.js';

/**
 * A note or occurrence is stored as one JSON text (docs/adr/0031): its v1beta1 form. If a client of v1 wrote it, the v1
 * form precedes that as a member of its own:
 *
 *     {"v1Length":57,"v1":{"name":"projects/p/notes/n", …},"name":"projects/p/notes/n", …}
 *
 * Each form is complete, so a version reads its own without parsing. The length says where the v1 form ends.
 */
export interface Texts {
  readonly v1beta1: string;
  /** Absent where no client of v1 has written the object. */
  readonly v1?: string | undefined;
}

/** @example joinTexts({ v1beta1: '{"name":"a"}', v1: '{"name":"a"}' }) */
export function joinTexts({ v1beta1, v1 }: Texts): string {
  return v1 === undefined ? v1beta1 : `${v1Start}${v1.length}${v1Member}${v1},${v1beta1.slice(1)}`;
}

export function splitTexts(stored: string): Texts {
  const v1 = v1Text(stored);
  return v1 === undefined ? { v1beta1: stored } : { v1, v1beta1: v1beta1Text(stored) };
}

/** The v1 form of a stored text; undefined where no client of v1 wrote the object. */
export function v1Text(stored: string): string | undefined {
  if (!hasV1Text(stored)) return undefined;
  const [from, end] = v1Range(stored);
  return stored.slice(from, end);
}

/** Whether a client of v1 wrote the object. */
export function hasV1Text(stored: string): boolean {
  return stored.startsWith(v1Start);
}

/** The v1beta1 form of a stored text. */
export function v1beta1Text(stored: string): string {
  return hasV1Text(stored) ? `{${stored.slice(v1Range(stored)[1] + 1)}` : stored;
}

/** The stored forms of an object. */
export interface Forms<Document> {
  readonly v1beta1: Document;
  readonly v1?: Document | undefined;
}

/** An object as it is to be stored. */
export interface Written<Document> {
  /** Its v1beta1 form, without what the server fills. */
  readonly v1beta1: Document;
  /** Two equivalent forms from which the v1 form is updated. Without a v1 form among them, none is stored. */
  readonly before?: Forms<Document> | undefined;
}

export function parseForms<Document>(stored: string): Forms<Document> {
  const { v1beta1, v1 } = splitTexts(stored);
  return {
    v1beta1: JSON.parse(v1beta1) as Document,
    v1: v1 === undefined ? undefined : (JSON.parse(v1) as Document),
  };
}

/** `parseForms` for long texts, in slices, so that other callers are not blocked. */
export async function parseFormsInSlices<Document>(stored: string): Promise<Forms<Document>> {
  const { v1beta1, v1 } = splitTexts(stored);
  return {
    v1beta1: (await parseText(v1beta1)) as Document,
    v1: v1 === undefined ? undefined : ((await parseText(v1)) as Document),
  };
}
