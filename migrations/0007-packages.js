// @ts-check

/**
 * The packages that occurrences name, to search for them in all projects (docs/adr/0033). `package_keys` of an occurrence
 * has them as one text, null where an earlier release wrote the row: a server indexes those while it runs, and until the
 * setting says that all are, it refuses to search. A new column without a rewrite: neither database touches a row.
 *
 * @param {import('knex').Knex} knex
 */
export async function up(knex) {
  const postgres = knex.client.config.client === 'pg';
  const text = postgres ? 'text COLLATE "C"' : 'text';
  await knex.raw('ALTER TABLE occurrences ADD COLUMN package_keys text');
  await knex.raw(`CREATE TABLE packages (
  name ${text} NOT NULL,
  scope ${text} NOT NULL,
  id ${text} NOT NULL,
  type ${text} NOT NULL,
  version ${text} NOT NULL,
  PRIMARY KEY (name, scope, id, type, version)
)${postgres ? '' : ' WITHOUT ROWID'}`);
  await knex.raw(
    "INSERT INTO settings (name, value) SELECT 'packages', 'indexed' WHERE NOT EXISTS (SELECT 1 FROM occurrences)",
  );
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  await knex.raw('DROP TABLE packages');
  await knex.raw("DELETE FROM settings WHERE name = 'packages'");
  await knex.raw('ALTER TABLE occurrences DROP COLUMN package_keys');
}
