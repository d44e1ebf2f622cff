import type { Predicate } from '../../domain/filter/predicate.js';
import { compareText } from '../../domain/filter/text-order.js';
import type { SummaryQuery, SummaryRow } from '../repository-rows.js';
import { type AccessPath, accessPath, everyField, isInSummaryIndex, termsOf } from './access-path.js';
import { inScope, isResource, joined, matching, residual, sliceEnd, within } from './conditions.js';
import type { Dialect } from './dialect.js';
import type { SqlDriver } from './driver.js';
import { type PackagePath, packageRows } from './packages.js';
import { occurrenceSliceEnd } from './queries.js';
import { withResources } from './resources.js';
import { countColumns, countedInSql, countedKind, severities } from './severity-counts.js';
import { readSlices, sliceTimeout, tooManyRows, wholeReader } from './slices.js';
import type { Statement } from './statement.js';

/** Number of index entries that cost as much as a row with its document. */
const entriesForARow = 10;

/** See Repository. Reads the maintained counts of each resource if the filter only compares resources. */
export async function summarize(driver: SqlDriver, asked: SummaryQuery): Promise<readonly SummaryRow[]> {
  const { dialect } = driver;
  const { scope } = asked;
  const where = await withResources(driver, scope, asked.where);
  const query = { ...asked, where };
  const { strategy, drivingTerms } = accessPath(where, 'occurrences');
  if (strategy === 'none') return [];
  const isKept = query.kind === countedKind && termsOf(where).every(isKeptTerm);
  const one = drivingTerms.some(isResource);
  if (one || (isKept && strategy === 'resources')) {
    const statement = isKept ? keptCounts(query, dialect) : summarizeResource(query, dialect);
    const run = wholeReader(driver, scope, query);
    return toSummaryRows((await run(statement)) as readonly SummaryRecord[], query);
  }
  if (isKept || where === undefined || isInSummaryIndex(where)) {
    return readSlices<string, SummaryRow, SummaryRecord>({
      driver,
      turn: scope,
      signal: query.signal,
      limit: Number.POSITIVE_INFINITY,
      // Reading maintained counts is quick, so it needs no reader thread.
      onReaderThread: !isKept,
      size: isKept ? driver.sliceRows : driver.sliceRows * entriesForARow,
      sliceEnd: (after, rows) =>
        resourceSliceEnd(isKept ? 'severity_counts' : 'occurrences', scope, after, rows),
      toCursor: (row) => row.resource_uri,
      read: async ({ after, upTo }, run) => {
        const statement = (isKept ? keptCounts : summarizeSlice)(query, dialect, after, upTo);
        const rows = toSummaryRows((await run(statement)) as readonly SummaryRecord[], query);
        query.onFound?.(rows);
        return { rows };
      },
    });
  }
  const records = new Map<string, CountRecord>();
  await readSlices<string, never, Pick<CountedRow, 'id'>>({
    driver,
    turn: scope,
    signal: query.signal,
    limit: Number.POSITIVE_INFINITY,
    size: driver.sliceRows,
    sliceEnd: (after, rows) => occurrenceSliceEnd({ scope, where, after, limit: 0 }, dialect, rows),
    toCursor: (row) => row.id,
    read: async ({ after, upTo }, run) => {
      const counted = (await run(countedRows(query, dialect, after, upTo))) as readonly CountedRow[];
      const found = countRows(counted, records);
      query.onFound?.(found);
      return { rows: [] };
    },
  });
  return toSummaryRows(inOrder(records), query);
}

/** The same for occurrences that name a package. */
export async function summarizeByPackage(
  driver: SqlDriver,
  query: SummaryQuery,
  path: PackagePath,
): Promise<readonly SummaryRow[]> {
  const { scope, kind, signal, onFound } = query;
  const started = performance.now();
  const records = new Map<string, CountRecord>();
  const search = { path, scope, signal };
  const columns = 'kind, resource_uri, severity, fixable, not_affected';
  for await (const { rows } of packageRows<CountedRow & ExpectedKind>(driver, search, columns)) {
    const ofKind = rows.filter((row) => row.kind === kind);
    const found = countRows(ofKind, records);
    onFound?.(found);
    if (performance.now() - started > sliceTimeout) throw tooManyRows();
  }
  return toSummaryRows(inOrder(records), query);
}

interface ExpectedKind {
  readonly scope: string;
  readonly kind: number;
}

function isKeptTerm(term: Predicate): boolean {
  const isKeptKind =
    term.op === 'compare' &&
    term.comparator === '=' &&
    term.field.column === 'kind' &&
    term.value === countedKind;
  return isKeptKind || everyField(term, ({ column }) => column === 'resourceUri');
}

/** One row for each resource, in the form of `summarizeSlice`. */
function keptCounts(query: SummaryQuery, dialect: Dialect, from?: string, end?: string): Statement {
  const { drivingTerms, rest } = summaryPath(query);
  const ofResources = rest.filter((term) => everyField(term, ({ column }) => column === 'resourceUri'));
  const { sql, bindings } = joined([
    inScope(query.scope),
    ...between(from, end),
    ...matching({ drivingTerms, rest: ofResources }, dialect),
  ]);
  return {
    sql: `SELECT resource_uri, ${countColumns.join(', ')} FROM severity_counts WHERE ${sql} ORDER BY resource_uri`,
    bindings,
    small: drivingTerms.some(isResource),
  };
}

/**
 * One row for each resource with all its counts: `total`, `fixable`, and `total_S`, `fixable_S` for each
 * severity. So grouping follows the index. Grouping by severity as well would need a sort.
 */
function summarizeSlice(query: SummaryQuery, dialect: Dialect, from?: string, end?: string): Statement {
  const { sql, bindings } = joined([inScope(query.scope), ...between(from, end), ...counted(query, dialect)]);
  return {
    sql: `SELECT resource_uri, ${countedOf(query)} FROM occurrences WHERE ${sql} GROUP BY resource_uri ORDER BY resource_uri`,
    bindings,
    // A generic plan does not know the partition of the scope, and would merge and sort all of them.
    plan: 'each time',
  };
}

/** The same for the single resource that the filter names: one row, with a total of 0 if nothing matches. */
function summarizeResource(query: SummaryQuery, dialect: Dialect): Statement {
  const { sql, bindings } = joined([inScope(query.scope), ...counted(query, dialect)]);
  return {
    sql: `SELECT min(resource_uri) AS resource_uri, ${countedOf(query)} FROM occurrences WHERE ${sql}`,
    bindings,
    small: true,
  };
}

const [counts, withAssessed] = [countedInSql({ assessed: false }), countedInSql()];

function countedOf({ assessed = false }: SummaryQuery): string {
  return assessed ? withAssessed : counts;
}

function counted(query: SummaryQuery, dialect: Dialect): Statement[] {
  return [residual({ sql: 'kind = ?', bindings: [query.kind] }), ...matching(summaryPath(query), dialect)];
}

/** A summary reads an index of resources and has no other driving terms. */
function summaryPath({ where }: SummaryQuery): Pick<AccessPath, 'drivingTerms' | 'rest'> {
  const terms = termsOf(where);
  return {
    drivingTerms: terms.filter(isResource),
    rest: terms.filter((term) => !isResource(term)),
  };
}

/** The last resource of a slice of `rows` rows after a resource. */
function resourceSliceEnd(table: string, scope: string, from: string | undefined, rows: number): Statement {
  const conditions = [inScope(scope), ...between(from ?? '', undefined)];
  return sliceEnd(`SELECT resource_uri FROM ${table}`, conditions, 'resource_uri', rows);
}

function between(from: string | undefined, end: string | undefined): Statement[] {
  return [
    ...(from === undefined ? [] : [{ sql: 'resource_uri > ?', bindings: [from] }]),
    ...(end === undefined ? [] : [{ sql: 'resource_uri <= ?', bindings: [end] }]),
  ];
}

/** The rows of a slice that a summary counts one by one. */
export function countedRows(query: SummaryQuery, dialect: Dialect, from?: string, end?: string): Statement {
  const conditions = [
    inScope(query.scope),
    ...within(from, end, query.where),
    residual({ sql: 'kind = ?', bindings: [query.kind] }),
    ...matching(accessPath(query.where, 'occurrences'), dialect),
  ];
  const { sql, bindings } = joined(conditions);
  return {
    sql: `SELECT id, resource_uri, severity, fixable, not_affected FROM occurrences WHERE ${sql}`,
    bindings,
  };
}

interface CountedRow {
  readonly id: string;
  readonly resource_uri: string;
  readonly severity: number;
  readonly fixable: number;
  readonly not_affected: number;
}

type CountRecord = Record<string, number> & { resource_uri: string };

/** Adds rows to the records for toSummaryRows. Returns the counts that are new. */
function countRows(rows: readonly CountedRow[], records: Map<string, CountRecord>) {
  const found: { readonly resourceUri: string }[] = [];
  const count = (record: Record<string, number>, name: string, more: number): void => {
    record[name] = (record[name] ?? 0) + more;
  };
  for (const { resource_uri: uri, severity, fixable, not_affected: notAffected } of rows) {
    const record = records.get(uri) ?? ({ resource_uri: uri } as never);
    records.set(uri, record);
    if (record[`total_${severity}`] === undefined) found.push({ resourceUri: uri });
    count(record, 'total', 1);
    count(record, 'fixable', fixable);
    count(record, `total_${severity}`, 1);
    count(record, `fixable_${severity}`, fixable);
    count(record, 'not_affected', notAffected);
    count(record, `not_affected_${severity}`, notAffected);
  }
  return found;
}

type SummaryRecord = Readonly<Record<string, number>> & { readonly resource_uri: string };

const columnsOf = severities.map((severity) => ({
  severity,
  totalColumn: `total_${severity}`,
  fixableColumn: `fixable_${severity}`,
  notAffectedColumn: `not_affected_${severity}`,
}));

function inOrder(records: ReadonlyMap<string, CountRecord>): CountRecord[] {
  return [...records.values()].sort((a, b) => compareText(a.resource_uri, b.resource_uri));
}

function toSummaryRows(
  records: readonly SummaryRecord[],
  { assessed = false }: Pick<SummaryQuery, 'assessed'>,
): SummaryRow[] {
  const rows: SummaryRow[] = [];
  const of = (notAffected: number) => (assessed && notAffected > 0 ? { notAffected } : {});
  for (const record of records) {
    const { resource_uri: resourceUri } = record;
    const rest = { total: record.total ?? 0, fixable: record.fixable ?? 0 };
    let restNotAffected = record.not_affected ?? 0;
    const place = rows.length;
    for (const { severity, totalColumn, fixableColumn, notAffectedColumn } of columnsOf) {
      const total = record[totalColumn] ?? 0;
      if (total <= 0) continue;
      const fixable = record[fixableColumn] ?? 0;
      const notAffected = record[notAffectedColumn] ?? 0;
      rows.push({ resourceUri, severity, total, fixable, ...of(notAffected) });
      rest.total -= total;
      rest.fixable -= fixable;
      restNotAffected -= notAffected;
    }
    if (rest.total > 0) rows.splice(place, 0, { resourceUri, severity: 0, ...rest, ...of(restNotAffected) });
  }
  return rows;
}
