import { anyPackage, type PackageKey } from '../packages.js';
import { nanosOf } from './literal.js';
import type { Comparator, CoreColumn, FilterField, FilterValue, PathStep, Predicate } from './predicate.js';
import { compareText } from './text-order.js';

/** The object that a predicate is evaluated on. */
export interface FilterSubject {
  /** Its columns; times in microseconds since the epoch. */
  readonly columns: Readonly<Partial<Record<CoreColumn, string | number | boolean>>>;
  /** The packages it names, where it may name any. */
  readonly packages?: readonly PackageKey[] | undefined;
  /** The parsed document. May be a getter: it is read only where no column answers. */
  readonly document: unknown;
}

/**
 * Whether the subject satisfies the predicate. This is the reference semantics of filters: the SQL that backends generate
 * must agree with it on every subject.
 */
export function evaluate(predicate: Predicate, subject: FilterSubject): boolean {
  switch (predicate.op) {
    case 'and':
      return predicate.terms.every((term) => evaluate(term, subject));
    case 'or':
      return predicate.terms.some((term) => evaluate(term, subject));
    case 'not':
      return !evaluate(predicate.term, subject);
    case 'constant':
      return predicate.value;
    case 'compare':
      return compareField(predicate.field, predicate.comparator, predicate.value, subject);
    case 'present':
      return isPresent(predicate.field, subject);
    case 'package':
      return hasPackage(predicate, subject.packages ?? []);
    case 'contains':
      return valuesOf(predicate.field, subject).some((value) => String(value).includes(predicate.value));
    case 'prefix':
      return valuesOf(predicate.field, subject).some((value) => String(value).startsWith(predicate.value));
    case 'suffix':
      return valuesOf(predicate.field, subject).some((value) => String(value).endsWith(predicate.value));
  }
}

/** Whether one of the packages is meant; one without a name may be any. */
export function hasPackage(
  { name, holds }: Extract<Predicate, { op: 'package' }>,
  packages: readonly PackageKey[],
): boolean {
  return packages.some((found) => found.name === anyPackage || (found.name === name && holds(found)));
}

function compareField(
  field: FilterField,
  comparator: Comparator,
  value: FilterValue,
  subject: FilterSubject,
): boolean {
  const values = valuesOf(field, subject);
  if (comparator === '!=') return !values.some((candidate) => compareValues(candidate, '=', value));
  return values.some((candidate) => compareValues(candidate, comparator, value));
}

/** Below, at or above 0; NaN if the two cannot be compared, as with NaN itself. */
function order(a: FilterValue, b: FilterValue): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN;
}

/** Compares two values of one type. */
export function compareValues(a: FilterValue, comparator: Comparator, b: FilterValue): boolean {
  return holds(comparator, order(a, b));
}

function holds(comparator: Comparator, order: number): boolean {
  switch (comparator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function isPresent(field: FilterField, subject: FilterSubject): boolean {
  if (field.column === undefined) return follow(subject.document, field.path, 0).length > 0;
  if (field.type === 'time') return true;
  const value = subject.columns[field.column];
  return value !== undefined && value !== '' && value !== 0 && value !== false;
}

/** All values of the field, in the form of filter values. */
function valuesOf(field: FilterField, subject: FilterSubject): FilterValue[] {
  if (field.column !== undefined) {
    const value = subject.columns[field.column];
    if (value === undefined) return [];
    return [field.type === 'time' ? BigInt(value) * 1000n : value];
  }
  return follow(subject.document, field.path, 0, field.defaultValue).map((value) =>
    toFilterValue(field, value),
  );
}

/** All values at the end of a path; an absent leaf of a present message yields `otherwise`, if defined. */
function follow(value: unknown, path: readonly PathStep[], index: number, otherwise?: unknown): unknown[] {
  const step = path[index];
  if (step === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (step.step === 'each') {
    return (value as readonly unknown[]).flatMap((element) => follow(element, path, index + 1, otherwise));
  }
  const key = step.step === 'key' ? step.key : step.name;
  if (Object.hasOwn(value, key)) {
    return follow((value as Readonly<Record<string, unknown>>)[key], path, index + 1, otherwise);
  }
  return index === path.length - 1 && otherwise !== undefined ? [otherwise] : [];
}

/** A canonical JSON value to the form of filter values. */
function toFilterValue(field: FilterField, value: unknown): FilterValue {
  switch (field.type) {
    case 'enum':
      return typeof value === 'number' ? value : (enumNumber(field, String(value)) ?? Number.NaN);
    case 'int64':
      return BigInt(String(value));
    case 'int32':
    case 'float':
      return Number(value);
    case 'time':
      return nanosOf(String(value)) ?? Number.NaN;
    case 'bool':
      return value === true;
    default:
      return String(value);
  }
}

function enumNumber(field: FilterField, name: string): number | undefined {
  for (const [number, candidate] of field.enumNames ?? []) if (candidate === name) return number;
  return undefined;
}
