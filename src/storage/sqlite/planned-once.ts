/**
 * SQLite plans a prepared statement anew after each bind of a value that may change its plan: a limit, or the right side
 * of an equality, as 0 and 1 are taken to match many rows. That costs more than most reads. It does not look behind a
 * plus sign, which changes no value. `a = ?` becomes `a = +?`; a `?` inside a quoted literal is text.
 */
export function plannedOnce(sql: string): string {
  return sql.replace(/'[^']*'|\?/g, (match) => (match === '?' ? '+?' : match));
}
