import { mapInSlices } from '../domain/slices.js';
import type { FormConversion } from '../kinds/form-conversion.js';
import type { NoteDocument, OccurrenceDocument, OtherVersion, Registry } from '../kinds/registry.js';
import { type Forms, hasV1Text, v1beta1Text, v1Text, type Written } from '../kinds/stored-text.js';

/** Converts between stored objects and one version of the API (docs/adr/0031). It has everything that differs between versions. */
export interface View {
  /** The messages and kinds of the version. */
  readonly registry: Registry;
  /** What lists want of stored texts, see PageQuery. */
  readonly form?: 'v1' | undefined;
  readonly note: ObjectView<NoteDocument>;
  readonly occurrence: ObjectView<OccurrenceDocument>;
  /** The member of a count that names the artifact. */
  artifact(uri: string): object;
}

export interface ObjectView<Document> {
  /** The text of a stored object in responses of the version. */
  textOf(stored: string): string;
  /** Whether that has to convert the object. */
  converts(stored: string): boolean;
  /** The version's form of an object. */
  formOf(forms: Forms<Document>): Document;
  /** Converts what a client of the version wrote for storing; `before` are the stored forms. */
  toWritten(document: Document, before?: Forms<Document>): Written<Document>;
}

/** The texts of a page. A long page is converted in slices, so that other callers are not blocked. */
export function textsOf(
  { textOf, converts }: Pick<ObjectView<never>, 'textOf' | 'converts'>,
  page: readonly { readonly document: string }[],
): readonly string[] | Promise<readonly string[]> {
  if (page.some(({ document }) => converts(document)))
    return mapInSlices(page, ({ document }) => textOf(document));
  return page.map(({ document }) => textOf(document));
}

/** The view of v1beta1: the stored form is returned unchanged. */
export function v1beta1View(registry: Registry): View {
  const object = {
    textOf: v1beta1Text,
    converts: () => false,
    formOf: <Document>({ v1beta1 }: Forms<Document>) => v1beta1,
    toWritten: <Document>(document: Document, before?: Forms<Document>) => ({ v1beta1: document, before }),
  };
  return { registry, note: object, occurrence: object, artifact: (uri) => ({ resource: { uri } }) };
}

/** The view of v1: the stored v1 form if there is one, else the converted v1beta1 form. */
export function v1View({ registry, note, occurrence }: OtherVersion): View {
  return {
    registry,
    form: 'v1',
    note: v1ObjectView(note),
    occurrence: v1ObjectView(occurrence),
    artifact: (resourceUri) => ({ resourceUri }),
  };
}

function v1ObjectView<Document>(conversion: FormConversion<Document>): ObjectView<Document> {
  return {
    converts: (stored) => !hasV1Text(stored),
    textOf(stored) {
      return v1Text(stored) ?? conversion.textToV1(stored);
    },
    formOf: ({ v1beta1, v1 }) => v1 ?? conversion.toV1(v1beta1),
    toWritten(document, before) {
      // The v1 form that the client read, even if only the v1beta1 form is stored: it is needed to carry over what v1 lacks.
      const read = before && { ...before, v1: before.v1 ?? conversion.toV1(before.v1beta1) };
      const v1beta1 = conversion.toV1beta1(document, read);
      return { v1beta1, before: { v1beta1, v1: document } };
    },
  };
}
