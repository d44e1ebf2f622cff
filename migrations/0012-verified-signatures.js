// @ts-check

/**
 * Signatures that are verified on write (docs/attestors.md). `demands` says which attestors demand that of a note's
 * occurrences; it lies under the note's scope, as each write of an occurrence looks there. `verification` is what was found
 * out about one; null where nothing demanded it.
 *
 * @param {import('knex').Knex} knex
 */
export async function up(knex) {
  const postgres = knex.client.config.client === 'pg';
  const text = postgres ? 'text COLLATE "C"' : 'text';
  await knex.raw(`CREATE TABLE demands (
  scope ${text} NOT NULL,
  id ${text} NOT NULL,
  attestor_scope ${text} NOT NULL,
  attestor_id ${text} NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (scope, id, attestor_scope, attestor_id)
)${postgres ? '' : ' WITHOUT ROWID'}`);
  await knex.raw('ALTER TABLE occurrences ADD COLUMN verification text');
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  await knex.raw('ALTER TABLE occurrences DROP COLUMN verification');
  await knex.raw('DROP TABLE demands');
}
