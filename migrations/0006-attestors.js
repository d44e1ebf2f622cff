// @ts-check

/**
 * Attestors: whose signatures over an artifact count, by the keys they name (docs/attestors.md). The primary key gives one
 * and lists those of a project.
 *
 * @param {import('knex').Knex} knex
 */
export async function up(knex) {
  const postgres = knex.client.config.client === 'pg';
  const text = postgres ? 'text COLLATE "C"' : 'text';
  await knex.raw(`CREATE TABLE attestors (
  scope ${text} NOT NULL,
  id ${text} NOT NULL,
  document text NOT NULL,
  PRIMARY KEY (scope, id)
)${postgres ? '' : ' WITHOUT ROWID'}`);
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  await knex.raw('DROP TABLE attestors');
}
