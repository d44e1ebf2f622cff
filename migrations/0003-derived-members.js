// @ts-check

/**
 * What the server derived (docs/adr/0022). `derived` of an occurrence names the members it filled, null where an earlier
 * release wrote the row. `pending` of a note is the text that is shown once its occurrences follow it, `revision` another
 * number for each text that occurrences derive from. New columns without a rewrite: neither database touches a row.
 *
 * @param {import('knex').Knex} knex
 */
export async function up(knex) {
  await knex.raw('ALTER TABLE notes ADD COLUMN pending text');
  await knex.raw('ALTER TABLE notes ADD COLUMN revision bigint NOT NULL DEFAULT 0');
  await knex.raw('ALTER TABLE occurrences ADD COLUMN derived text');
  await knex.raw('CREATE INDEX notes_pending ON notes (scope, id) WHERE pending IS NOT NULL');
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  await knex.raw('DROP INDEX notes_pending');
  for (const column of ['pending', 'revision']) await knex.raw(`ALTER TABLE notes DROP COLUMN ${column}`);
  await knex.raw('ALTER TABLE occurrences DROP COLUMN derived');
}
