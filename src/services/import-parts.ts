import { formatNoteName, formatOccurrenceName, type NoteKey } from '../domain/names.js';
import type {
  ImportPart,
  NoteChange,
  NoteRow,
  OccurrenceChange,
  OccurrenceRemoval,
  OccurrenceRow,
} from '../storage/repository-rows.js';
import type { ImportPlan, PlannedScan } from './import-plan-types.js';

/** A part of a plan, and its changes for the result: names of notes and occurrences. */
export interface PlannedPart {
  readonly part: ImportPart;
  readonly notes: Changes;
  readonly occurrences: Changes;
  /** Changes of the states of scans. */
  readonly discovery: Changes;
  readonly isLast: boolean;
}

export interface Changes {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
}

/** A plan up to this number of rows and bytes is one part. Every part is written completely or not at all. */
export const wholeRows = 500;
export const partBytes = 1_000_000;

type Stage = 'open' | 'write' | 'remove' | 'close';

type Step = { readonly stage: Stage; readonly bytes: number; readonly counts?: 'discovery' } & (
  | { readonly createNote: NoteRow }
  | { readonly updateNote: NoteChange }
  | { readonly create: OccurrenceRow; readonly as?: 'nothing' }
  | { readonly update: OccurrenceChange; readonly as?: 'created' | 'updated' | 'nothing' }
  | { readonly remove: OccurrenceRemoval }
);

/**
 * Divides a plan into parts that are applied one after the other, each with at most the requested number of rows. First the
 * scans become unfinished, then the report's rows are written, then obsolete rows are removed, and last the scans get the
 * state of the report. So a finished scan never has fewer findings than were stored before, or than the report has, wherever
 * the import ends (docs/adr/0028). A small plan is one part, which may be empty.
 */
export function partsOf(plan: ImportPlan, scope: string): (rows: number) => PlannedPart | undefined {
  const whole = rowsOf(plan) <= wholeRows ? [...wholeSteps(plan)] : [];
  const isWhole = rowsOf(plan) <= wholeRows && bytesOf(whole) <= partBytes;
  const steps = new Steps(isWhole ? whole : dividedSteps(plan));
  let isOver = false;
  return (rows) => {
    if (isOver) return undefined;
    const taken = isWhole ? whole : steps.take(Math.max(1, rows));
    isOver = isWhole || steps.isOver;
    return toPart(taken, scope, isOver);
  };
}

/** The number of rows of a plan at most. */
function rowsOf(plan: ImportPlan): number {
  return Object.values(plan).reduce((sum, rows) => sum + rows.length, 0);
}

/** Steps, of which only the next one and those of a part are in memory. */
class Steps {
  private readonly rest: Iterator<Step, undefined>;
  private next: Step | undefined;

  constructor(steps: Iterable<Step>) {
    this.rest = steps[Symbol.iterator]() as Iterator<Step, undefined>;
    this.next = this.rest.next().value;
  }

  get isOver(): boolean {
    return this.next === undefined;
  }

  /** The next steps of one stage. */
  take(rows: number): Step[] {
    const taken: Step[] = [];
    let bytes = 0;
    while (this.next !== undefined && taken.length < rows) {
      const step = this.next;
      if (taken[0] !== undefined && step.stage !== taken[0].stage) break;
      bytes += step.bytes;
      if (taken.length > 0 && bytes > partBytes) break;
      taken.push(step);
      this.next = this.rest.next().value;
    }
    return taken;
  }
}

function bytesOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { bytes }) => sum + bytes, 0);
}

function* wholeSteps(plan: ImportPlan): Iterable<Step> {
  yield* noteSteps(plan, () => true, 'write');
  yield* findingSteps(plan);
  for (const { before, row } of plan.scans) {
    if (before === undefined)
      yield { stage: 'write', bytes: row.document.length, create: row, counts: 'discovery' };
    else if (before !== row.document) yield updateStep('write', before, row, 'updated');
  }
}

function* dividedSteps(plan: ImportPlan): Iterable<Step> {
  const names = new Set(plan.scans.map(({ row }) => formatNoteName(row.note)));
  const isOfScan = (key: NoteKey): boolean => names.has(formatNoteName(key));
  yield* noteSteps(plan, isOfScan, 'open');
  for (const { before, scanning } of plan.scans) {
    if (before === undefined)
      yield {
        stage: 'open',
        bytes: scanning.document.length,
        create: scanning,
        counts: 'discovery',
        as: 'nothing',
      };
    else if (before !== scanning.document) yield updateStep('open', before, scanning, 'nothing');
  }
  yield* noteSteps(plan, (key) => !isOfScan(key), 'write');
  yield* findingSteps(plan);
  for (const scan of plan.scans) yield updateStep('close', scan.scanning.document, scan.row, became(scan));
}

function became({ before, row }: PlannedScan): 'created' | 'updated' | 'nothing' {
  if (before === undefined) return 'created';
  return before === row.document ? 'nothing' : 'updated';
}

function updateStep(
  stage: Stage,
  expected: string,
  row: OccurrenceRow,
  as: 'created' | 'updated' | 'nothing',
): Step {
  const bytes = expected.length + row.document.length;
  return { stage, bytes, update: { expected, row }, counts: 'discovery', as };
}

function* noteSteps(plan: ImportPlan, isWanted: (key: NoteKey) => boolean, stage: Stage): Iterable<Step> {
  for (const { key, row: make } of plan.createNotes) {
    if (!isWanted(key)) continue;
    const row = make();
    yield { stage, bytes: row.document.length, createNote: row };
  }
  for (const change of plan.updateNotes)
    if (isWanted(change.row))
      yield {
        stage,
        bytes: change.expected.length + change.row.document.length,
        updateNote: change,
      };
}

function* findingSteps(plan: ImportPlan): Iterable<Step> {
  for (const row of plan.createOccurrences) yield { stage: 'write', bytes: row.document.length, create: row };
  for (const update of plan.updateOccurrences)
    yield { stage: 'write', bytes: update.expected.length + update.row.document.length, update };
  for (const remove of plan.deleteOccurrences)
    yield { stage: 'remove', bytes: remove.expected.length, remove };
}

function toPart(steps: readonly Step[], scope: string, isLast: boolean): PlannedPart {
  const part = {
    createNotes: [] as NoteRow[],
    updateNotes: [] as NoteChange[],
    createOccurrences: [] as OccurrenceRow[],
    updateOccurrences: [] as OccurrenceChange[],
    deleteOccurrences: [] as OccurrenceRemoval[],
  };
  const noChanges = () => ({ created: [] as string[], updated: [] as string[], removed: [] as string[] });
  const changes = { notes: noChanges(), occurrences: noChanges(), discovery: noChanges() };
  const nameOf = (id: string): string => formatOccurrenceName({ scope, id });
  for (const step of steps) {
    const counted = changes[step.counts ?? 'occurrences'];
    if ('createNote' in step) {
      part.createNotes.push(step.createNote);
      changes.notes.created.push(formatNoteName(step.createNote));
    } else if ('updateNote' in step) {
      part.updateNotes.push(step.updateNote);
      changes.notes.updated.push(formatNoteName(step.updateNote.row));
    } else if ('create' in step) {
      part.createOccurrences.push(step.create);
      if (step.as !== 'nothing') counted.created.push(nameOf(step.create.id));
    } else if ('update' in step) {
      part.updateOccurrences.push(step.update);
      const as = step.as ?? 'updated';
      if (as !== 'nothing') counted[as].push(nameOf(step.update.row.id));
    } else {
      part.deleteOccurrences.push(step.remove);
      counted.removed.push(nameOf(step.remove.id));
    }
  }
  return { part, ...changes, isLast };
}
