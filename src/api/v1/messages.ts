import { Severity } from '../../kinds/common/v1/messages.js';
import type { Registry } from '../../kinds/registry.js';
import { map, repeated } from '../../schema/field-types.js';
import { field, type Message, message } from '../../schema/message.js';
import { bool, int32, int64, text } from '../../schema/scalars.js';
import { Empty, fieldMask } from '../../schema/well-known.js';

/** Request and response messages of the v1 services (conformance 4.1). */
export type V1Messages = ReturnType<typeof buildV1Messages>;

const filterDoc = 'Which ones, in the filter language; empty for all.';
const pageSizeDoc = 'How many at most, up to 1000; 0 for the default.';
const pageTokenDoc = 'nextPageToken of the page before; empty for the first page.';
const partialDoc = 'Accepted and without effect: answers are never partial.';
const nextDoc = 'Asks for the next page; empty on the last one.';
const unreachableDoc = 'Never set: answers are never partial.';

const Project = message('grafeas.v1.project.Project', 'A place for notes and occurrences.', {
  name: field(1, text(), 'projects/PROJECT.'),
});

const list = {
  filter: field(2, text(), filterDoc),
  pageSize: field(3, int32(), pageSizeDoc),
  pageToken: field(4, text(), pageTokenDoc),
};

const named = (request: string, what: string, doc: string): Message<{ readonly name?: string | undefined }> =>
  message(`grafeas.v1.${request}`, doc, { name: field(1, text(), what, { required: true }) });

const noteName = 'The note: projects/PROVIDER/notes/NOTE.';
const occurrenceName = 'The occurrence: projects/CONSUMER/occurrences/OCCURRENCE.';
/** Numbered far from the contract's own fields, which other servers may add to. */
const requestId = field(
  1000,
  text(),
  'An extension of this server: a UUID made for this request. The same request under the same id is carried out once and answered again, for an hour at least; another request under it is refused.',
);
const parentDoc = 'The project: projects/PROJECT, or a location of it.';

/** The summary is a method of the hosted service, whose package Google's clients call. */
const hosted = 'google.devtools.containeranalysis.v1';

const FixableTotal = message(
  `${hosted}.VulnerabilityOccurrencesSummary.FixableTotalByDigest`,
  'How many findings of a severity an artifact has.',
  {
    resourceUri: field(1, text(), 'The artifact.'),
    severity: field(2, Severity, 'The severity counted; unset in the entry that counts all of the artifact.'),
    fixableCount: field(3, int64(), 'How many of them have a fix.'),
    totalCount: field(4, int64(), 'How many there are.'),
  },
);

export function buildV1Messages({ Note, Occurrence }: Registry) {
  const parent = field(1, text(), parentDoc, { required: true });
  const notes = (number: number) => field(number, repeated(Note), 'The notes.');
  const occurrences = (number: number) => field(number, repeated(Occurrence), 'The occurrences.');
  const nextPageToken = field(2, text(), nextDoc);
  const unreachable = field(3, repeated(text()), unreachableDoc);
  return {
    Project,
    Note,
    Occurrence,
    Empty,
    CreateProjectRequest: message('grafeas.v1.project.CreateProjectRequest', 'Creates a project.', {
      project: field(1, Project, 'The project.'),
    }),
    GetProjectRequest: named('project.GetProjectRequest', 'projects/PROJECT.', 'Reads a project.'),
    DeleteProjectRequest: named('project.DeleteProjectRequest', 'projects/PROJECT.', 'Deletes a project.'),
    ListProjectsRequest: message('grafeas.v1.project.ListProjectsRequest', 'Lists projects.', {
      filter: field(1, text(), filterDoc),
      pageSize: field(2, int32(), pageSizeDoc),
      pageToken: field(3, text(), pageTokenDoc),
    }),
    ListProjectsResponse: message('grafeas.v1.project.ListProjectsResponse', 'A page of projects.', {
      projects: field(1, repeated(Project), 'The projects.'),
      nextPageToken,
    }),
    GetNoteRequest: named('GetNoteRequest', noteName, 'Reads a note.'),
    DeleteNoteRequest: named('DeleteNoteRequest', noteName, 'Deletes a note.'),
    ListNotesRequest: message('grafeas.v1.ListNotesRequest', 'Lists notes.', {
      parent,
      ...list,
      returnPartialSuccess: field(5, bool(), partialDoc),
    }),
    ListNotesResponse: message('grafeas.v1.ListNotesResponse', 'A page of notes.', {
      notes: notes(1),
      nextPageToken,
      unreachable,
    }),
    CreateNoteRequest: message('grafeas.v1.CreateNoteRequest', 'Creates a note.', {
      parent,
      noteId: field(2, text(), 'The id the note gets, without a slash.', { required: true }),
      note: field(3, Note, 'The note.', { required: true }),
      requestId,
    }),
    BatchCreateNotesRequest: message(
      'grafeas.v1.BatchCreateNotesRequest',
      'Creates up to 1000 notes, all or none.',
      {
        parent,
        notes: field(2, map(Note), 'The notes by their ids.', { required: true }),
        requestId,
      },
    ),
    BatchCreateNotesResponse: message('grafeas.v1.BatchCreateNotesResponse', 'The notes created.', {
      notes: notes(1),
    }),
    UpdateNoteRequest: message('grafeas.v1.UpdateNoteRequest', 'Changes a note.', {
      name: field(1, text(), noteName, { required: true }),
      note: field(2, Note, 'The new values.', { required: true }),
      updateMask: field(3, fieldMask(), 'Which paths to change.'),
    }),
    GetOccurrenceRequest: named('GetOccurrenceRequest', occurrenceName, 'Reads an occurrence.'),
    DeleteOccurrenceRequest: named('DeleteOccurrenceRequest', occurrenceName, 'Deletes an occurrence.'),
    GetOccurrenceNoteRequest: named(
      'GetOccurrenceNoteRequest',
      occurrenceName,
      'Reads the note behind an occurrence.',
    ),
    ListOccurrencesRequest: message('grafeas.v1.ListOccurrencesRequest', 'Lists occurrences.', {
      parent,
      ...list,
      returnPartialSuccess: field(5, bool(), partialDoc),
    }),
    ListOccurrencesResponse: message('grafeas.v1.ListOccurrencesResponse', 'A page of occurrences.', {
      occurrences: occurrences(1),
      nextPageToken,
      unreachable,
    }),
    CreateOccurrenceRequest: message('grafeas.v1.CreateOccurrenceRequest', 'Creates an occurrence.', {
      parent,
      occurrence: field(2, Occurrence, 'The occurrence.', { required: true }),
      requestId,
    }),
    BatchCreateOccurrencesRequest: message(
      'grafeas.v1.BatchCreateOccurrencesRequest',
      'Creates up to 1000 occurrences, all or none.',
      {
        parent,
        occurrences: field(2, repeated(Occurrence), 'The occurrences.', { required: true }),
        requestId,
      },
    ),
    BatchCreateOccurrencesResponse: message(
      'grafeas.v1.BatchCreateOccurrencesResponse',
      'The occurrences created, in the order of the request.',
      {
        occurrences: occurrences(1),
      },
    ),
    UpdateOccurrenceRequest: message('grafeas.v1.UpdateOccurrenceRequest', 'Changes an occurrence.', {
      name: field(1, text(), occurrenceName, { required: true }),
      occurrence: field(2, Occurrence, 'The new values.', { required: true }),
      updateMask: field(3, fieldMask(), 'Which paths to change.'),
    }),
    ListNoteOccurrencesRequest: message(
      'grafeas.v1.ListNoteOccurrencesRequest',
      'Lists the occurrences of a note in all projects.',
      {
        name: field(1, text(), noteName, { required: true }),
        ...list,
      },
    ),
    ListNoteOccurrencesResponse: message('grafeas.v1.ListNoteOccurrencesResponse', 'A page of occurrences.', {
      occurrences: occurrences(1),
      nextPageToken,
    }),
    GetVulnerabilityOccurrencesSummaryRequest: message(
      `${hosted}.GetVulnerabilityOccurrencesSummaryRequest`,
      'Counts findings.',
      {
        parent,
        filter: field(2, text(), filterDoc),
      },
    ),
    VulnerabilityOccurrencesSummary: message(
      `${hosted}.VulnerabilityOccurrencesSummary`,
      'Findings counted by artifact and severity.',
      { counts: field(1, repeated(FixableTotal), 'The counts.') },
    ),
  };
}
