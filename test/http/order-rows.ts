import type { Reason } from '../../src/domain/errors.js';
import type { Permission } from '../../src/services/context.js';
import { type Bodies, bodiesIn } from '../setup/versions.js';

export type Fields = Readonly<Record<string, unknown>>;

export interface Step {
  readonly error: Reason | 'none';
  readonly request: Fields;
  /** Permissions the caller has; those of the step before where absent. */
  readonly may?: readonly Permission[];
  /** Part of the message, where several steps have one reason. */
  readonly says?: string;
}

const bad = 'nonsense';
const gone = 'projects/c/occurrences/01890a5d-ac96-774b-bcce-b302099a8057';
const noNote = 'projects/there/notes/none';
const theNote = 'projects/there/notes/n';

/** The steps of every RPC by its name, with bodies of a version; `given` is the name of an occurrence that is there. */
export function orderRows(
  given: string,
  { note, occurrence, scan }: Bodies = bodiesIn.v1beta1,
): Readonly<Record<string, () => readonly Step[]>> {
  const good = occurrence(theNote);
  // The member of the artifact has another name in each version.
  const artifact = 'resource' in good ? 'resource' : 'resourceUri';
  const field = artifact === 'resource' ? 'resource' : 'resource_uri';
  const without = (member: string) =>
    Object.fromEntries(Object.entries(good).filter(([key]) => key !== member));
  return {
    CreateProject: () => [
      { error: 'INVALID_FIELD', request: {}, may: [], says: 'project must' },
      { error: 'INVALID_FIELD', request: { project: {} }, says: 'project.name' },
      { error: 'INVALID_NAME', request: { project: { name: bad } } },
      { error: 'PERMISSION_DENIED', request: { project: { name: 'projects/there' } } },
      { error: 'PROJECT_EXISTS', request: { project: { name: 'projects/there' } }, may: ['projects.create'] },
      { error: 'none', request: { project: { name: 'projects/new' } } },
    ],
    GetProject: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: 'projects/absent' } },
      { error: 'PROJECT_NOT_FOUND', request: { name: 'projects/absent' }, may: ['projects.get'] },
      { error: 'none', request: { name: 'projects/there' } },
    ],
    ListProjects: () => [
      { error: 'INVALID_PARAMETER', request: { pageSize: -1, filter: '(', pageToken: bad }, may: [] },
      { error: 'INVALID_FILTER', request: { filter: '(', pageToken: bad } },
      { error: 'INVALID_PAGE_TOKEN', request: { pageToken: bad } },
      { error: 'none', request: {} },
    ],
    DeleteProject: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: 'projects/absent' } },
      { error: 'PROJECT_NOT_FOUND', request: { name: 'projects/absent' }, may: ['projects.delete'] },
    ],
    CreateNote: () => [
      { error: 'INVALID_NAME', request: { parent: bad }, may: [], says: 'parent' },
      { error: 'PERMISSION_DENIED', request: { parent: 'projects/there' } },
      {
        error: 'INVALID_NAME',
        request: { parent: 'projects/there' },
        may: ['notes.create'],
        says: 'note_id',
      },
      { error: 'INVALID_NAME', request: { parent: 'projects/there', noteId: 'a/b' }, says: '"/"' },
      { error: 'INVALID_FIELD', request: { parent: 'projects/there', noteId: 'n' }, says: 'note: must' },
      {
        error: 'INVALID_FIELD',
        request: { parent: 'projects/there', noteId: 'n', note: {} },
        says: 'note is invalid',
      },
      { error: 'NOTE_EXISTS', request: { parent: 'projects/there', noteId: 'n', note } },
      { error: 'none', request: { parent: 'projects/there', noteId: 'created', note } },
    ],
    BatchCreateNotes: () => [
      { error: 'INVALID_NAME', request: { parent: bad }, may: [], says: 'parent' },
      { error: 'PERMISSION_DENIED', request: { parent: 'projects/there' } },
      {
        error: 'INVALID_BATCH',
        request: { parent: 'projects/there' },
        may: ['notes.create'],
        says: 'at least one',
      },
      { error: 'INVALID_BATCH', request: { parent: 'projects/there', notes: many({}) }, says: '1001' },
      {
        error: 'INVALID_BATCH',
        request: { parent: 'projects/there', notes: { n: {}, 'a/b': note } },
        says: 'notes["n"].type',
      },
      { error: 'INVALID_BATCH', request: { parent: 'projects/there', notes: { n: note } }, says: 'exists' },
      { error: 'none', request: { parent: 'projects/there', notes: { batched: note } } },
    ],
    GetNote: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: noNote } },
      { error: 'NOTE_NOT_FOUND', request: { name: noNote }, may: ['notes.get'] },
      { error: 'none', request: { name: 'projects/there/notes/n' } },
    ],
    UpdateNote: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: noNote } },
      { error: 'INVALID_FIELD', request: { name: noNote }, may: ['notes.update'], says: 'note: must' },
      { error: 'NOTE_NOT_FOUND', request: { name: noNote, note: {}, updateMask: bad } },
      { error: 'INVALID_MASK', request: { name: 'projects/there/notes/n', note: {}, updateMask: bad } },
      {
        error: 'INVALID_FIELD',
        request: { name: 'projects/there/notes/n', note: {}, updateMask: 'vulnerability' },
      },
      { error: 'none', request: { name: 'projects/there/notes/n', note } },
    ],
    DeleteNote: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: noNote } },
      { error: 'NOTE_NOT_FOUND', request: { name: noNote }, may: ['notes.delete'] },
      { error: 'none', request: { name: 'projects/there/notes/m' } },
    ],
    ListNotes: () => listSteps('parent', 'projects/there', 'notes.list'),
    ListOccurrences: () => [
      ...listSteps('parent', 'projects/c', 'occurrences.list'),
      { error: 'PERMISSION_DENIED', request: { parent: 'projects/c/locations/-', filter: '(' }, may: [] },
      {
        error: 'INVALID_FILTER',
        request: { parent: 'projects/c/locations/-', filter: '(' },
        may: ['occurrences.list'],
      },
      { error: 'none', request: { parent: 'projects/c/locations/-' } },
    ],
    ListNoteOccurrences: () => [
      ...listSteps('name', noNote, 'notes.listOccurrences').slice(0, -1),
      { error: 'NOTE_NOT_FOUND', request: { name: noNote } },
      { error: 'none', request: { name: 'projects/there/notes/n' } },
    ],
    GetVulnerabilityOccurrencesSummary: () => [
      { error: 'INVALID_NAME', request: { parent: bad, filter: '(' }, may: [] },
      { error: 'PERMISSION_DENIED', request: { parent: 'projects/c', filter: '(' } },
      { error: 'INVALID_FILTER', request: { parent: 'projects/c', filter: '(' }, may: ['occurrences.list'] },
      { error: 'none', request: { parent: 'projects/c' } },
    ],
    GetAssessedSummary: () => [
      { error: 'INVALID_NAME', request: { parent: bad, filter: '(' }, may: [] },
      { error: 'PERMISSION_DENIED', request: { parent: 'projects/c', filter: '(' } },
      { error: 'INVALID_FILTER', request: { parent: 'projects/c', filter: '(' }, may: ['occurrences.list'] },
      { error: 'none', request: { parent: 'projects/c' } },
    ],
    GetNoteAssessment: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: noNote } },
      { error: 'NOTE_NOT_FOUND', request: { name: noNote }, may: ['notes.get'] },
      { error: 'none', request: { name: 'projects/there/notes/n' } },
    ],
    GetVulnerabilityHistory: () => [
      { error: 'INVALID_NAME', request: { parent: bad, days: 401 }, may: [] },
      { error: 'INVALID_NAME', request: { parent: 'projects/-', days: 401 }, may: [] },
      { error: 'PERMISSION_DENIED', request: { parent: 'projects/c', days: 401 } },
      { error: 'INVALID_PARAMETER', request: { parent: 'projects/c', days: 401 }, may: ['occurrences.list'] },
      { error: 'none', request: { parent: 'projects/c' } },
    ],
    ListVulnerabilityTotals: () => [
      { error: 'INVALID_NAME', request: { parent: bad, pageSize: -1 }, may: [] },
      { error: 'PERMISSION_DENIED', request: { parent: 'projects/c', pageSize: -1, days: 401 } },
      {
        error: 'INVALID_PARAMETER',
        request: { parent: 'projects/c', pageSize: -1, days: 401, pageToken: 'x' },
        may: ['occurrences.list'],
        says: 'page_size',
      },
      {
        error: 'INVALID_PARAMETER',
        request: { parent: 'projects/c', days: 401, pageToken: 'x' },
        may: ['occurrences.list'],
        says: 'days',
      },
      {
        error: 'INVALID_PARAMETER',
        request: { parent: 'projects/c', fixes: 11, projects: ['x'], pageToken: 'x' },
        may: ['occurrences.list'],
        says: 'fixes',
      },
      {
        error: 'INVALID_PARAMETER',
        request: { parent: 'projects/c', projects: ['x'], pageToken: 'x' },
        may: ['occurrences.list'],
        says: 'projects',
      },
      {
        error: 'INVALID_PAGE_TOKEN',
        request: { parent: 'projects/c', pageToken: 'x' },
        may: ['occurrences.list'],
      },
      { error: 'none', request: { parent: 'projects/c' } },
    ],
    CreateOccurrence: () => {
      const create = (body: unknown) => ({ parent: 'projects/c', occurrence: body });
      return [
        { error: 'INVALID_NAME', request: { parent: bad }, may: [], says: 'parent' },
        { error: 'INVALID_FIELD', request: { parent: 'projects/c' }, says: 'occurrence: must' },
        { error: 'PERMISSION_DENIED', request: create({ noteName: bad }), says: 'occurrences.create' },
        {
          error: 'INVALID_NAME',
          request: create({ noteName: bad }),
          may: ['occurrences.create'],
          says: 'note_name',
        },
        { error: 'PERMISSION_DENIED', request: create({ noteName: noNote }), says: 'notes.attachOccurrence' },
        {
          error: 'INVALID_FIELD',
          request: create({ noteName: noNote }),
          may: ['occurrences.create', 'notes.attachOccurrence'],
        },
        { error: 'NOTE_NOT_FOUND', request: create({ ...good, noteName: noNote }) },
        { error: 'KIND_MISMATCH', request: create(scan(theNote)) },
        { error: 'none', request: create(good) },
      ];
    },
    BatchCreateOccurrences: () => {
      const create = (...occurrences: unknown[]) => ({ parent: 'projects/c', occurrences });
      return [
        { error: 'INVALID_NAME', request: { parent: bad }, may: [], says: 'parent' },
        { error: 'PERMISSION_DENIED', request: create(), says: 'occurrences.create' },
        { error: 'INVALID_BATCH', request: create(), may: ['occurrences.create'], says: 'at least one' },
        {
          error: 'INVALID_BATCH',
          request: create(...Array.from({ length: 1001 }, () => ({}))),
          says: '1001',
        },
        {
          error: 'INVALID_NAME',
          request: create(without(artifact), { noteName: bad }),
          says: 'occurrences[1].note_name',
        },
        { error: 'PERMISSION_DENIED', request: create(without(artifact)), says: 'notes.attachOccurrence' },
        {
          error: 'INVALID_BATCH',
          request: create(without(artifact), { ...good, noteName: noNote }),
          may: ['occurrences.create', 'notes.attachOccurrence'],
          says: `occurrences[0].${field}`,
        },
        { error: 'INVALID_BATCH', request: create({ ...good, noteName: noNote }), says: 'does not exist' },
        { error: 'none', request: create(good) },
      ];
    },
    GetOccurrence: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: gone } },
      { error: 'OCCURRENCE_NOT_FOUND', request: { name: gone }, may: ['occurrences.get'] },
      { error: 'none', request: { name: given } },
    ],
    GetOccurrenceNote: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: gone } },
      { error: 'OCCURRENCE_NOT_FOUND', request: { name: gone }, may: ['occurrences.get'] },
      { error: 'none', request: { name: given } },
    ],
    GetOccurrenceVerification: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: gone } },
      { error: 'OCCURRENCE_NOT_FOUND', request: { name: gone }, may: ['occurrences.get'] },
      { error: 'none', request: { name: given } },
    ],
    UpdateOccurrence: () => {
      const update = (name: string, body: unknown, updateMask?: string) => ({
        name,
        occurrence: body,
        ...(updateMask === undefined ? {} : { updateMask }),
      });
      return [
        { error: 'INVALID_NAME', request: { name: bad }, may: [] },
        { error: 'INVALID_FIELD', request: { name: gone }, says: 'occurrence: must' },
        { error: 'PERMISSION_DENIED', request: update(gone, { noteName: bad }), says: 'occurrences.update' },
        {
          error: 'OCCURRENCE_NOT_FOUND',
          request: update(gone, { noteName: bad }, bad),
          may: ['occurrences.update'],
        },
        {
          error: 'PERMISSION_DENIED',
          request: update(given, { noteName: bad }, bad),
          says: 'notes.attachOccurrence',
        },
        {
          error: 'INVALID_NAME',
          request: update(given, { noteName: bad }, bad),
          may: ['occurrences.update', 'notes.attachOccurrence'],
          says: 'note_name',
        },
        { error: 'INVALID_MASK', request: update(given, { noteName: noNote }, bad) },
        {
          error: 'IMMUTABLE_FIELD',
          request: update(given, { noteName: noNote, [artifact]: good[artifact] }, 'note_name'),
        },
        { error: 'INVALID_FIELD', request: update(given, { vulnerability: {} }, 'vulnerability') },
        { error: 'none', request: update(given, { remediation: 'upgrade' }, 'remediation') },
      ];
    },
    DeleteOccurrence: () => [
      { error: 'INVALID_NAME', request: { name: bad }, may: [] },
      { error: 'PERMISSION_DENIED', request: { name: gone }, says: 'occurrences.delete' },
      { error: 'OCCURRENCE_NOT_FOUND', request: { name: gone }, may: ['occurrences.delete'] },
      { error: 'PERMISSION_DENIED', request: { name: given }, says: 'notes.attachOccurrence' },
      { error: 'none', request: { name: given }, may: ['occurrences.delete', 'notes.attachOccurrence'] },
    ],
  };
}

function listSteps(field: string, name: string, permission: Permission): readonly Step[] {
  const wrong = { filter: '(', pageToken: bad };
  return [
    { error: 'INVALID_NAME', request: { [field]: bad, pageSize: 1001, ...wrong }, may: [] },
    { error: 'PERMISSION_DENIED', request: { [field]: name, pageSize: 1001, ...wrong }, says: permission },
    { error: 'INVALID_PARAMETER', request: { [field]: name, pageSize: 1001, ...wrong }, may: [permission] },
    { error: 'INVALID_FILTER', request: { [field]: name, ...wrong } },
    { error: 'INVALID_PAGE_TOKEN', request: { [field]: name, pageToken: bad } },
    { error: 'none', request: { [field]: name } },
  ];
}

function many(value: unknown): Fields {
  return Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`n${index}`, value]));
}
