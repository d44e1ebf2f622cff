import type { CoreColumn, FilterField, Predicate } from '../../domain/filter/predicate.js';
import { isStorableText } from '../../domain/names.js';

/**
 * How a filter finds its rows. The driving terms select a range of an index. The other terms are compared row by row: at once
 * for an image if they only need columns, since an image has few rows; otherwise in slices, since the range may be a whole
 * project.
 *
 * @example accessPath(equal(column('kind', 'enum', 'kind'), 1), 'occurrences').strategy // 'index'
 */
export interface AccessPath {
  readonly drivingTerms: readonly Predicate[];
  readonly rest: readonly Predicate[];
  /**
   * `none`: nothing can match. `few-rows`: the index range is so small that it may be read completely. `index`: every row of
   * the range matches. `resources`: several resources are named. `slices`: rows that do not match may have to be read.
   */
  readonly strategy: 'none' | 'few-rows' | 'index' | 'resources' | 'slices';
}

/** The lists of the repository. */
export type Listing =
  | 'occurrences'
  | 'occurrences of a note'
  | 'occurrences of all scopes'
  | 'notes'
  | 'projects';

/**
 * Columns that select a range of an index by `=`, the most selective first. The columns of one entry are in one index.
 * `fewRows` if the range is so small that the rest of a filter may be compared with all its rows.
 */
export const indexEntries: Readonly<
  Record<Listing, readonly { readonly columns: readonly CoreColumn[]; readonly fewRows?: true }[]>
> = {
  occurrences: [
    { columns: ['id', 'scope'], fewRows: true },
    { columns: ['resourceUri'], fewRows: true },
    { columns: ['noteId', 'noteScope'] },
    { columns: ['kind'] },
    { columns: ['noteScope'] },
  ],
  'occurrences of a note': [
    { columns: ['id', 'scope'], fewRows: true },
    { columns: ['resourceUri'], fewRows: true },
  ],
  'occurrences of all scopes': [
    { columns: ['id', 'scope'], fewRows: true },
    { columns: ['noteId', 'noteScope'] },
  ],
  notes: [{ columns: ['id', 'scope'], fewRows: true }, { columns: ['kind'] }],
  projects: [{ columns: ['id'], fewRows: true }],
};

export function accessPath(where: Predicate | undefined, listing: Listing): AccessPath {
  const terms = termsOf(where);
  if (terms.some((term) => term.op === 'constant' && !term.value)) {
    return { drivingTerms: [], rest: terms, strategy: 'none' };
  }
  const drivingTermsOf = (columns: readonly CoreColumn[]): readonly Predicate[] => {
    const drivingTerms = columns.map((column) => terms.find((term) => isEqual(term, column)));
    return drivingTerms[0] === undefined ? [] : drivingTerms.filter((term) => term !== undefined);
  };
  const images = listing === 'occurrences' ? terms.find(isSomeResource) : undefined;
  for (const { columns, fewRows } of indexEntries[listing]) {
    const drivingTerms = drivingTermsOf(columns);
    // Several resources select more rows than a range of few rows, and fewer than any other index.
    if (drivingTerms.length === 0 || (fewRows !== true && images !== undefined)) continue;
    const rest = terms.filter((term) => !drivingTerms.includes(term));
    // A resource may have many rows, so comparisons that need more than the index are done in slices.
    const isBounded =
      rest.length === 0 || (fewRows === true && (listing !== 'occurrences' || rest.every(isOfColumns)));
    return { drivingTerms, rest, strategy: !isBounded ? 'slices' : fewRows === true ? 'few-rows' : 'index' };
  }
  if (images !== undefined) {
    return { drivingTerms: [images], rest: terms.filter((term) => term !== images), strategy: 'resources' };
  }
  return { drivingTerms: [], rest: terms, strategy: terms.length === 0 ? 'index' : 'slices' };
}

/** The terms of a conjunction: every match must satisfy all of them. */
export function termsOf(where: Predicate | undefined): readonly Predicate[] {
  if (where === undefined || (where.op === 'constant' && where.value)) return [];
  return where.op === 'and' ? where.terms.flatMap(termsOf) : [where];
}

const summaryColumns: ReadonlySet<CoreColumn | undefined> = new Set([
  'resourceUri',
  'id',
  'kind',
  'severity',
  'fixable',
]);

/** Whether the index that a summary reads has all columns that a filter compares. */
export function isInSummaryIndex(where: Predicate): boolean {
  return everyField(where, ({ column }) => summaryColumns.has(column));
}

/** Whether only columns are compared, so that no document is read. */
export function isOfColumns(where: Predicate): boolean {
  return everyField(where, ({ column }) => column !== undefined);
}

/** Whether a condition holds for every field that a predicate compares. */
export function everyField(where: Predicate, holds: (field: FilterField) => boolean): boolean {
  switch (where.op) {
    case 'and':
    case 'or':
      return where.terms.every((term) => everyField(term, holds));
    case 'not':
      return everyField(where.term, holds);
    case 'constant':
      return true;
    case 'package':
      return false;
    default:
      return holds(where.field);
  }
}

function isEqual(term: Predicate, column: CoreColumn): boolean {
  return term.op === 'compare' && term.comparator === '=' && term.field.column === column;
}

/** `resourceUrl=a OR resourceUrl=b OR …`, which compiles to one IN. */
function isSomeResource(term: Predicate): boolean {
  const isOne = (one: Predicate): boolean =>
    isEqual(one, 'resourceUri') && one.op === 'compare' && isStorableText(String(one.value));
  return term.op === 'or' && term.terms.every(isOne);
}
