import { mapInSlices } from '../domain/slices.js';
import type { FormConversion, OtherVersion } from '../kinds/other-version.js';
import type { NoteDocument, OccurrenceDocument, Registry } from '../kinds/registry.js';
import { type Forms, hasV1Text, splitTexts, v1beta1Text, type Written } from '../kinds/stored-text.js';

/** How one version of the API sees what is stored (docs/adr/0031). Services take what differs between versions from here. */
export interface View {
  /** The messages and kinds of the version. */
  readonly registry: Registry;
  readonly note: ObjectView<NoteDocument>;
  readonly occurrence: ObjectView<OccurrenceDocument>;
  /** The member of a count that names the artifact. */
  artifact(uri: string): object;
}

export interface ObjectView<Document> {
  /** The text that the version shows of a stored one. */
  textOf(stored: string): string;
  /** Whether that takes as long as converting the object. */
  converts(stored: string): boolean;
  /** The version's form of an object. */
  formOf(forms: Forms<Document>): Document;
  /** What a client of the version has written, ready to be stored; `before` is what is stored. */
  toWritten(document: Document, before?: Forms<Document>): Written<Document>;
}

/** The texts of a page; a long one is converted without holding up other callers. */
export function textsOf(
  { textOf, converts }: Pick<ObjectView<never>, 'textOf' | 'converts'>,
  page: readonly { readonly document: string }[],
): readonly string[] | Promise<readonly string[]> {
  if (page.some(({ document }) => converts(document)))
    return mapInSlices(page, ({ document }) => textOf(document));
  return page.map(({ document }) => textOf(document));
}

/** What is stored is the v1beta1 form; it is shown as it is. */
export function v1beta1View(registry: Registry): View {
  const object = {
    textOf: v1beta1Text,
    converts: () => false,
    formOf: <Document>({ v1beta1 }: Forms<Document>) => v1beta1,
    toWritten: <Document>(document: Document, before?: Forms<Document>) => ({ v1beta1: document, before }),
  };
  return { registry, note: object, occurrence: object, artifact: (uri) => ({ resource: { uri } }) };
}

/** The v1 form where there is one; else it is made of the v1beta1 form. */
export function v1View({ registry, note, occurrence }: OtherVersion): View {
  return {
    registry,
    note: v1ObjectView(note),
    occurrence: v1ObjectView(occurrence),
    artifact: (resourceUri) => ({ resourceUri }),
  };
}

function v1ObjectView<Document>(conversion: FormConversion<Document>): ObjectView<Document> {
  return {
    converts: (stored) => !hasV1Text(stored),
    textOf(stored) {
      const { v1, v1beta1 } = splitTexts(stored);
      return v1 ?? JSON.stringify(conversion.toV1(JSON.parse(v1beta1) as Document));
    },
    formOf: ({ v1beta1, v1 }) => v1 ?? conversion.toV1(v1beta1),
    toWritten(document, before) {
      // What v1 has read, also where only the v1beta1 form is stored: by it what v1 cannot say is carried over.
      const read = before && { ...before, v1: before.v1 ?? conversion.toV1(before.v1beta1) };
      const v1beta1 = conversion.toV1beta1(document, read);
      return { v1beta1, before: { v1beta1, v1: document } };
    },
  };
}
