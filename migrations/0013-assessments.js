// @ts-check

/**
 * VEX statements that are applied to findings (docs/adr/0040). `assessed_id` of a note is the id of the notes whose occurrences
 * it speaks of, `assessed_product` the artifact, and `assessment` what it gives to them and in which projects; null where a
 * note assesses nothing, or an earlier release wrote it, which did not know who may. Occurrences are not affected unless
 * a statement says so, and none did before, so the new counts are right as they are: no row is rewritten.
 *
 * @param {import('knex').Knex} knex
 */
export async function up(knex) {
  const postgres = knex.client.config.client === 'pg';
  const text = postgres ? 'text COLLATE "C"' : 'text';
  await knex.raw(`ALTER TABLE notes ADD COLUMN assessed_id ${text}`);
  await knex.raw(`ALTER TABLE notes ADD COLUMN assessed_product ${text}`);
  await knex.raw('ALTER TABLE notes ADD COLUMN assessment text');
  await knex.raw('CREATE INDEX notes_by_id ON notes (id)');
  await knex.raw(
    'CREATE INDEX notes_assessing ON notes (assessed_id, assessed_product) WHERE assessed_id IS NOT NULL',
  );
  await knex.raw('ALTER TABLE occurrences ADD COLUMN not_affected smallint NOT NULL DEFAULT 0');
  for (const column of countColumns)
    await knex.raw(`ALTER TABLE severity_counts ADD COLUMN ${column} bigint NOT NULL DEFAULT 0`);
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  for (const column of [...countColumns].reverse())
    await knex.raw(`ALTER TABLE severity_counts DROP COLUMN ${column}`);
  await knex.raw('ALTER TABLE occurrences DROP COLUMN not_affected');
  await knex.raw('DROP INDEX notes_assessing');
  await knex.raw('DROP INDEX notes_by_id');
  for (const column of ['assessment', 'assessed_product', 'assessed_id'])
    await knex.raw(`ALTER TABLE notes DROP COLUMN ${column}`);
}

const countColumns = ['not_affected', ...[1, 2, 3, 4, 5].map((severity) => `not_affected_${severity}`)];
