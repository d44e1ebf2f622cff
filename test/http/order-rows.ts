import { type Bodies, bodiesIn } from '../setup/versions.js';
import { occurrenceRows } from './order-occurrence-rows.js';
import { bad, type Fields, listSteps, noNote, type Step } from './order-steps.js';

/** The steps of every RPC by its name, with bodies of a version; `given` is the name of a stored occurrence. */
export function orderRows(
  given: string,
  bodies: Bodies = bodiesIn.v1beta1,
): Readonly<Record<string, () => readonly Step[]>> {
  const { note } = bodies;
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
    ...occurrenceRows(given, bodies),
  };
}

function many(value: unknown): Fields {
  return Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`n${index}`, value]));
}
