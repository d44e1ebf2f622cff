import type { Predicate } from '../../domain/filter/predicate.js';
import { compareText } from '../../domain/filter/text-order.js';
import type { SummaryQuery, SummaryRow } from '../repository-rows.js';
import { type AccessPath, accessPath, everyField, isInSummaryIndex, termsOf } from './access-path.js';
import { edge, inScope, isResource, joined, matching, residual, within } from './conditions.js';
import type { Dialect } from './dialect.js';
import type { SqlDriver, Statement } from './driver.js';
import { type PackagePath, packageRows } from './packages.js';
import { occurrenceEdge } from './queries.js';
import { countColumns, countedInSql, countedKind, severities } from './severity-counts.js';
import { lookWhole, readSlices, sliceTimeout, tooManyRows } from './slices.js';

/** How many entries of an index cost as much as a row and its document. */
const entriesForARow = 10;

/** See Repository. Read from the counts that are kept of each resource where the filter is of resources alone. */
export async function summarize(driver: SqlDriver, query: SummaryQuery): Promise<readonly SummaryRow[]> {
  const { dialect } = driver;
  const { scope, where } = query;
  const { reads, leads } = accessPath(where, 'occurrences');
  if (reads === 'nothing') return [];
  const isKept = query.kind === countedKind && termsOf(where).every(isKeptTerm);
  const one = leads.some(isResource);
  if (one || (isKept && reads === 'resources')) {
    const statement = isKept ? keptCounts(query, dialect) : summarizeResource(query, dialect);
    const look = lookWhole(driver, scope, query);
    return toSummaryRows((await look(statement)) as readonly SummaryRecord[], query);
  }
  if (isKept || where === undefined || isInSummaryIndex(where)) {
    return readSlices<string, SummaryRow, SummaryRecord>({
      driver,
      turn: scope,
      signal: query.signal,
      limit: Number.POSITIVE_INFINITY,
      // The rows that are kept are as good as counted: nobody waits for so few of them.
      aside: !isKept,
      size: isKept ? driver.sliceRows : driver.sliceRows * entriesForARow,
      edge: (after, rows) => resourceEdge(isKept ? 'severity_counts' : 'occurrences', scope, after, rows),
      toCursor: (row) => row.resource_uri,
      read: async ({ after, upTo }, look) => {
        const statement = (isKept ? keptCounts : summarizeSlice)(query, dialect, after, upTo);
        const rows = toSummaryRows((await look(statement)) as readonly SummaryRecord[], query);
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
    edge: (after, rows) => occurrenceEdge({ scope, where, after, limit: 0 }, dialect, rows),
    toCursor: (row) => row.id,
    read: async ({ after, upTo }, look) => {
      const counted = (await look(countedRows(query, dialect, after, upTo))) as readonly CountedRow[];
      const found = countRows(counted, records);
      query.onFound?.(found);
      return { rows: [] };
    },
  });
  return toSummaryRows(inOrder(records), query);
}

/** The same of occurrences that name a package. */
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

/** One row a resource, as `summarizeSlice` counts them. */
function keptCounts(query: SummaryQuery, dialect: Dialect, from?: string, end?: string): Statement {
  const { leads, rest } = summaryPath(query);
  const ofResources = rest.filter((term) => everyField(term, ({ column }) => column === 'resourceUri'));
  const { sql, bindings } = joined([
    inScope(query.scope),
    ...between(from, end),
    ...matching({ leads, rest: ofResources }, dialect),
  ]);
  return {
    sql: `SELECT resource_uri, ${countColumns.join(', ')} FROM severity_counts WHERE ${sql} ORDER BY resource_uri`,
    bindings,
    small: leads.some(isResource),
  };
}

/**
 * One row a resource, its counts side by side: `total`, `fixable`, and `total_S`, `fixable_S` for each
 * severity. So grouping follows the index and needs no sort, which grouping by severity too would.
 */
function summarizeSlice(query: SummaryQuery, dialect: Dialect, from?: string, end?: string): Statement {
  const { sql, bindings } = joined([inScope(query.scope), ...between(from, end), ...counted(query, dialect)]);
  return {
    sql: `SELECT resource_uri, ${countedOf(query)} FROM occurrences WHERE ${sql} GROUP BY resource_uri ORDER BY resource_uri`,
    bindings,
    // A plan for any scope cannot know which partition it is of, and would merge and sort them all.
    plan: 'each time',
  };
}

/** The same of the one resource that the filter names: one row, with a total of 0 where nothing matches. */
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

/** A summary walks an index of resources and is led by nothing else. */
function summaryPath({ where }: SummaryQuery): Pick<AccessPath, 'leads' | 'rest'> {
  const terms = termsOf(where);
  return {
    leads: terms.filter(isResource),
    rest: terms.filter((term) => !isResource(term)),
  };
}

/** The resource of the row so many behind those of a resource. */
function resourceEdge(table: string, scope: string, from: string | undefined, rows: number): Statement {
  const conditions = [inScope(scope), ...between(from ?? '', undefined)];
  return edge(`SELECT resource_uri FROM ${table}`, conditions, 'resource_uri', rows);
}

function between(from: string | undefined, end: string | undefined): Statement[] {
  return [
    ...(from === undefined ? [] : [{ sql: 'resource_uri > ?', bindings: [from] }]),
    ...(end === undefined ? [] : [{ sql: 'resource_uri <= ?', bindings: [end] }]),
  ];
}

/** What a summary counts, row by row, of a slice of a scope. */
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

/** Adds rows to the records that toSummaryRows takes; returns the counts that there were none of before. */
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
