import { cancelled } from '../../domain/errors.js';
import { hasPackage } from '../../domain/filter/evaluate.js';
import type { Predicate } from '../../domain/filter/predicate.js';
import { compareText } from '../../domain/filter/text-order.js';
import { limits } from '../../domain/limits.js';
import { type OccurrenceKey, projectOf, type Scope } from '../../domain/names.js';
import { anyPackage, indexedName, type PackageKey, parsePackages } from '../../domain/packages.js';
import type { ListedOccurrence, LongRead, OccurrenceQuery, PageQuery } from '../repository-rows.js';
import { accessPath, isOfColumns, termsOf } from './access-path.js';
import { inScope, joined, residual } from './conditions.js';
import type { PackageRow } from './dialect.js';
import { documentColumn } from './documents.js';
import type { SqlDriver } from './driver.js';
import { compilePredicate } from './predicate-sql.js';
import { maxRowsPerPage, sliceTimeout, tooManyRows, wholeReader } from './slices.js';
import type { Statement } from './statement.js';

/**
 * Finds occurrences by the packages that they name (docs/adr/0033). The table of packages is read by name, ascending by scope
 * and id. Versions are compared here, not by the database; then the rows are read.
 */

type PackageTerm = Extract<Predicate, { op: 'package' }>;

/** A filter by packages: the package by which the table is read, further packages, and the other terms. */
export interface PackagePath {
  readonly lead: PackageTerm;
  readonly more: readonly PackageTerm[];
  readonly rest: readonly Predicate[];
  /** Whether the filter can also be evaluated without the table, but more slowly. */
  readonly isOptional: boolean;
}

export interface PackageSearch extends LongRead {
  readonly path: PackagePath;
  /** Number of rows that are wanted; the first statement reads few more entries. */
  readonly limit?: number | undefined;
  /** Restricts the search to this scope. */
  readonly scope?: Scope | undefined;
  readonly projects?: readonly string[] | undefined;
  readonly after?: OccurrenceKey | undefined;
}

/** A row in the table of packages, without the package name. */
interface Entry extends OccurrenceKey {
  readonly type: string;
  readonly version: string;
}

/** Rows of the table that one statement reads at most. */
const entriesPerRead = 500;
/** Up to this number of entries or ids, statements of the same text may share a round trip. */
const smallRead = 150;

/** How a filter uses the table of packages; undefined if it does not, or if another index has fewer rows. */
export function packagePath(where: Predicate | undefined): PackagePath | undefined {
  const terms = termsOf(where);
  const asked = terms.filter((term) => term.op === 'package');
  const rest = terms.filter((term) => term.op !== 'package');
  const [lead, ...more] = asked;
  if (lead !== undefined) return { lead, more, rest, isOptional: false };
  const named = terms.find(isPackageName);
  if (named?.op !== 'compare' || accessPath(where, 'occurrences').drivingTerms.some(isSelective))
    return undefined;
  const name = indexedName(String(named.value));
  return { lead: { op: 'package', name, holds: () => true }, more, rest, isOptional: true };
}

function isPackageName(term: Predicate): boolean {
  return term.op === 'compare' && term.comparator === '=' && term.field.isPackageName === true;
}

function isSelective(term: Predicate): boolean {
  return term.op !== 'compare' || !['kind', 'noteScope'].includes(term.field.column ?? '');
}

/** A page of a search, ascending by scope, then id. See PageQuery. */
export async function findByPackage(
  driver: SqlDriver,
  search: PackageSearch & Pick<PageQuery<OccurrenceKey>, 'limit' | 'onStop'>,
): Promise<readonly ListedOccurrence[]> {
  const { limit, onStop } = search;
  const started = performance.now();
  const select = `octet_length(document) AS size, ${documentColumn({ limit }, limit)}`;
  const found: Found[] = [];
  let [visited, bytes] = [0, 0];
  walk: for await (const { rows, scanned, upTo } of packageRows<Found>(driver, search, select)) {
    for (const row of rows) {
      const last = found.at(-1);
      if (last !== undefined && onStop !== undefined && bytes + row.size > limits.pageBytes) {
        onStop({ scope: last.scope, id: last.id });
        break walk;
      }
      bytes += row.size;
      found.push(row);
      if (found.length >= limit) break walk;
    }
    visited += scanned;
    const isLate = performance.now() - started > sliceTimeout;
    if (upTo === undefined || (visited < maxRowsPerPage && !isLate)) continue;
    if (onStop === undefined && !isLate) continue;
    if (onStop === undefined) throw tooManyRows();
    onStop(upTo);
    break;
  }
  const listed = await withDocuments(driver, search, found);
  const last = found.at(-1);
  // A row deleted in the meantime must not make the page look like the last one.
  if (last !== undefined && found.length >= limit && listed.length < limit)
    onStop?.({ scope: last.scope, id: last.id });
  return listed;
}

/** The same for one scope. */
export function listByPackage(
  driver: SqlDriver,
  path: PackagePath,
  { scope, after, onStop, ...query }: OccurrenceQuery,
): Promise<readonly ListedOccurrence[]> {
  return findByPackage(driver, {
    ...query,
    path,
    scope,
    after: after === undefined ? undefined : { scope, id: after },
    onStop: onStop && (({ id }) => onStop(id)),
  });
}

interface Found extends OccurrenceKey {
  readonly size: number;
  /** Null if it is long. */
  readonly document: string | null;
}

/** Reads the missing documents one by one, since they are long. */
async function withDocuments(
  driver: SqlDriver,
  search: PackageSearch,
  found: readonly Found[],
): Promise<readonly ListedOccurrence[]> {
  const listed: ListedOccurrence[] = [];
  for (const { scope, id, document } of found) {
    if (document !== null) {
      listed.push({ scope, id, document });
      continue;
    }
    const [row] = await readRows<ListedOccurrence>(driver, search, 'document', scope, [id]);
    if (row !== undefined) listed.push({ scope, id, document: row.document });
  }
  return listed;
}

interface Batch<Row> {
  readonly rows: readonly Row[];
  /** Number of entries of the table that were read. */
  readonly scanned: number;
  /** The last occurrence that was read; undefined after the end of the table. */
  readonly upTo: OccurrenceKey | undefined;
}

/** The rows of a search in batches, with the selected columns. */
export async function* packageRows<Row extends OccurrenceKey>(
  driver: SqlDriver,
  search: PackageSearch,
  select: string,
): AsyncGenerator<Batch<Row>> {
  const { path, projects, signal } = search;
  const readable = projects && new Set(projects);
  const columns = path.more.length === 0 ? select : `package_keys, ${select}`;
  const isMatch = versionCheck(path.lead);
  let usual = Math.min(entriesPerRead, (search.limit ?? entriesPerRead) + 20);
  let size = usual;
  for (let after = search.after, isFirst = true; ; isFirst = false) {
    if (signal?.aborted) throw cancelled();
    // Mostly there is no second read, so that the whole search is one statement. Rows of other projects are not read.
    const withRows = isFirst && readable === undefined && mayJoin(driver, path);
    const { entries, isLast } = await readEntries<Row & Packed>(
      driver,
      search,
      after,
      size,
      withRows ? columns : undefined,
    );
    // All entries of an occurrence are evaluated together.
    const last = entries.at(-1);
    const whole = isLast ? entries : entries.filter((entry) => last === undefined || !isSame(entry, last));
    if (whole.length === 0 && !isLast) {
      size *= 8;
      continue;
    }
    usual = Math.min(entriesPerRead, usual * 2);
    size = usual;
    const asked = whole.filter(
      (entry) => readable?.has(projectOf(entry.scope)) !== false && isMatch(entry.type, entry.version),
    );
    const once = asked.filter((entry, place) => place === 0 || !isSame(entry, asked[place - 1] as Entry));
    const parts = withRows
      ? once.filter(({ found }) => found === 1)
      : await readKeys<Row & Packed>(driver, search, columns, keysByScope(once));
    const rows = parts.filter(({ package_keys: packages }) => {
      if (path.more.length === 0) return true;
      const named = parsePackages(packages ?? '');
      return path.more.every((term) => hasPackage(term, named));
    });
    const end = whole.at(-1);
    after = end && { scope: end.scope, id: end.id };
    yield { rows, scanned: whole.length, upTo: isLast ? undefined : after };
    if (isLast) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

interface Packed {
  readonly package_keys?: string | null;
}

/** Whether a package of the name matches the term. Many occurrences name the same version. */
function versionCheck({ holds }: PackageTerm): (type: string, version: string) => boolean {
  const known = new Map<string, boolean>();
  return (type, version) => {
    const key = `${type}\0${version}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const isMatch = holds({ type, version });
    known.set(key, isMatch);
    return isMatch;
  };
}

function keysByScope(entries: readonly OccurrenceKey[]): ReadonlyMap<Scope, readonly string[]> {
  const keys = new Map<Scope, string[]>();
  for (const { scope, id } of entries) {
    const ids = keys.get(scope);
    if (ids === undefined) keys.set(scope, [id]);
    else ids.push(id);
  }
  return keys;
}

/** An entry with the columns of its occurrence, if they were read too. */
type Joined<Row> = Entry & Row & { readonly found?: 1 | null };

/**
 * Entries of the name and entries for any name. Both lists are ascending, so they can be merged. `columns` also reads these
 * columns of their occurrences; `found` is null for an occurrence that the rest of the filter does not match.
 */
async function readEntries<Row>(
  driver: SqlDriver,
  search: PackageSearch,
  after: OccurrenceKey | undefined,
  size: number,
  columns: string | undefined,
): Promise<{ readonly entries: readonly Joined<Row>[]; readonly isLast: boolean }> {
  const read = async (name: string): Promise<readonly Joined<Row>[]> => {
    const entries = entriesStatement(name, search.scope, after, size);
    const statement = columns === undefined ? entries : joinRows(driver, search, entries, columns);
    const list = (await driver.read(statement)) as readonly Joined<Row>[];
    return columns === undefined ? list : list.toSorted(compareEntries);
  };
  const lists = await Promise.all([read(search.path.lead.name), read(anyPackage)]);
  const full = lists.filter((list) => list.length >= size).map((list) => list.at(-1) as Joined<Row>);
  const [end] = full.sort(compareEntries);
  const entries = lists
    .flat()
    .filter((entry) => end === undefined || compareEntries(entry, end) <= 0)
    .sort(compareEntries);
  return { entries, isLast: end === undefined };
}

/** Documents are not parsed where that blocks everything else. */
function mayJoin({ dialect, onReaderThread }: SqlDriver, { rest }: PackagePath): boolean {
  return dialect.joinsPackages && (onReaderThread === undefined || rest.every(isOfColumns));
}

/** In any order: sorted by the database, some plans would sort all entries once more. */
function joinRows(
  driver: SqlDriver,
  { path }: PackageSearch,
  entries: Statement,
  columns: string,
): Statement {
  const own = { sql: 'scope = entry_scope AND id = entry_id', bindings: [] };
  const row = joined([own, ...restOf(driver, path)]);
  return {
    // Columns of entries have names of their own, so that the filter means those of occurrences.
    sql:
      `WITH entries (entry_scope, entry_id, type, version) AS (${entries.sql}) ` +
      `SELECT entry_scope AS scope, entry_id AS id, type, version, CASE WHEN kind IS NOT NULL THEN 1 END AS found, ${columns} ` +
      `FROM entries LEFT JOIN occurrences ON ${row.sql}`,
    bindings: [...entries.bindings, ...row.bindings],
    small: entries.small === true && path.rest.every(isOfColumns),
  };
}

function restOf(driver: SqlDriver, { rest }: PackagePath): Statement[] {
  return rest.map((term) => residual(compilePredicate(term, driver.dialect)));
}

function entriesStatement(
  name: string,
  scope: Scope | undefined,
  after: OccurrenceKey | undefined,
  size: number,
): Statement {
  const range: Statement =
    scope === undefined
      ? { sql: '(scope, id) > (?, ?)', bindings: [after?.scope ?? '', after?.id ?? ''] }
      : { sql: 'scope = ? AND id > ?', bindings: [scope, after?.id ?? ''] };
  return {
    sql: `SELECT scope, id, type, version FROM packages WHERE name = ? AND ${range.sql} ORDER BY scope, id, type, version LIMIT ?`,
    bindings: [name, ...range.bindings, size],
    small: size <= smallRead,
  };
}

/** The rows of these occurrences that satisfy the rest of the filter, ascending by scope, then id. */
async function readKeys<Row extends OccurrenceKey>(
  driver: SqlDriver,
  search: PackageSearch,
  select: string,
  keys: ReadonlyMap<Scope, readonly string[]>,
): Promise<readonly Row[]> {
  const { amongKeys } = driver.dialect;
  const [turn] = keys.keys();
  if (turn === undefined) return [];
  if (amongKeys !== undefined && keys.size > 1) {
    const all = [...keys].flatMap(([scope, ids]) => ids.map((id) => ({ scope, id })));
    return readWhere(driver, search, select, turn, [amongKeys(all)], false);
  }
  const parts = await Promise.all(
    [...keys].map(([scope, ids]) => readRows<Row>(driver, search, select, scope, ids)),
  );
  return parts.flat();
}

/** The same for one scope. */
function readRows<Row extends OccurrenceKey>(
  driver: SqlDriver,
  search: PackageSearch,
  select: string,
  scope: Scope,
  ids: readonly string[],
): Promise<readonly Row[]> {
  const conditions = [inScope(scope), driver.dialect.among('id', ids)];
  return readWhere(driver, search, select, scope, conditions, ids.length <= smallRead);
}

async function readWhere<Row extends OccurrenceKey>(
  driver: SqlDriver,
  { path, signal }: PackageSearch,
  select: string,
  turn: string,
  conditions: readonly Statement[],
  small: boolean,
): Promise<readonly Row[]> {
  const { sql, bindings } = joined([...conditions, ...restOf(driver, path)]);
  const statement: Statement = {
    sql: `SELECT scope, id, ${select} FROM occurrences WHERE ${sql}`,
    bindings,
    small: small && path.rest.every(isOfColumns),
  };
  const run = wholeReader(driver, turn, { where: { op: 'and', terms: path.rest }, signal });
  const rows = (await run(statement)) as readonly Row[];
  return rows.toSorted(compareEntries);
}

function compareEntries(a: OccurrenceKey, b: OccurrenceKey): number {
  return compareText(a.scope, b.scope) || compareText(a.id, b.id);
}

function isSame(a: OccurrenceKey, b: OccurrenceKey): boolean {
  return a.scope === b.scope && a.id === b.id;
}

export function packageEntries(
  rows: readonly (OccurrenceKey & { readonly packages?: readonly PackageKey[] | undefined })[],
): readonly PackageRow[] {
  return rows.flatMap(({ scope, id, packages = [] }) =>
    packages.map(({ type, name, version }) => ({ scope, id, type, name, version })),
  );
}
