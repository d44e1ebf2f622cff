import type { CoreColumn, FilterField, Predicate } from '../../domain/filter/predicate.js';
import { isStorableText } from '../../domain/names.js';

/**
 * How a filter finds its rows. A term that leads is what an index is entered by. The others are compared row by row:
 * of an image at once if columns answer them, as it has few; of anything else in slices, as it may be all of a project.
 */
export interface AccessPath {
  readonly leads: readonly Predicate[];
  readonly rest: readonly Predicate[];
  /** `few` where all there are may be read; `resources` where several are named; `slices` where rows may be read that do not match. */
  readonly reads: 'nothing' | 'few' | 'index' | 'resources' | 'slices';
}

/** What is listed. */
export type Listing =
  | 'occurrences'
  | 'occurrences of a note'
  | 'occurrences of all scopes'
  | 'notes'
  | 'projects';

/**
 * Columns by which `=` enters an index, best first; those of one entry stand in one index. `few` where it holds so few
 * rows that the rest of a filter may be compared with all of them.
 */
export const indexEntries: Readonly<
  Record<Listing, readonly { readonly columns: readonly CoreColumn[]; readonly few?: true }[]>
> = {
  occurrences: [
    { columns: ['id', 'scope'], few: true },
    { columns: ['resourceUri'], few: true },
    { columns: ['noteId', 'noteScope'] },
    { columns: ['kind'] },
    { columns: ['noteScope'] },
  ],
  'occurrences of a note': [
    { columns: ['id', 'scope'], few: true },
    { columns: ['resourceUri'], few: true },
  ],
  'occurrences of all scopes': [
    { columns: ['id', 'scope'], few: true },
    { columns: ['noteId', 'noteScope'] },
  ],
  notes: [{ columns: ['id', 'scope'], few: true }, { columns: ['kind'] }],
  projects: [{ columns: ['id'], few: true }],
};

export function accessPath(where: Predicate | undefined, listing: Listing): AccessPath {
  const terms = termsOf(where);
  if (terms.some((term) => term.op === 'constant' && !term.value)) {
    return { leads: [], rest: terms, reads: 'nothing' };
  }
  const leadBy = (columns: readonly CoreColumn[]): readonly Predicate[] => {
    const leads = columns.map((column) => terms.find((term) => isEqual(term, column)));
    return leads[0] === undefined ? [] : leads.filter((term) => term !== undefined);
  };
  const images = listing === 'occurrences' ? terms.find(isSomeResource) : undefined;
  for (const { columns, few } of indexEntries[listing]) {
    const leads = leadBy(columns);
    // Several resources are more than one of few, and less than all else.
    if (leads.length === 0 || (few !== true && images !== undefined)) continue;
    const rest = terms.filter((term) => !leads.includes(term));
    // A resource may be hot: what the index does not hold is compared in slices even there.
    const isBounded =
      rest.length === 0 || (few === true && (listing !== 'occurrences' || rest.every(isOfColumns)));
    return { leads, rest, reads: !isBounded ? 'slices' : few === true ? 'few' : 'index' };
  }
  if (images !== undefined) {
    return { leads: [images], rest: terms.filter((term) => term !== images), reads: 'resources' };
  }
  return { leads: [], rest: terms, reads: terms.length === 0 ? 'index' : 'slices' };
}

/** What every match must satisfy. */
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

/** Whether the index a summary walks has all that a filter compares. */
export function isInSummaryIndex(where: Predicate): boolean {
  return everyField(where, ({ column }) => summaryColumns.has(column));
}

/** Whether columns alone decide it, and no document is read. */
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
