import type { Predicate } from '../../domain/filter/predicate.js';
import type { OccurrenceKey } from '../../domain/names.js';
import { formatPackages, type PackageKey } from '../../domain/packages.js';
import { storeUnavailable } from '../repository-errors.js';
import { carriedBytes } from '../repository-rows.js';
import type { Dialect } from './dialect.js';
import type { SqlDriver } from './driver.js';
import { type PackagePath, packageEntries, packagePath } from './packages.js';
import { execute, select, type Work } from './statement.js';

/**
 * Indexes the packages of occurrences that an earlier release stored. The setting `packages` has the progress: `indexed` if
 * all are, else the key after which to continue. Several servers may do it at once, and any may continue.
 */

/** Rows that one step reads. */
const rowsPerStep = 200;

interface Position {
  readonly done: boolean;
  readonly after: OccurrenceKey;
}

async function indexPosition(driver: SqlDriver): Promise<Position> {
  const sql = 'SELECT value FROM settings WHERE name = ?';
  const [row] = (await driver.read({ sql, bindings: ['packages'] })) as readonly { readonly value: string }[];
  if (row?.value === 'indexed') return { done: true, after: { scope: '', id: '' } };
  const [scope = '', id = ''] = row === undefined ? [] : (JSON.parse(row.value) as string[]);
  return { done: false, after: { scope, id } };
}

/** One step; see Repository.indexPackages. */
export async function indexStep(
  driver: SqlDriver,
  packagesOf: (document: string) => readonly PackageKey[],
): Promise<boolean> {
  const { done, after } = await indexPosition(driver);
  if (done) return true;
  const sizes = (await driver.read({
    sql:
      'SELECT scope, id, CASE WHEN package_keys IS NULL THEN octet_length(document) ELSE 0 END AS size FROM occurrences ' +
      'WHERE (scope, id) > (?, ?) ORDER BY scope, id LIMIT ?',
    bindings: [after.scope, after.id, rowsPerStep],
  })) as readonly (OccurrenceKey & { readonly size: number })[];
  let bytes = 0;
  let end: OccurrenceKey | undefined;
  const byScope = new Map<string, string[]>();
  for (const { scope, id, size } of sizes) {
    bytes += size;
    if (end !== undefined && bytes > carriedBytes) break;
    end = { scope, id };
    if (size > 0) byScope.set(scope, [...(byScope.get(scope) ?? []), id]);
  }
  for (const [scope, ids] of byScope) {
    const lock = { scope, name: `index ${scope}` };
    await driver.transact(lock, () => indexRows(driver.dialect, scope, ids, packagesOf));
  }
  await move(driver, end);
  return end === undefined;
}

/** Indexes rows that still have no package keys. */
function* indexRows(
  dialect: Dialect,
  scope: string,
  ids: readonly string[],
  packagesOf: (document: string) => readonly PackageKey[],
): Work<undefined> {
  const held: (OccurrenceKey & { document: string; package_keys: string | null })[] = [];
  const keys = ids.map((id) => ({ scope, id }));
  for (const statement of dialect.holdOccurrences(['scope', 'id', 'document', 'package_keys'], keys))
    held.push(...(yield* select<(typeof held)[number]>(statement)));
  const rows = held
    .filter(({ package_keys: keys }) => keys === null)
    .map(({ id, document }) => ({ scope, id, packages: packagesOf(document) }));
  for (const { id, packages } of rows) {
    const sql = 'UPDATE occurrences SET package_keys = ? WHERE scope = ? AND id = ?';
    yield { sql, bindings: [formatPackages(packages), scope, id] };
  }
  yield* execute(dialect.insertPackages(packageEntries(rows)));
  return undefined;
}

async function move(driver: SqlDriver, end: OccurrenceKey | undefined): Promise<void> {
  const value = end === undefined ? 'indexed' : JSON.stringify([end.scope, end.id]);
  const sql =
    "INSERT INTO settings (name, value) VALUES ('packages', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value " +
    "WHERE settings.value <> 'indexed'";
  await driver.write({ sql, bindings: [value] });
}

/** Decides whether a filter uses the table of packages, once all occurrences are indexed. */
export class PackagePaths {
  /** Once true, it stays true. */
  private isIndexed = false;

  constructor(private readonly driver: SqlDriver) {}

  /**
   * Undefined if the filter does not use the table of packages. Searching an incomplete index would miss occurrences, and the
   * result would look good. @throws STORE_UNAVAILABLE
   */
  async of(where: Predicate | undefined): Promise<PackagePath | undefined> {
    const path = packagePath(where);
    if (path === undefined) return undefined;
    this.isIndexed ||= (await indexPosition(this.driver)).done;
    if (this.isIndexed) return path;
    if (path.isOptional) return undefined;
    throw storeUnavailable(
      'the packages of occurrences that an earlier release stored are still being indexed; search for them again later',
    );
  }
}
