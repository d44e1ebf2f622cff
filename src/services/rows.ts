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
import { indexedPackages, type PackageKey } from '../domain/packages.js';
import { timestampFromMillis, timestampToMicros } from '../domain/timestamp.js';
import {
  type Derivation,
  deriveDetails,
  type FromNote,
  fromNote,
  isRescored,
  type LastDerived,
  lastDerived,
  needsNote,
  replacedDerived,
  withoutDerived,
} from '../kinds/derived.js';
import type { Kind, Member } from '../kinds/kind.js';
import type { NoteDocument, OccurrenceDocument, Registry } from '../kinds/registry.js';
import { type Forms, joinTexts, parseForms, v1beta1Text, type Written } from '../kinds/stored-text.js';
import { checkRules } from '../schema/codec.js';
import type { Message } from '../schema/message.js';
import type { NoteRow, OccurrenceRow, StoredNote, StoredOccurrence } from '../storage/repository-rows.js';
import { assessmentRow, type Reach, resourceUriOf } from './assessments.js';

/** Converts documents to rows: sets names and times, and derives columns. */

/** Creation and update time: as text in the document, and in microseconds for the columns. */
export interface Times {
  readonly createTime: string;
  readonly updateTime: string;
  readonly createMicros: number;
  readonly updateMicros: number;
}

/** The times of canonical timestamps. */
export function timesOf(createTime: string, updateTime: string): Times {
  const createMicros = timestampToMicros(createTime);
  const updateMicros = updateTime === createTime ? createMicros : timestampToMicros(updateTime);
  return { createTime, updateTime, createMicros, updateMicros };
}

/** The times of an object that is created at this millisecond. */
export function timesAt(millis: number): Times {
  const now = timestampFromMillis(millis);
  return timesOf(now, now);
}

/** The row of a checked note. @param reach where what it assesses is applied; nowhere if left out. */
export function noteRow(
  registry: Registry,
  key: NoteKey,
  note: Written<NoteDocument>,
  times: Times,
  reach?: () => Reach,
): NoteRow {
  const { createTime, updateTime } = times;
  const known = registry.kindOfNote(note.v1beta1);
  const set = { name: formatNoteName(key), kind: known?.name, createTime, updateTime };
  const v1beta1 = stamp(registry.Note, known?.note, note.v1beta1, set);
  const other = formInV1(registry, 'note', { ...note.v1beta1, ...set }, note.before, note.v1beta1);
  const kind = kindOf(known ?? other?.kind);
  const said = reach === undefined ? undefined : { time: times.updateMicros, reach };
  const assessment = said && assessmentRow(registry, key, note.v1beta1, said);
  return {
    scope: key.scope,
    id: key.id,
    kind: kind.id,
    createTime: times.createMicros,
    updateTime: times.updateMicros,
    document: joinTexts({ v1beta1, v1: other?.text }),
    revision: randomRevision(),
    needsUnusedName: kind.findings !== true,
    assessment,
    rescored: assessment !== undefined,
  };
}

export interface OccurrenceOptions {
  readonly imported?: boolean;
  /** The note, if the kind derives from it; undefined if it does not exist. */
  readonly note?: FromNote | undefined;
  /** Its revision. The row is only stored if that is still the newest. */
  readonly noteRevision?: number | undefined;
  /** The previously derived values. */
  readonly last?: LastDerived | undefined;
}

/** The row of a checked occurrence without derived members. Members that the client omitted are filled. */
export function occurrenceRow(
  registry: Registry,
  key: OccurrenceKey,
  { v1beta1: occurrence, before }: Written<OccurrenceDocument>,
  times: Times,
  options: OccurrenceOptions = {},
): OccurrenceRow {
  const { createTime, updateTime } = times;
  const known = registry.kindOfOccurrence(occurrence);
  const { details, derived } = detailsOf(known, occurrence, options);
  const columns = known?.columns?.(details);
  const set = { name: formatOccurrenceName(key), kind: known?.name, createTime, updateTime };
  const filled = { ...occurrence, ...set, ...(known?.occurrence && { [known.occurrence.member]: details }) };
  const v1beta1 = stamp(registry.Occurrence, known?.occurrence, filled, {});
  const other = formInV1(registry, 'occurrence', filled, before);
  const kind = kindOf(known ?? other?.kind);
  return {
    scope: key.scope,
    id: key.id,
    kind: kind.id,
    note: parseNoteName(occurrence.noteName ?? '', 'note_name'),
    resourceUri: resourceUriOf(occurrence),
    createTime: times.createMicros,
    updateTime: times.updateMicros,
    severity: columns?.severity ?? 0,
    fixable: columns?.fixable ?? false,
    notAffected: columns?.notAffected ?? false,
    imported: options.imported ?? false,
    document: joinTexts({ v1beta1, v1: other?.text }),
    packages: indexedPackages(known?.packages?.(details) ?? []),
    derived: derived.join(),
    noteRevision: options.noteRevision,
  };
}

function detailsOf(
  kind: Kind | undefined,
  occurrence: OccurrenceDocument,
  { note, last }: OccurrenceOptions,
): Derivation {
  const details = occurrence[kind?.occurrence?.member ?? ''];
  return kind === undefined ? { details, derived: [] } : deriveDetails(kind, details, note, last);
}

/** The v1 text of an object whose v1beta1 form is complete; undefined if none is stored. */
function formInV1(
  { v1: other }: Registry,
  side: 'note' | 'occurrence',
  v1beta1: NoteDocument & OccurrenceDocument,
  before: Forms<NoteDocument & OccurrenceDocument> | undefined,
  written?: NoteDocument,
): { readonly text: string; readonly kind: Kind | undefined } | undefined {
  if (before?.v1 === undefined || other === undefined) return undefined;
  // A note written by a client of v1 already has its v1 form, since nothing is derived or computed in notes.
  const converted = before.v1beta1 === written ? before.v1 : other[side].toV1(v1beta1, before);
  const { registry } = other;
  const kind = side === 'note' ? registry.kindOfNote(converted) : registry.kindOfOccurrence(converted);
  const message = side === 'note' ? registry.Note : registry.Occurrence;
  const { name, createTime, updateTime } = v1beta1;
  const set = { name, kind: kind?.name, createTime, updateTime };
  return { text: stamp(message, kind?.[side], converted, set), kind };
}

/** Whether `occurrenceRow` needs the note to fill members that the client omitted. */
export function derivesFromNote(registry: Registry, occurrence: OccurrenceDocument): boolean {
  const kind = registry.kindOfOccurrence(occurrence);
  return kind !== undefined && needsNote(kind, occurrence[kind.occurrence?.member ?? '']);
}

/** The values of a note that its occurrences derive from. */
export function givenBy(registry: Registry, note: NoteDocument): FromNote {
  const kind = registry.kindOfNote(note);
  return kind === undefined ? {} : fromNote(kind, { ...note, details: note[kind.note.member] });
}

/** Whether occurrences derive other values from the new text of a note. */
export function isNoteRescored(registry: Registry, before: NoteDocument, after: NoteDocument): boolean {
  const kind = registry.kindOfNote(after);
  return kind !== undefined && isRescored(kind, givenBy(registry, before), givenBy(registry, after));
}

/** The newest text of a note: the pending one if there is one, else the visible one. */
export function newestText({ document, pending }: StoredNote): string {
  return pending ?? document;
}

/** The packages that a stored occurrence names. */
export function packagesOfStored(registry: Registry, document: string): readonly PackageKey[] {
  const occurrence = parseForms<OccurrenceDocument>(document).v1beta1;
  const kind = registry.kindOfOccurrence(occurrence);
  return indexedPackages(kind?.packages?.(occurrence[kind.occurrence?.member ?? '']) ?? []);
}

/** A stored occurrence, divided into the members that the client set and those that the server filled. */
export interface OwnOccurrence {
  /** The stored forms. */
  readonly forms: Forms<OccurrenceDocument>;
  /** Its v1beta1 form as the client wrote it. */
  readonly own: OccurrenceDocument;
  readonly last: LastDerived;
}

/**
 * @param note the visible text of the occurrence's note.
 * @param forms those of the document; of a long one read in slices.
 */
export function ownOccurrence(
  registry: Registry,
  stored: Pick<StoredOccurrence, 'document' | 'derived'>,
  note: string | undefined,
  forms = parseForms<OccurrenceDocument>(stored.document),
): OwnOccurrence {
  const document = forms.v1beta1;
  const kind = registry.kindOfOccurrence(document);
  if (kind === undefined) return { forms, own: document, last: new Map() };
  const derived = stored.derived?.split(',');
  // It may be long, and only an earlier release left the occurrence without the names of derived members.
  const source = note === undefined || derived !== undefined ? undefined : givenBy(registry, parseNote(note));
  const last = lastDerived(kind, document[kind.occurrence?.member ?? ''], derived, source);
  return { forms, own: asWritten(registry, document, last), last };
}

/** The v1beta1 form of a stored note. */
export function parseNote(stored: string): NoteDocument {
  return JSON.parse(v1beta1Text(stored)) as NoteDocument;
}

/** The occurrence without the members that were last derived. */
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

/** The derived members that have another value in this occurrence, as paths of JSON names from the occurrence on. */
export function replacedMembers(
  registry: Registry,
  occurrence: OccurrenceDocument,
  last: LastDerived,
): readonly { readonly names: readonly string[]; readonly derived: unknown }[] {
  const kind = registry.kindOfOccurrence(occurrence);
  const member = kind?.occurrence?.member;
  if (kind === undefined || member === undefined) return [];
  return replacedDerived(kind, occurrence[member], last).map(({ path, derived }) => ({
    names: [member, ...path],
    derived,
  }));
}

/** JSON text in declared key order, with the members that the server sets. `member` is that of the kind. */
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

/** The keys that a document with this member of a kind can have, in declared order. */
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

/**
 * Checks the result of an update. Only rules that the request broke are errors: the object may have been written by another
 * version of the API, or by an earlier release, with other rules. @throws INVALID_FIELD
 */
export function checkChanged(what: string, broken: Violations, before: () => Violations): void {
  if (broken.length === 0) return;
  const known = new Set(before().map(({ field, description }) => `${field} ${description}`));
  throwBroken(
    what,
    broken.filter(({ field, description }) => !known.has(`${field} ${description}`)),
  );
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
  const length = Buffer.byteLength(resourceUriOf(occurrence));
  if (length > limits.resourceUri) {
    broken.push({
      field: occurrence.resource === undefined ? 'resource_uri' : 'resource.uri',
      description: `is ${length} bytes long, the limit is ${limits.resourceUri}`,
    });
  }
  return broken;
}

/** Maximal number of broken rules that a batch reports for one item. Every invalid item is named. */
const maxViolationsPerItem = 10;

/** The violations of one item of a batch, with paths from the batch. */
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
