import type { Forms } from './stored-text.js';

/**
 * Converts one version's form of an object to the other's. `before` are the previous forms. Values that the source version
 * cannot represent are taken from there, as far as they remain valid.
 *
 * @example const v1 = toV1(changed, { v1beta1: read, v1: stored });
 */
export interface FormConversion<Document> {
  toV1(document: Document, before?: Forms<Document>): Document;
  /** The text that `toV1` of a stored v1beta1 text would have. */
  textToV1(text: string): string;
  toV1beta1(document: Document, before?: Forms<Document>): Document;
}
