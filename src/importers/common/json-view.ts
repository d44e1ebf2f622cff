import { ApiError } from '../../domain/errors.js';
import { isObject } from '../../domain/is-object.js';
import { mapLazily } from '../../domain/lazy-list.js';

/** One JSON object of a report and its position. */
export interface View {
  readonly value: Readonly<Record<string, unknown>>;
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
}

/**
 * Typed access to a report. Absent members and null are undefined (or empty); a member of another type is
 * an INVALID_REPORT naming its pointer.
 */
export function viewOf(value: unknown, pointer: string): View {
  if (!isObject(value)) throw wrongType(pointer, 'an object', value);
  return { value, pointer };
}

export function pointerTo(view: View, member: string | number): string {
  return `${view.pointer}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Trimmed text; empty text is absent. Characters that no store accepts are replaced by U+FFFD. */
export function textIn(view: View, member: string): string | undefined {
  const value = view.value[member];
  if (value === undefined || value === null) return undefined;
  return cleanText(value, () => pointerTo(view, member));
}

/** Trimmed text at a pointer; empty text is absent. */
export function textOf(value: unknown, pointer: string): string | undefined {
  return cleanText(value, () => pointer);
}

/** Texts of a list; empty ones are left out. */
export function textsIn(view: View, member: string): string[] {
  return listIn(view, member).flatMap(
    (value, index) => cleanText(value, () => `${pointerTo(view, member)}/${index}`) ?? [],
  );
}

export function numberIn(view: View, member: string): number | undefined {
  const value = view.value[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw wrongType(pointerTo(view, member), 'a number', value);
  return value;
}

export function booleanIn(view: View, member: string): boolean | undefined {
  const value = view.value[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw wrongType(pointerTo(view, member), 'true or false', value);
  return value;
}

export function viewIn(view: View, member: string): View | undefined {
  const value = view.value[member];
  return value === undefined || value === null ? undefined : viewOf(value, pointerTo(view, member));
}

/** Of a long list each view is made when it is read. */
export function viewsIn(view: View, member: string): readonly View[] {
  const pointer = pointerTo(view, member);
  return mapLazily(listIn(view, member), (value, index) => viewOf(value, `${pointer}/${index}`));
}

export function listIn(view: View, member: string): readonly unknown[] {
  const value = view.value[member];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrongType(pointerTo(view, member), 'a list', value);
  return value;
}

/** A required list: without its list of findings, a report does not show what the tool found. */
export function requiredListIn(view: View, member: string): readonly unknown[] {
  const value = view.value[member];
  if (value === undefined || value === null) {
    const found = value === null ? 'null' : 'nothing';
    throw invalidReport(pointerTo(view, member), `expected the list of findings, found ${found}`);
  }
  return listIn(view, member);
}

export function wrongType(pointer: string, expected: string, value: unknown): ApiError {
  return invalidReport(pointer, typeProblem(expected, value));
}

export function typeProblem(expected: string, value: unknown): string {
  const found = value === null ? 'null' : Array.isArray(value) ? 'a list' : `${typeof value}`;
  return `expected ${expected}, found ${found}`;
}

/** INVALID_REPORT at a JSON pointer. */
export function invalidReport(pointer: string, description: string): ApiError {
  const at = pointer === '' ? 'the report' : pointer;
  return new ApiError('INVALID_REPORT', `${at}: ${description}`, {
    violations: [{ field: pointer, description }],
  });
}

function cleanText(value: unknown, pointer: () => string): string | undefined {
  if (typeof value !== 'string') throw wrongType(pointer(), 'a string', value);
  const text = value.includes('\0') || !value.isWellFormed() ? storable(value) : value;
  const trimmed = text.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** Replaces a character that no store accepts: U+0000, half of a surrogate pair. Tools write it too, for broken text. */
export const lostCharacter = '\uFFFD';

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', lostCharacter);
}
