import type { Registry } from '../kinds/registry.js';
import { type EnumType, map, repeated } from '../schema/field-types.js';
import { type FieldDeclaration, field, type Message, message } from '../schema/message.js';
import { bool, int32, int64, text } from '../schema/scalars.js';
import { Empty, fieldMask } from '../schema/well-known.js';

/** Request and response messages of the services of a version. */
export type Messages = ReturnType<typeof grafeasMessages>;

const filterDoc = 'A filter; empty for all.';
const pageSizeDoc = 'The maximum number of results, up to 1000; 0 for the default.';
const pageTokenDoc = 'nextPageToken of the previous page; empty for the first page.';
const partialDoc = 'Accepted and ignored: responses are never partial.';
const nextDoc = 'The pageToken for the next page; empty on the last page.';
const unreachableDoc = 'Never set: responses are never partial.';

const list = {
  filter: field(2, text(), filterDoc),
  pageSize: field(3, int32(), pageSizeDoc),
  pageToken: field(4, text(), pageTokenDoc),
};

const noteName = 'The note: projects/PROVIDER/notes/NOTE.';
const occurrenceName = 'The occurrence: projects/CONSUMER/occurrences/OCCURRENCE.';
/** Numbered far from the contract's own fields, to which Google may add. */
const requestId = field(
  1000,
  text(),
  'An extension of this server: a UUID made for this request. For at least an hour, a repeat of the request with the same id has no further effect and returns the same response. A different request with the same id is refused.',
);
const parentDoc = 'The project: projects/PROJECT, or a location of it.';
const readParentDoc = `${parentDoc} projects/- is all projects that the caller may read, with their locations.`;

/** What differs between the messages of versions. */
export interface MessageOptions {
  /** Package of the services: `grafeas.v1beta1`. */
  readonly package: string;
  /** Number of `returnPartialSuccess` in ListOccurrencesRequest. */
  readonly partialNumber: number;
  /** Package of the messages of the summary. */
  readonly summaryPackage: string;
  /** Whether the summary has the fields of partial responses. */
  readonly partialSummary: boolean;
  /** The member of a count that names the artifact. */
  readonly artifact: Readonly<Record<string, FieldDeclaration<unknown>>>;
  readonly severity: EnumType<string>;
}

/** The messages of a version whose notes and occurrences are those of the registry. */
export function grafeasMessages({ Note, Occurrence }: Registry, options: MessageOptions) {
  const { package: of, summaryPackage, severity } = options;
  const partial = (number: number) => ({ returnPartialSuccess: field(number, bool(), partialDoc) });
  const Project = message(`${of}.project.Project`, 'A place for notes and occurrences.', {
    name: field(1, text(), 'projects/PROJECT.'),
  });

  const named = (
    request: string,
    what: string,
    doc: string,
  ): Message<{ readonly name?: string | undefined }> =>
    message(`${of}.${request}`, doc, { name: field(1, text(), what, { required: true }) });

  const FixableTotal = message(
    `${summaryPackage}.VulnerabilityOccurrencesSummary.FixableTotalByDigest`,
    'The number of findings of one severity of an artifact.',
    {
      ...options.artifact,
      severity: field(2, severity, 'The severity; unset in the entry with the total of the artifact.'),
      fixableCount: field(3, int64(), 'The number of findings that have a fix.'),
      totalCount: field(4, int64(), 'The number of findings.'),
    },
  );
  const parent = field(1, text(), parentDoc, { required: true });
  const readParent = field(1, text(), readParentDoc, { required: true });
  const notes = (number: number) => field(number, repeated(Note), 'The notes.');
  const occurrences = (number: number) => field(number, repeated(Occurrence), 'The occurrences.');
  const nextPageToken = field(2, text(), nextDoc);
  const unreachable = field(3, repeated(text()), unreachableDoc);
  return {
    Project,
    Note,
    Occurrence,
    Empty,
    CreateProjectRequest: message(`${of}.project.CreateProjectRequest`, 'Creates a project.', {
      project: field(1, Project, 'The project.'),
    }),
    GetProjectRequest: named('project.GetProjectRequest', 'projects/PROJECT.', 'Reads a project.'),
    DeleteProjectRequest: named('project.DeleteProjectRequest', 'projects/PROJECT.', 'Deletes a project.'),
    ListProjectsRequest: message(`${of}.project.ListProjectsRequest`, 'Lists projects.', {
      filter: field(1, text(), filterDoc),
      pageSize: field(2, int32(), pageSizeDoc),
      pageToken: field(3, text(), pageTokenDoc),
    }),
    ListProjectsResponse: message(`${of}.project.ListProjectsResponse`, 'A page of projects.', {
      projects: field(1, repeated(Project), 'The projects.'),
      nextPageToken,
    }),
    GetNoteRequest: named('GetNoteRequest', noteName, 'Reads a note.'),
    DeleteNoteRequest: named('DeleteNoteRequest', noteName, 'Deletes a note.'),
    ListNotesRequest: message(`${of}.ListNotesRequest`, 'Lists notes.', {
      parent: readParent,
      ...list,
      ...partial(5),
    }),
    ListNotesResponse: message(`${of}.ListNotesResponse`, 'A page of notes.', {
      notes: notes(1),
      nextPageToken,
      unreachable,
    }),
    CreateNoteRequest: message(`${of}.CreateNoteRequest`, 'Creates a note.', {
      parent,
      noteId: field(2, text(), 'The id the note gets, without a slash.', { required: true }),
      note: field(3, Note, 'The note.', { required: true }),
      requestId,
    }),
    BatchCreateNotesRequest: message(
      `${of}.BatchCreateNotesRequest`,
      'Creates up to 1000 notes, all or none.',
      {
        parent,
        notes: field(2, map(Note), 'The notes by id.', { required: true }),
        requestId,
      },
    ),
    BatchCreateNotesResponse: message(`${of}.BatchCreateNotesResponse`, 'The notes created.', {
      notes: notes(1),
    }),
    UpdateNoteRequest: message(`${of}.UpdateNoteRequest`, 'Changes a note.', {
      name: field(1, text(), noteName, { required: true }),
      note: field(2, Note, 'The new values.', { required: true }),
      updateMask: field(3, fieldMask(), 'The paths to change.'),
    }),
    GetOccurrenceRequest: named('GetOccurrenceRequest', occurrenceName, 'Reads an occurrence.'),
    DeleteOccurrenceRequest: named('DeleteOccurrenceRequest', occurrenceName, 'Deletes an occurrence.'),
    GetOccurrenceNoteRequest: named(
      'GetOccurrenceNoteRequest',
      occurrenceName,
      'Reads the note of an occurrence.',
    ),
    ListOccurrencesRequest: message(`${of}.ListOccurrencesRequest`, 'Lists occurrences.', {
      parent: readParent,
      ...list,
      ...partial(options.partialNumber),
    }),
    ListOccurrencesResponse: message(`${of}.ListOccurrencesResponse`, 'A page of occurrences.', {
      occurrences: occurrences(1),
      nextPageToken,
      unreachable,
    }),
    CreateOccurrenceRequest: message(`${of}.CreateOccurrenceRequest`, 'Creates an occurrence.', {
      parent,
      occurrence: field(2, Occurrence, 'The occurrence.', { required: true }),
      requestId,
    }),
    BatchCreateOccurrencesRequest: message(
      `${of}.BatchCreateOccurrencesRequest`,
      'Creates up to 1000 occurrences, all or none.',
      {
        parent,
        occurrences: field(2, repeated(Occurrence), 'The occurrences.', { required: true }),
        requestId,
      },
    ),
    BatchCreateOccurrencesResponse: message(
      `${of}.BatchCreateOccurrencesResponse`,
      'The occurrences created, in the order of the request.',
      {
        occurrences: occurrences(1),
      },
    ),
    UpdateOccurrenceRequest: message(`${of}.UpdateOccurrenceRequest`, 'Changes an occurrence.', {
      name: field(1, text(), occurrenceName, { required: true }),
      occurrence: field(2, Occurrence, 'The new values.', { required: true }),
      updateMask: field(3, fieldMask(), 'The paths to change.'),
    }),
    ListNoteOccurrencesRequest: message(
      `${of}.ListNoteOccurrencesRequest`,
      'Lists the occurrences of a note in all projects.',
      {
        name: field(1, text(), noteName, { required: true }),
        ...list,
      },
    ),
    ListNoteOccurrencesResponse: message(`${of}.ListNoteOccurrencesResponse`, 'A page of occurrences.', {
      occurrences: occurrences(1),
      nextPageToken,
    }),
    GetVulnerabilityOccurrencesSummaryRequest: message(
      `${summaryPackage}.GetVulnerabilityOccurrencesSummaryRequest`,
      'Counts findings.',
      {
        parent: readParent,
        filter: field(2, text(), filterDoc),
        ...(options.partialSummary ? partial(3) : {}),
      },
    ),
    VulnerabilityOccurrencesSummary: message(
      `${summaryPackage}.VulnerabilityOccurrencesSummary`,
      'Findings counted by artifact and severity.',
      {
        counts: field(1, repeated(FixableTotal), 'The counts.'),
        ...(options.partialSummary ? { unreachable } : {}),
      },
    ),
  };
}
