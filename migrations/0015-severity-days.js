// @ts-check

/**
 * How many vulnerability occurrences a scope had on a day, by severity: the sum of its `severity_counts` at the time that the
 * row names (docs/adr/0044). A day without a row is unknown. The index finds the days that are too old.
 */

const severities = [1, 2, 3, 4, 5];
const counts = [
  'total',
  'fixable',
  ...severities.flatMap((n) => [`total_${n}`, `fixable_${n}`]),
  'not_affected',
  ...severities.map((n) => `not_affected_${n}`),
];

/** @param {import('knex').Knex} knex */
export async function up(knex) {
  const postgres = knex.client.config.client === 'pg';
  const text = postgres ? 'text COLLATE "C"' : 'text';
  await knex.raw(`CREATE TABLE severity_days (
  scope ${text} NOT NULL,
  day ${text} NOT NULL,
  time bigint NOT NULL,
${counts.map((name) => `  ${name} bigint NOT NULL,`).join('\n')}
  PRIMARY KEY (scope, day)
)${postgres ? '' : ' WITHOUT ROWID'}`);
  await knex.raw('CREATE INDEX severity_days_by_day ON severity_days (day)');
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  await knex.raw('DROP TABLE severity_days');
}
