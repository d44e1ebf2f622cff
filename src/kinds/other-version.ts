import type { NoteDocument, OccurrenceDocument, Registry } from './registry.js';
import type { Forms } from './stored-text.js';

/**
 * From one version's form of an object to the other's. `before` are the forms until now: what the version that is converted
 * from cannot say is taken from there, as far as it still holds.
 *
 * @example const v1 = toV1(changed, { v1beta1: read, v1: stored });
 */
export interface FormConversion<Document> {
  toV1(document: Document, before?: Forms<Document>): Document;
  toV1beta1(document: Document, before?: Forms<Document>): Document;
}

/** v1, as v1beta1 sees it. */
export interface OtherVersion {
  readonly registry: Registry;
  readonly note: FormConversion<NoteDocument>;
  readonly occurrence: FormConversion<OccurrenceDocument>;
}
