import type { NoteService } from '../services/notes.js';
import type { OccurrenceService } from '../services/occurrences.js';
import type { ProjectService } from '../services/projects.js';
import type { SummaryService } from '../services/summary.js';
import { onNote, onOccurrence, onParent } from './guards.js';
import type { Messages } from './messages.js';
import { type Operation, operation, pathsUnder } from './operation.js';

export type Services = ProjectService & NoteService & OccurrenceService & SummaryService;

/** What differs between API versions. */
export interface GrafeasVersion {
  /** First segment of the paths: `v1beta1`. */
  readonly name: string;
  /** Full names of the services: notes and occurrences, projects, summary, permissions. */
  readonly services: {
    readonly grafeas: string;
    readonly projects: string;
    readonly summary: string;
    readonly iam: string;
  };
}

/** The RPCs of Grafeas and its Projects service, the same in every version of the API. */
export function grafeasOperations(
  { name: version, services: { grafeas, projects, summary } }: GrafeasVersion,
  messages: Messages,
  services: Services,
): readonly Operation[] {
  const m = messages;
  const { ofParent, ofName } = pathsUnder(version);
  return [
    operation({
      id: 'CreateProject',
      service: projects,
      http: { verb: 'POST', paths: [`/${version}/projects`], body: 'project', query: [] },
      request: m.CreateProjectRequest,
      response: m.Project,
      summary: 'Create a project',
      description:
        'Optional: notes and occurrences can be written without it. Only created projects are listed.',
      permissions: [{ permission: 'projects.create', on: 'the project' }],
      handle: services.createProject,
    }),
    operation({
      id: 'ListProjects',
      service: projects,
      http: { verb: 'GET', paths: [`/${version}/projects`], query: ['filter', 'pageSize', 'pageToken'] },
      request: m.ListProjectsRequest,
      response: m.ListProjectsResponse,
      summary: 'List projects',
      description: 'Ascending by name; only projects the caller has access to.',
      permissions: [{ permission: 'projects.list', on: 'each project listed' }],
      handle: services.listProjects,
    }),
    operation({
      id: 'GetProject',
      service: projects,
      http: { verb: 'GET', paths: [`/${version}/{name=projects/*}`], query: [] },
      request: m.GetProjectRequest,
      response: m.Project,
      summary: 'Get a project',
      description: 'Returns the project if it was created.',
      permissions: [{ permission: 'projects.get', on: 'the project' }],
      handle: services.getProject,
    }),
    operation({
      id: 'DeleteProject',
      service: projects,
      http: { verb: 'DELETE', paths: [`/${version}/{name=projects/*}`], query: [] },
      request: m.DeleteProjectRequest,
      response: m.Empty,
      summary: 'Delete a project',
      description: 'Its notes and occurrences stay and can still be read.',
      permissions: [{ permission: 'projects.delete', on: 'the project' }],
      handle: services.deleteProject,
    }),
    operation({
      id: 'CreateNote',
      service: grafeas,
      http: { verb: 'POST', paths: ofParent('/notes'), body: 'note', query: ['noteId', 'requestId'] },
      request: m.CreateNoteRequest,
      response: m.Note,
      summary: 'Create a note',
      description: 'The note gets the name parent/notes/noteId; kind, name and times are set by the server.',
      permissions: [{ permission: 'notes.create', on: 'the project' }],
      guard: onParent('notes.create'),
      handle: services.createNote,
    }),
    operation({
      id: 'BatchCreateNotes',
      service: grafeas,
      http: { verb: 'POST', paths: ofParent('/notes:batchCreate'), body: '*', query: ['requestId'] },
      request: m.BatchCreateNotesRequest,
      response: m.BatchCreateNotesResponse,
      summary: 'Create notes',
      description: 'Creates up to 1000 notes, or none; the error names every invalid id.',
      permissions: [{ permission: 'notes.create', on: 'the project' }],
      guard: onParent('notes.create'),
      handle: services.batchCreateNotes,
    }),
    operation({
      id: 'ListNotes',
      service: grafeas,
      http: {
        verb: 'GET',
        paths: ofParent('/notes'),
        query: ['filter', 'pageSize', 'pageToken', 'returnPartialSuccess'],
      },
      request: m.ListNotesRequest,
      response: m.ListNotesResponse,
      summary: 'List notes',
      description: 'Ascending by name.',
      permissions: [{ permission: 'notes.list', on: 'the project, or each one that projects/- reads' }],
      handle: services.listNotes,
    }),
    operation({
      id: 'GetNote',
      service: grafeas,
      http: { verb: 'GET', paths: ofName('notes'), query: [] },
      request: m.GetNoteRequest,
      response: m.Note,
      summary: 'Get a note',
      description: 'Returns the stored note.',
      permissions: [{ permission: 'notes.get', on: 'the note' }],
      handle: services.getNote,
    }),
    operation({
      id: 'UpdateNote',
      service: grafeas,
      http: { verb: 'PATCH', paths: ofName('notes'), body: 'note', query: ['updateMask'] },
      request: m.UpdateNoteRequest,
      response: m.Note,
      summary: 'Change a note',
      description: 'Changes the fields in the mask; over REST without a mask, the fields that the body sets.',
      permissions: [{ permission: 'notes.update', on: 'the note' }],
      guard: onNote('notes.update'),
      handle: services.updateNote,
    }),
    operation({
      id: 'DeleteNote',
      service: grafeas,
      http: { verb: 'DELETE', paths: ofName('notes'), query: [] },
      request: m.DeleteNoteRequest,
      response: m.Empty,
      summary: 'Delete a note',
      description: 'Its occurrences stay; a request for the note of one of them returns 404.',
      permissions: [{ permission: 'notes.delete', on: 'the note' }],
      handle: services.deleteNote,
    }),
    operation({
      id: 'ListNoteOccurrences',
      service: grafeas,
      http: {
        verb: 'GET',
        paths: ofName('notes', '/occurrences'),
        query: ['filter', 'pageSize', 'pageToken'],
      },
      request: m.ListNoteOccurrencesRequest,
      response: m.ListNoteOccurrencesResponse,
      summary: 'List occurrences of a note',
      description: 'Lists those of all projects, ascending by name.',
      permissions: [{ permission: 'notes.listOccurrences', on: 'the note' }],
      handle: services.listNoteOccurrences,
    }),
    operation({
      id: 'CreateOccurrence',
      service: grafeas,
      http: { verb: 'POST', paths: ofParent('/occurrences'), body: 'occurrence', query: ['requestId'] },
      request: m.CreateOccurrenceRequest,
      response: m.Occurrence,
      summary: 'Create an occurrence',
      description: 'The note must exist and be of the same kind; name, kind and times are set by the server.',
      permissions: [
        { permission: 'occurrences.create', on: 'the project' },
        { permission: 'notes.attachOccurrence', on: 'the note' },
      ],
      guard: onParent('occurrences.create'),
      handle: services.createOccurrence,
    }),
    operation({
      id: 'BatchCreateOccurrences',
      service: grafeas,
      http: { verb: 'POST', paths: ofParent('/occurrences:batchCreate'), body: '*', query: ['requestId'] },
      request: m.BatchCreateOccurrencesRequest,
      response: m.BatchCreateOccurrencesResponse,
      summary: 'Create occurrences',
      description: 'Creates up to 1000 occurrences, or none; the error names every invalid item.',
      permissions: [
        { permission: 'occurrences.create', on: 'the project' },
        { permission: 'notes.attachOccurrence', on: 'every note' },
      ],
      guard: onParent('occurrences.create'),
      handle: services.batchCreateOccurrences,
    }),
    operation({
      id: 'ListOccurrences',
      service: grafeas,
      http: {
        verb: 'GET',
        paths: ofParent('/occurrences'),
        query: ['filter', 'pageSize', 'pageToken', 'returnPartialSuccess'],
      },
      request: m.ListOccurrencesRequest,
      response: m.ListOccurrencesResponse,
      summary: 'List occurrences',
      description:
        'Ascending by name, which is the order of creation. The location `-` is all locations of the project, without occurrences outside of locations: ascending by location, then name.',
      permissions: [{ permission: 'occurrences.list', on: 'the project, or each one that projects/- reads' }],
      handle: services.listOccurrences,
    }),
    operation({
      id: 'GetVulnerabilityOccurrencesSummary',
      service: summary,
      http: {
        verb: 'GET',
        paths: ofParent('/occurrences:vulnerabilitySummary'),
        query: ['filter', 'returnPartialSuccess'].filter((name) =>
          m.GetVulnerabilityOccurrencesSummaryRequest.byName.has(name),
        ),
      },
      request: m.GetVulnerabilityOccurrencesSummaryRequest,
      response: m.VulnerabilityOccurrencesSummary,
      summary: 'Count vulnerabilities',
      description: 'By artifact and effective severity, with how many have a fix.',
      permissions: [{ permission: 'occurrences.list', on: 'the project, or each one that projects/- reads' }],
      handle: services.getVulnerabilityOccurrencesSummary,
    }),
    operation({
      id: 'GetOccurrence',
      service: grafeas,
      http: { verb: 'GET', paths: ofName('occurrences'), query: [] },
      request: m.GetOccurrenceRequest,
      response: m.Occurrence,
      summary: 'Get an occurrence',
      description: 'Returns the stored occurrence.',
      permissions: [{ permission: 'occurrences.get', on: 'the project' }],
      handle: services.getOccurrence,
    }),
    operation({
      id: 'UpdateOccurrence',
      service: grafeas,
      http: { verb: 'PATCH', paths: ofName('occurrences'), body: 'occurrence', query: ['updateMask'] },
      request: m.UpdateOccurrenceRequest,
      response: m.Occurrence,
      summary: 'Change an occurrence',
      description: 'Changes the fields in the mask; over REST without a mask, the fields that the body sets.',
      permissions: [
        { permission: 'occurrences.update', on: 'the project' },
        { permission: 'notes.attachOccurrence', on: 'the note' },
      ],
      guard: onOccurrence('occurrences.update'),
      handle: services.updateOccurrence,
    }),
    operation({
      id: 'DeleteOccurrence',
      service: grafeas,
      http: { verb: 'DELETE', paths: ofName('occurrences'), query: [] },
      request: m.DeleteOccurrenceRequest,
      response: m.Empty,
      summary: 'Delete an occurrence',
      description: 'The note stays.',
      permissions: [
        { permission: 'occurrences.delete', on: 'the project' },
        { permission: 'notes.attachOccurrence', on: 'the note' },
      ],
      handle: services.deleteOccurrence,
    }),
    operation({
      id: 'GetOccurrenceNote',
      service: grafeas,
      http: { verb: 'GET', paths: ofName('occurrences', '/notes'), query: [] },
      request: m.GetOccurrenceNoteRequest,
      response: m.Note,
      summary: 'Get the note of an occurrence',
      description: 'Requires no permission on the note.',
      permissions: [{ permission: 'occurrences.get', on: 'the project' }],
      handle: services.getOccurrenceNote,
    }),
  ];
}
