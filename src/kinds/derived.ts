import { isObject } from '../domain/is-object.js';
import { fillAbsent } from '../schema/fill-defaults.js';
import type { Message } from '../schema/message.js';
import type { DerivedMember, Kind, NoteSource } from './kind.js';

/** Members of an occurrence that the server fills if the client omits them (docs/adr/0022). */

type Json = Readonly<Record<string, unknown>>;

/** The values that the server last filled into the details of an occurrence, by path. */
export type LastDerived = ReadonlyMap<string, unknown>;

/** The values that a note provides for derived members, by path, such as `effectiveSeverity`. */
export type FromNote = Readonly<Record<string, unknown>>;

export interface Derivation {
  /** The details, filled. */
  readonly details: unknown;
  /** Paths of the members that were filled, such as `effectiveSeverity`. */
  readonly derived: readonly string[];
}

/** Everything of a note that its occurrences derive from. With it, the note itself need not be kept. */
export function fromNote(kind: Kind, note: NoteSource): FromNote {
  const given: Record<string, unknown> = {};
  for (const member of kind.derived ?? []) given[nameOf(member)] = member.note?.(note);
  return given;
}

/**
 * Fills what the client omitted. `note` is undefined if the note is deleted: then the last derived values stay, since
 * nothing better is known.
 */
export function deriveDetails(
  kind: Kind,
  details: unknown,
  note: FromNote | undefined,
  last?: LastDerived,
): Derivation {
  let filled = details;
  const derived: string[] = [];
  // Members of the details themselves are added together, since every addition copies the details.
  let added: Record<string, unknown> = {};
  const add = (): unknown => {
    const message = kind.occurrence?.message as Message<Json> | undefined;
    if (message !== undefined && isObject(filled)) filled = fillAbsent<Json>(message, filled, added);
    added = {};
    return filled;
  };
  for (const member of kind.derived ?? []) {
    const [first = '', ...rest] = member.path;
    if (member.own !== undefined || rest.length > 0) add();
    if (!isOpen(filled, member)) continue;
    const name = nameOf(member);
    const kept = note === undefined && isOfNote(member) ? last?.get(name) : undefined;
    const value = valueFor(member, filled, note) ?? kept;
    if (value === undefined) continue;
    if (rest.length === 0) added[first] = value;
    else filled = withValue(kind.occurrence?.message, filled, member.path, value);
    derived.push(name);
  }
  return { details: add(), derived };
}

/** Name of the member that assessments fill, as `FromNote` has it; undefined where the kind has none. */
export function assessedMember(kind: Kind): string | undefined {
  const member = kind.derived?.find(({ assessed }) => assessed);
  return member && nameOf(member);
}

/** The assessment in details as the client wrote them; undefined unless it names a note, without which it does not count. */
export function namedAssessment(kind: Kind, details: unknown): unknown {
  const member = kind.derived?.find(({ assessed }) => assessed);
  const value = member && valueAt(details, member.path);
  const { noteName = '' } = isObject(value) ? value : {};
  return noteName === '' ? undefined : value;
}

/** Whether a note would fill anything. If not, it need not be read. */
export function needsNote(kind: Kind, details: unknown): boolean {
  return (kind.derived ?? []).some(
    (member) =>
      isOfNote(member) && isOpen(details, member) && valueFor(member, details, undefined) === undefined,
  );
}

/**
 * The values that the server filled into stored details. `derived` are the stored paths. If undefined, an earlier release
 * wrote the occurrence: values that equal their source then count as derived. `note` is the source of that time.
 */
export function lastDerived(
  kind: Kind,
  details: unknown,
  derived: readonly string[] | undefined,
  note: FromNote | undefined,
): LastDerived {
  const last = new Map<string, unknown>();
  for (const member of kind.derived ?? []) {
    const value = valueAt(details, member.path);
    const name = nameOf(member);
    const isDerived =
      derived === undefined ? isEqual(valueFor(member, details, note), value) : derived.includes(name);
    if (value !== undefined && isDerived) last.set(name, value);
  }
  return last;
}

/**
 * The details as the client wrote them. A member whose value differs from the last derived one is the client's own. The
 * same value is the server's, sent back by a client that read, changed and wrote the occurrence.
 */
export function withoutDerived(kind: Kind, details: unknown, last: LastDerived): unknown {
  let own = details;
  for (const member of kind.derived ?? []) {
    const value = valueAt(own, member.path);
    if (value !== undefined && isEqual(last.get(nameOf(member)), value)) own = without(own, member.path);
  }
  return own;
}

/** The members that the server derived and that have another value in these details. */
export function replacedDerived(
  kind: Kind,
  details: unknown,
  last: LastDerived,
): readonly { readonly path: readonly string[]; readonly derived: unknown }[] {
  return (kind.derived ?? []).flatMap((member) => {
    const value = valueAt(details, member.path);
    const name = nameOf(member);
    const derived = last.get(name);
    const isReplaced = value !== undefined && last.has(name) && !isEqual(derived, value);
    return isReplaced ? [{ path: member.path, derived }] : [];
  });
}

/** Whether occurrences derive other values from the note after the change than before. */
export function isRescored(kind: Kind, before: FromNote, after: FromNote): boolean {
  return (kind.derived ?? []).map(nameOf).some((name) => !isEqual(before[name], after[name]));
}

/** Assessments are found by the note, whose revision changes with them. */
function isOfNote({ note, assessed }: DerivedMember): boolean {
  return note !== undefined || assessed === true;
}

function nameOf({ path, name }: DerivedMember): string {
  return name ?? (path.length === 1 ? (path[0] ?? '') : path.join('.'));
}

function valueFor(member: DerivedMember, details: unknown, note: FromNote | undefined): unknown {
  return member.own?.(details) ?? note?.[nameOf(member)];
}

/** Whether the member is absent and its parent is present. */
function isOpen(details: unknown, { path }: DerivedMember): boolean {
  return isObject(valueAt(details, path.slice(0, -1))) && valueAt(details, path) === undefined;
}

function valueAt(details: unknown, path: readonly string[]): unknown {
  let value = details;
  for (const name of path) value = isObject(value) ? value[name] : undefined;
  return value;
}

function withValue(
  message: Message<unknown> | undefined,
  target: unknown,
  [name = '', ...rest]: readonly string[],
  value: unknown,
): unknown {
  if (message === undefined || !isObject(target)) return target;
  if (rest.length === 0) return fillAbsent<Json>(message as Message<Json>, target, { [name]: value });
  const type = message.byName.get(name)?.type;
  const inner = type?.form === 'message' ? type : undefined;
  return { ...target, [name]: withValue(inner, target[name], rest, value) };
}

function without(target: unknown, [name = '', ...rest]: readonly string[]): unknown {
  if (!isObject(target)) return target;
  if (rest.length > 0) return { ...target, [name]: without(target[name], rest) };
  const { [name]: _, ...others } = target;
  return others;
}

/** Compares by JSON text. Both values are in canonical form, where equal values have equal texts. */
function isEqual(a: unknown, b: unknown): boolean {
  // Lists are compared too.
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
