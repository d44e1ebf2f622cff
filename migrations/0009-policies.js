// @ts-check

/**
 * Policies: what has to hold of an artifact before it may run (docs/policies.md). The id of the policy of a project itself is
 * empty. The primary key gives one and lists those of a project.
 *
 * @param {import('knex').Knex} knex
 */
export async function up(knex) {
  const postgres = knex.client.config.client === 'pg';
  const text = postgres ? 'text COLLATE "C"' : 'text';
  await knex.raw(`CREATE TABLE policies (
  scope ${text} NOT NULL,
  id ${text} NOT NULL,
  document text NOT NULL,
  PRIMARY KEY (scope, id)
)${postgres ? '' : ' WITHOUT ROWID'}`);
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  await knex.raw('DROP TABLE policies');
}
