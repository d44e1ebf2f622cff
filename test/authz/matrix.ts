import { type Bodies, bodiesIn } from '../setup/versions.js';
import { type MatrixCell, type MatrixRow, matrixCells } from './matrix-table.js';

export interface Answer {
  /** google.rpc code by name. */
  readonly code: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One way to reach the server: calls an RPC with its request message in JSON form. */
export interface MatrixTransport {
  call(operation: string, request: Readonly<Record<string, unknown>>, token: string): Promise<Answer>;
}

export interface MatrixRun {
  readonly transport: MatrixTransport;
  readonly tokenOf: (grants: readonly string[]) => string;
  /** Code of a refusal. */
  readonly refused?: string;
  readonly rows: readonly MatrixRow[];
  /** Stop after the first cell that differs. */
  readonly first?: boolean;
  /** As clients of the version write them; v1beta1's by default. */
  readonly bodies?: Bodies;
}

/** What the server holds when a cell is asked: names of occurrences by their place. */
type Seeds = Map<string, string>;

/** Asks every cell of the table over a transport. Answers those that differ, in words. */
export async function runMatrix(run: MatrixRun): Promise<string[]> {
  const { transport, tokenOf, refused = 'PERMISSION_DENIED', bodies = bodiesIn.v1beta1 } = run;
  const admin = tokenOf(['admin@*']);
  const asAdmin = async (operation: string, request: Readonly<Record<string, unknown>>): Promise<Answer> =>
    transport.call(operation, request, admin);
  const seeds = await seed(asAdmin, bodies);
  const differing: string[] = [];
  for (const cell of matrixCells(run.rows)) {
    const { operation, place } = cell.row;
    const answer = await transport.call(operation, requestOf(cell, seeds, bodies), tokenOf(cell.grants));
    const code = outcome(cell, answer, refused);
    const expected = cell.allowed ? cell.row.code : refused;
    if (code !== expected) differing.push(`${cell.label}: ${code} instead of ${expected}`);
    if (answer.code === 'OK') await undo(operation, place, seeds, asAdmin, answer, bodies);
    if (run.first === true && differing.length > 0) break;
  }
  return differing;
}

/** One request for each RPC of the rows. */
export function sampleRequests(
  rows: readonly MatrixRow[],
  bodies = bodiesIn.v1beta1,
): Map<string, Readonly<Record<string, unknown>>> {
  const seeds: Seeds = new Map();
  return new Map(matrixCells(rows).map((cell) => [cell.row.operation, requestOf(cell, seeds, bodies)]));
}

type AsAdmin = (operation: string, request: Readonly<Record<string, unknown>>) => Promise<Answer>;

async function seed(asAdmin: AsAdmin, bodies: Bodies): Promise<Seeds> {
  const seeds: Seeds = new Map();
  for (const project of ['own', 'other']) {
    await asAdmin('CreateProject', { project: { name: `projects/${project}` } });
    for (const noteId of ['n', 'm'])
      await asAdmin('CreateNote', { parent: `projects/${project}`, noteId, note: bodies.scanNote });
    const parent = `projects/${project}`;
    await asAdmin('CreateNote', { parent, noteId: 'found', note: bodies.note });
    const occurrence = bodies.occurrence(`${parent}/notes/found`);
    await asAdmin('CreateOccurrence', { parent, occurrence });
  }
  for (const place of ['own<own/n', 'own<other/n', 'other<own/n'])
    await seedOccurrence(place, seeds, asAdmin, bodies);
  return seeds;
}

async function seedOccurrence(place: string, seeds: Seeds, asAdmin: AsAdmin, bodies: Bodies): Promise<void> {
  const { project, notes } = parsePlace(place);
  const created = await asAdmin('CreateOccurrence', {
    parent: `projects/${project}`,
    occurrence: bodies.scan(notes[0] ?? ''),
  });
  if (created.code !== 'OK') throw new Error(`${place} cannot be seeded: ${JSON.stringify(created)}`);
  seeds.set(place, String(created.body.name));
}

/** `own<own/n+other/n>other/m`: project, names of the notes, name of the note to move to. */
function parsePlace(place: string): { project: string; notes: string[]; to: string | undefined } {
  const [before = '', to] = place.split('>');
  const [project = '', notes = ''] = before.split('<');
  const noteName = (text: string) => `projects/${text.replace('/', '/notes/')}`;
  return { project, notes: notes.split('+').map(noteName), to: to === undefined ? undefined : noteName(to) };
}

const missingOccurrence = '0190a3c4-0000-7000-8000-000000000000';

function requestOf({ row }: MatrixCell, seeds: Seeds, bodies: Bodies): Record<string, unknown> {
  const { operation, place } = row;
  const { project, notes, to } = parsePlace(place);
  const [noteProject = '', noteId = ''] = place.split('/');
  if (place.startsWith('-:')) return { parent: 'projects/-' };
  const parent = `projects/${place.includes('/') && !place.includes('<') ? noteProject : project}`;
  const seedPlace = place.split('>')[0] ?? '';
  const occurrenceName = seeds.get(seedPlace) ?? `projects/${project}/occurrences/${missingOccurrence}`;
  switch (operation) {
    case 'CreateProject':
      return { project: { name: parent } };
    case 'ListProjects':
      return {};
    case 'GetProject':
    case 'DeleteProject':
      return { name: parent };
    case 'CreateNote':
      return { parent, noteId, note: bodies.scanNote };
    case 'BatchCreateNotes':
      return { parent, notes: { [noteId]: bodies.scanNote } };
    case 'UpdateNote':
      return {
        name: `${parent}/notes/${noteId}`,
        note: { shortDescription: 'changed' },
        updateMask: 'shortDescription',
      };
    case 'CreateOccurrence':
      return { parent, occurrence: bodies.scan(notes[0] ?? '') };
    case 'BatchCreateOccurrences':
      return { parent, occurrences: notes.map(bodies.scan) };
    case 'UpdateOccurrence':
      return {
        name: occurrenceName,
        occurrence: { remediation: 'changed', ...(to === undefined ? {} : { noteName: to }) },
        updateMask: to === undefined ? 'remediation' : 'remediation,noteName',
      };
    default:
      // Whatever else is about an occurrence, a note or a project, as its place says.
      if (place.includes('<')) return { name: occurrenceName };
      return place.includes('/') ? { name: `${parent}/notes/${noteId}` } : { parent };
  }
}

function outcome({ row }: MatrixCell, answer: Answer, refused: string): string {
  if (row.place.startsWith('-:') && answer.code === 'OK')
    return holds(row.place.slice(2), answer.body) ? 'OK' : refused;
  if (row.operation !== 'ListProjects' || answer.code !== 'OK') return answer.code;
  const listed = (answer.body.projects ?? []) as readonly { readonly name: string }[];
  return listed.some(({ name }) => name === `projects/${row.place}`) ? 'OK' : refused;
}

/** Whether a list of all projects holds something of one; a summary counts one finding a project, own before other. */
function holds(project: string, body: Answer['body']): boolean {
  const counts = (body.counts ?? []) as readonly { readonly totalCount: string }[];
  if (counts.length > 0) return Number(counts[0]?.totalCount) >= (project === 'own' ? 1 : 2);
  const totals = (body.totals ?? []) as readonly { readonly parent: string }[];
  if (totals.length > 0) return totals.some(({ parent }) => parent === `projects/${project}`);
  const items = (body.notes ?? body.occurrences ?? []) as readonly { readonly name: string }[];
  return items.some(({ name }) => name.startsWith(`projects/${project}/`));
}

/** Puts back what a call that was let through has changed. */
async function undo(
  operation: string,
  place: string,
  seeds: Seeds,
  asAdmin: AsAdmin,
  answer: Answer,
  bodies: Bodies,
): Promise<void> {
  const [project = '', noteId = ''] = place.split('/');
  const parent = `projects/${project}`;
  if (operation === 'CreateProject') await asAdmin('DeleteProject', { name: parent });
  else if (operation === 'DeleteProject') await asAdmin('CreateProject', { project: { name: parent } });
  else if (operation === 'CreateNote' || operation === 'BatchCreateNotes')
    await asAdmin('DeleteNote', { name: `${parent}/notes/${noteId}` });
  else if (operation === 'DeleteNote') await asAdmin('CreateNote', { parent, noteId, note: bodies.scanNote });
  else if (operation === 'DeleteOccurrence') await seedOccurrence(place, seeds, asAdmin, bodies);
  else if (operation === 'CreateOccurrence') await asAdmin('DeleteOccurrence', { name: answer.body.name });
}
