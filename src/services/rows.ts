import { ApiError } from '../domain/errors.js';
import { randomRevision } from '../domain/ids.js';
import { limits } from '../domain/limits.js';
import {
  formatNoteName,
  formatOccurrenceName,
  type NoteKey,
  type OccurrenceKey,
  parseNoteName,
} from '../domain/names.js';
import { timestampFromMillis, timestampToMicros } from '../domain/timestamp.js';
import {
  deriveDetails,
  type FromNote,
  fromNote,
  isRescored,
  type LastDerived,
  lastDerived,
  needsNote,
  withoutDerived,
} from '../kinds/derived.js';
import type { Kind, Member } from '../kinds/kind.js';
import type { NoteDocument, OccurrenceDocument, Registry } from '../kinds/registry.js';
import { checkRules } from '../schema/codec.js';
import type { Message } from '../schema/message.js';
import type { NoteRow, OccurrenceRow, StoredNote, StoredOccurrence } from '../storage/repository.js';

/** From documents to rows: what the server stamps, and the columns it derives. */

/** When something was created and changed: as the document says it, and as the columns do, in microseconds. */
export interface Times {
  readonly createTime: string;
  readonly updateTime: string;
  readonly createMicros: number;
  readonly updateMicros: number;
}

/** Of canonical timestamps. */
export function timesOf(createTime: string, updateTime: string): Times {
  const createMicros = timestampToMicros(createTime);
  const updateMicros = updateTime === createTime ? createMicros : timestampToMicros(updateTime);
  return { createTime, updateTime, createMicros, updateMicros };
}

/** Of what is created at this millisecond. */
export function timesAt(millis: number): Times {
  const now = timestampFromMillis(millis);
  return timesOf(now, now);
}

/** The row of a checked note. */
export function noteRow(registry: Registry, key: NoteKey, note: NoteDocument, times: Times): NoteRow {
  const kind = kindOf(registry.kindOfNote(note));
  const document = stamp(registry.Note, kind.note, note, {
    name: formatNoteName(key),
    kind: kind.name,
    createTime: times.createTime,
    updateTime: times.updateTime,
  });
  return {
    scope: key.scope,
    id: key.id,
    kind: kind.number,
    createTime: times.createMicros,
    updateTime: times.updateMicros,
    document,
    revision: randomRevision(),
    needsUnusedName: kind.findings !== true,
  };
}

export interface OccurrenceOptions {
  readonly imported?: boolean;
  /** The note, where the kind derives from it; undefined where it is gone. */
  readonly note?: FromNote | undefined;
  /** Its revision; the row is only stored if that is still the newest. */
  readonly noteRevision?: number | undefined;
  /** What was derived before. */
  readonly last?: LastDerived | undefined;
}

/** The row of a checked occurrence without derived members; what its writer left out is filled. */
export function occurrenceRow(
  registry: Registry,
  key: OccurrenceKey,
  occurrence: OccurrenceDocument,
  times: Times,
  options: OccurrenceOptions = {},
): OccurrenceRow {
  const kind = kindOf(registry.kindOfOccurrence(occurrence));
  const member = kind.occurrence?.member ?? '';
  const { details, derived } = deriveDetails(kind, occurrence[member], options.note, options.last);
  const columns = kind.columns?.(details);
  const document = stamp(registry.Occurrence, kind.occurrence, occurrence, {
    name: formatOccurrenceName(key),
    kind: kind.name,
    createTime: times.createTime,
    updateTime: times.updateTime,
    [member]: details,
  });
  return {
    scope: key.scope,
    id: key.id,
    kind: kind.number,
    note: parseNoteName(occurrence.noteName ?? '', 'note_name'),
    resourceUri: occurrence.resource?.uri ?? '',
    createTime: times.createMicros,
    updateTime: times.updateMicros,
    severity: columns?.severity ?? 0,
    fixable: columns?.fixable ?? false,
    imported: options.imported ?? false,
    document,
    derived: derived.join(),
    noteRevision: options.noteRevision,
  };
}

/** Whether `occurrenceRow` needs the note to fill what the writer left out. */
export function derivesFromNote(registry: Registry, occurrence: OccurrenceDocument): boolean {
  const kind = registry.kindOfOccurrence(occurrence);
  return kind !== undefined && needsNote(kind, occurrence[kind.occurrence?.member ?? '']);
}

/** What a note gives to its occurrences. */
export function givenBy(registry: Registry, note: NoteDocument): FromNote {
  const kind = registry.kindOfNote(note);
  return kind === undefined ? {} : fromNote(kind, { ...note, details: note[kind.note.member] });
}

/** Whether occurrences derive something else from the new text of a note. */
export function isNoteRescored(registry: Registry, before: NoteDocument, after: NoteDocument): boolean {
  const kind = registry.kindOfNote(after);
  return kind !== undefined && isRescored(kind, givenBy(registry, before), givenBy(registry, after));
}

/** The newest text of a note: what it says, or will say once its occurrences follow it. */
export function newestText({ document, pending }: StoredNote): string {
  return pending ?? document;
}

/** A stored occurrence apart: what its writer set, and what the server filled. `note` is the shown text of its note. */
export function ownOccurrence(
  registry: Registry,
  stored: Pick<StoredOccurrence, 'document' | 'derived'>,
  note: string | undefined,
): { readonly document: OccurrenceDocument; readonly own: OccurrenceDocument; readonly last: LastDerived } {
  const document = JSON.parse(stored.document) as OccurrenceDocument;
  const kind = kindOf(registry.kindOfOccurrence(document));
  const member = kind.occurrence?.member ?? '';
  const derived = stored.derived?.split(',');
  const source = note === undefined ? undefined : givenBy(registry, JSON.parse(note) as NoteDocument);
  const last = lastDerived(kind, document[member], derived, source);
  return { document, own: asWritten(registry, document, last), last };
}

/** The occurrence without what was derived the last time. */
export function asWritten(
  registry: Registry,
  occurrence: OccurrenceDocument,
  last: LastDerived,
): OccurrenceDocument {
  const kind = registry.kindOfOccurrence(occurrence);
  const member = kind?.occurrence?.member;
  if (kind === undefined || member === undefined || last.size === 0) return occurrence;
  return { ...occurrence, [member]: withoutDerived(kind, occurrence[member], last) };
}

/** JSON text in declared key order, with what the server sets. `member` is the kind's. */
function stamp(
  message: Message<unknown>,
  member: Member<unknown> | undefined,
  document: Readonly<Record<string, unknown>>,
  stamped: Readonly<Record<string, unknown>>,
): string {
  const ordered: Record<string, unknown> = {};
  for (const name of keysWith(message, member)) {
    const value = stamped[name] ?? document[name];
    if (value !== undefined) ordered[name] = value;
  }
  return JSON.stringify(ordered);
}

const keysCache = new WeakMap<Member<unknown>, readonly string[]>();

/** The keys that a document with this one of the kinds' members can have, in declared order. */
function keysWith(message: Message<unknown>, member: Member<unknown> | undefined): readonly string[] {
  const known = member && keysCache.get(member);
  if (known !== undefined) return known;
  const keys = message.fields
    .filter(({ jsonName, options }) => options.oneof === undefined || jsonName === member?.member)
    .map(({ jsonName }) => jsonName);
  if (member !== undefined) keysCache.set(member, keys);
  return keys;
}

function kindOf(kind: Kind | undefined): Kind {
  if (kind === undefined) throw new ApiError('INTERNAL', 'a document without a kind passed its check');
  return kind;
}

/** Checks a note against the rules of its kind. @throws INVALID_FIELD naming every broken rule. */
export function checkNote(registry: Registry, note: NoteDocument): void {
  throwBroken('note', brokenRules(registry.Note, note));
}

/** Checks an occurrence against the rules of its kind. @throws INVALID_FIELD naming every broken rule. */
export function checkOccurrence(registry: Registry, occurrence: OccurrenceDocument): void {
  throwBroken('occurrence', brokenOccurrenceRules(registry, occurrence));
}

export type Violations = { field: string; description: string }[];

export function brokenRules(
  message: Message<unknown>,
  document: Readonly<Record<string, unknown>>,
): Violations {
  const broken: Violations = [];
  checkRules(message, document, '', (field, description) => broken.push({ field, description }));
  return broken;
}

export function brokenOccurrenceRules(registry: Registry, occurrence: OccurrenceDocument): Violations {
  const broken = brokenRules(registry.Occurrence, occurrence);
  const length = Buffer.byteLength(occurrence.resource?.uri ?? '');
  if (length > limits.resourceUri) {
    broken.push({
      field: 'resource.uri',
      description: `is ${length} bytes long, the limit is ${limits.resourceUri}`,
    });
  }
  return broken;
}

/** How many broken rules of one item a batch tells; every bad item is named. */
const maxViolationsPerItem = 10;

/** The violations of one item of a batch, named from the batch. */
export function ofItem(item: string, broken: Violations): Violations {
  return broken
    .slice(0, maxViolationsPerItem)
    .map(({ field, description }) => ({ field: `${item}.${field}`, description }));
}

function throwBroken(what: string, broken: Violations): void {
  if (broken.length === 0) return;
  const list = broken.map(({ field, description }) => `${field}: ${description}`).join(', ');
  const violations = broken.map(({ field, description }) => ({ field: `${what}.${field}`, description }));
  throw new ApiError('INVALID_FIELD', `${what} is invalid: [${list}]`, { violations });
}
