import type { Scope } from '../../domain/names.js';
import type { DayMark, DayRow, DaysQuery, SeverityCount } from '../repository-rows.js';
import type { SqlDriver } from './driver.js';
import { countColumns, countedKind, severities } from './severity-counts.js';
import { readerFor, sliceTimeout } from './slices.js';
import type { Statement } from './statement.js';

/** Counts of scopes at the time of a day, kept of the counts that are kept (docs/adr/0044). */

/** See Repository. The counts are read by one statement, so all are of one moment; then the first to write the row wins. */
export async function keepDay(driver: SqlDriver, { scope, kind, day, time }: DayMark): Promise<boolean> {
  if (kind !== countedKind) throw new TypeError(`no counts are kept of kind ${kind}`);
  const exists = 'SELECT 1 FROM severity_days WHERE scope = ? AND day = ?';
  if ((await driver.read({ sql: exists, bindings: [scope, day], small: true })).length > 0) return false;
  const sums = countColumns.map((name) => `CAST(coalesce(sum(${name}), 0) AS bigint) AS ${name}`).join(', ');
  // A row for each image: many in a large project.
  const look = readerFor(driver, { turn: scope, millis: sliceTimeout });
  const [counts] = (await look({
    sql: `SELECT ${sums} FROM severity_counts WHERE scope = ?`,
    bindings: [scope],
    plan: 'each time',
  })) as readonly CountRecord[];
  const columns = ['scope', 'day', 'time', ...countColumns];
  const values = [scope, day, time, ...countColumns.map((name) => counts?.[name] ?? 0)];
  const sql = `INSERT INTO severity_days (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`;
  return (await driver.write({ sql, bindings: values })) > 0;
}

export async function listDays(
  driver: SqlDriver,
  { scope, from, to }: DaysQuery,
): Promise<readonly DayRow[]> {
  const sql = `SELECT day, time, ${countColumns.join(', ')} FROM severity_days WHERE scope = ? AND day >= ? AND day <= ? ORDER BY day`;
  const rows = (await driver.read({ sql, bindings: [scope, from, to] })) as readonly DayRecord[];
  return rows.map((row) => ({ day: row.day, time: row.time, counts: toCounts(row) }));
}

/** Scopes whose days are removed at once. */
const scopesAtOnce = 1000;

/** See Repository. Each statement that removes is of one scope. */
export async function removeDays(driver: SqlDriver, before: string): Promise<boolean> {
  const old: Statement = {
    sql: 'SELECT scope FROM severity_days WHERE day < ? ORDER BY day LIMIT ?',
    bindings: [before, scopesAtOnce],
  };
  const found = (await driver.read(old)) as readonly { readonly scope: Scope }[];
  for (const scope of new Set(found.map((row) => row.scope)))
    await driver.write({
      sql: 'DELETE FROM severity_days WHERE scope = ? AND day < ?',
      bindings: [scope, before],
    });
  return found.length < scopesAtOnce;
}

type CountRecord = Readonly<Record<string, number>>;
type DayRecord = { readonly day: string; readonly time: number } & CountRecord;

/** The count without a severity is the total minus the counts by severity. */
function toCounts(record: CountRecord): readonly SeverityCount[] {
  const countsOf = (suffix: string): SeverityCount => ({
    severity: 0,
    total: record[`total${suffix}`] ?? 0,
    fixable: record[`fixable${suffix}`] ?? 0,
    notAffected: record[`not_affected${suffix}`] ?? 0,
  });
  const rated = severities.map((severity) => ({ ...countsOf(`_${severity}`), severity: severity as number }));
  const unrated = rated.reduce(
    (rest, { total, fixable, notAffected }) => ({
      severity: 0,
      total: rest.total - total,
      fixable: rest.fixable - fixable,
      notAffected: rest.notAffected - notAffected,
    }),
    countsOf(''),
  );
  return [unrated, ...rated].filter(({ total }) => total > 0);
}
