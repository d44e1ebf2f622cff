/**
 * SQLite plans a prepared statement again after each bind of a value that may change its plan: a limit, or the right side
 * of an equality, as it assumes that 0 and 1 match many rows. That costs more than most reads. It ignores values behind a
 * plus sign, which changes no value. `a = ?` becomes `a = +?`; a `?` inside a quoted literal is text.
 */
export function plannedOnce(sql: string): string {
  return sql.replace(/'[^']*'|\?/g, (match) => (match === '?' ? '+?' : match));
}
