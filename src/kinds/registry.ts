import { repeated } from '../schema/field-types.js';
import { type FieldDeclaration, field, type Message, message } from '../schema/message.js';
import { enumeration, text, timestamp } from '../schema/scalars.js';
import { Envelope, RelatedUrl, Resource } from './common/resource.js';
import type { FormConversion } from './form-conversion.js';
import type { Kind, Member } from './kind.js';
import { noteKindValues } from './note-kind.js';

/** A note or occurrence in canonical form. The kind's member stands beside these under its own name. */
interface DocumentBase {
  readonly name?: string | undefined;
  readonly kind?: string | number | undefined;
  readonly createTime?: string | undefined;
  readonly updateTime?: string | undefined;
}

export interface NoteDocument extends DocumentBase {
  readonly [member: string]: unknown;
}

export interface OccurrenceDocument extends DocumentBase {
  /** In v1beta1. */
  readonly resource?: { readonly uri?: string | undefined } | undefined;
  /** In v1. */
  readonly resourceUri?: string | undefined;
  readonly noteName?: string | undefined;
  readonly [member: string]: unknown;
}

/** The kinds of one API version, and the messages that are built from them. */
export interface Registry {
  readonly kinds: readonly Kind[];
  readonly Note: Message<NoteDocument>;
  readonly Occurrence: Message<OccurrenceDocument>;
  /** By the member that is set; undefined where none is. */
  kindOfNote(note: NoteDocument): Kind | undefined;
  kindOfOccurrence(occurrence: OccurrenceDocument): Kind | undefined;
  /** By the id that rows are stored with. */
  byId(id: number): Kind | undefined;
  /** v1, if this is the registry of v1beta1 and the server serves both versions. */
  readonly v1?: OtherVersion | undefined;
}

/** The registry and conversions of v1, for the registry of v1beta1. */
export interface OtherVersion {
  readonly registry: Registry;
  readonly note: FormConversion<NoteDocument>;
  readonly occurrence: FormConversion<OccurrenceDocument>;
}

/** The members of notes and occurrences that do not depend on the kind, for one version of the contract. */
export interface Frame {
  /** Package of their messages. */
  readonly package: string;
  readonly relatedUrl: Message<unknown>;
  /** The member of an occurrence that names the artifact, under its JSON name. */
  readonly artifact: Readonly<Record<string, FieldDeclaration<unknown>>>;
  readonly envelope: FieldDeclaration<unknown>;
}

const v1beta1Frame: Frame = {
  package: 'grafeas.v1beta1',
  relatedUrl: RelatedUrl,
  artifact: { resource: field(2, Resource, 'The artifact.', { required: true, immutable: true }) },
  envelope: field(20, Envelope, 'The signed original of the details, in a DSSE envelope.'),
};

/**
 * Builds the messages of notes and occurrences from a list of kinds, for example `buildRegistry(kinds)` for v1beta1.
 *
 * @param frame the common members of the version that the kinds belong to; v1beta1 by default.
 * @param v1 v1, if this is the registry of v1beta1 and the server serves both versions.
 */
export function buildRegistry(
  kinds: readonly Kind[],
  frame: Frame = v1beta1Frame,
  v1?: OtherVersion,
): Registry {
  const NoteKind = enumeration(`${frame.package}.NoteKind`, noteKindValues(kinds));
  const byId = new Map(kinds.map((kind) => [kind.id, kind]));
  const find = (document: DocumentBase, side: 'note' | 'occurrence'): Kind | undefined =>
    kinds.find((kind) => {
      const member = kind[side]?.member;
      return member !== undefined && (document as NoteDocument)[member] !== undefined;
    });
  return {
    kinds,
    Note: noteMessage(kinds, NoteKind, frame),
    Occurrence: occurrenceMessage(kinds, NoteKind, frame),
    kindOfNote: (note) => find(note, 'note'),
    kindOfOccurrence: (occurrence) => find(occurrence, 'occurrence'),
    byId: (id) => byId.get(id),
    v1,
  };
}

type NoteKindType = ReturnType<typeof enumeration>;

function noteMessage(kinds: readonly Kind[], NoteKind: NoteKindType, frame: Frame): Message<NoteDocument> {
  return message(
    `${frame.package}.Note`,
    'Something that can be found, done or signed. Its provider describes it once.',
    {
      name: field(1, text(), 'projects/PROVIDER/notes/NOTE.', { output: true }),
      shortDescription: field(2, text(), 'One sentence.'),
      longDescription: field(3, text(), 'Long description.'),
      kind: field(4, NoteKind, 'Kind of the note; derived from the member that is set.', { output: true }),
      relatedUrl: field(5, repeated(frame.relatedUrl), 'Links to further information.'),
      expirationTime: field(6, timestamp(), 'When the note stops being valid.'),
      createTime: field(7, timestamp(), 'When the note was created.', { output: true }),
      updateTime: field(8, timestamp(), 'When the note was last changed.', { output: true }),
      relatedNoteNames: field(9, repeated(text()), 'Names of related notes.'),
      ...members(
        kinds.map((kind) => kind.note),
        'type',
      ),
    },
    {
      rule: (value, path, report) =>
        checkMember(
          kinds.map((kind) => kind.note),
          value,
          path,
          report,
          'type',
        ),
    },
  ) as unknown as Message<NoteDocument>;
}

function occurrenceMessage(
  kinds: readonly Kind[],
  NoteKind: NoteKindType,
  frame: Frame,
): Message<OccurrenceDocument> {
  const details = kinds.flatMap((kind) => kind.occurrence ?? []);
  return message(
    `${frame.package}.Occurrence`,
    'An instance of a note on an artifact.',
    {
      name: field(1, text(), 'projects/CONSUMER/occurrences/OCCURRENCE.', { output: true }),
      ...frame.artifact,
      noteName: field(3, text(), 'The note: projects/PROVIDER/notes/NOTE.', {
        required: true,
        immutable: true,
      }),
      kind: field(4, NoteKind, 'Kind of the occurrence; derived from the member that is set.', {
        output: true,
      }),
      remediation: field(5, text(), 'What can be done about it.'),
      createTime: field(6, timestamp(), 'When the occurrence was created.', { output: true }),
      updateTime: field(7, timestamp(), 'When the occurrence was last changed.', { output: true }),
      ...members(details, 'details'),
      envelope: frame.envelope,
    },
    { rule: (value, path, report) => checkMember(details, value, path, report, 'details') },
  ) as unknown as Message<OccurrenceDocument>;
}

function members(list: readonly Member<unknown>[], oneof: string): Record<string, FieldDeclaration<unknown>> {
  return Object.fromEntries(
    list.map(({ member, number, message: type, formerName }) => [
      member,
      field(number, type, type.doc, {
        oneof,
        check: true,
        ...(formerName === undefined ? {} : { formerName }),
      }),
    ]),
  );
}

function checkMember(
  list: readonly Member<unknown>[],
  value: object,
  path: string,
  report: (path: string, description: string) => void,
  oneof: string,
): void {
  if (!list.some(({ member }) => (value as Record<string, unknown>)[member] !== undefined)) {
    report(
      path === '' ? oneof : `${path}.${oneof}`,
      `required: set exactly one of ${list.map(({ member }) => member).join(', ')}`,
    );
  }
}
