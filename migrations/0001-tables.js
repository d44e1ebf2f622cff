// @ts-check

/**
 * Projects, notes, occurrences and settings. Text sorts by its bytes on both databases, so a page cursor
 * means the same everywhere. The indexes and what each answers: docs/storage.md.
 *
 * @param {import('knex').Knex} knex
 * @param {{ partitions?: number }} [options] `partitions` hash-partitions notes and occurrences by scope (PostgreSQL).
 */
export async function up(knex, { partitions = 0 } = {}) {
  const postgres = knex.client.config.client === 'pg';
  const text = postgres ? 'text COLLATE "C"' : 'text';
  const now = postgres
    ? '(extract(epoch FROM clock_timestamp()) * 1000000)::bigint'
    : "(CAST(unixepoch('subsec') * 1000000 AS integer))";
  const partitioned = partitions > 0 ? ' PARTITION BY HASH (scope)' : '';

  await knex.raw(`CREATE TABLE projects (
  id ${text} NOT NULL PRIMARY KEY,
  create_time bigint NOT NULL DEFAULT ${now}
)`);
  await knex.raw(`CREATE TABLE notes (
  scope ${text} NOT NULL,
  id ${text} NOT NULL,
  kind smallint NOT NULL,
  create_time bigint NOT NULL,
  update_time bigint NOT NULL,
  document text NOT NULL,
  PRIMARY KEY (scope, id)
)${partitioned}`);
  await knex.raw(`CREATE TABLE occurrences (
  scope ${text} NOT NULL,
  id ${text} NOT NULL,
  note_scope ${text} NOT NULL,
  note_id ${text} NOT NULL,
  kind smallint NOT NULL,
  severity smallint NOT NULL,
  fixable smallint NOT NULL,
  imported smallint NOT NULL,
  create_time bigint NOT NULL,
  update_time bigint NOT NULL,
  resource_uri ${text} NOT NULL,
  document text NOT NULL,
  PRIMARY KEY (scope, id)
)${partitioned}`);
  await knex.raw(`CREATE TABLE settings (
  name ${text} NOT NULL PRIMARY KEY,
  value text NOT NULL
)`);

  for (let remainder = 0; remainder < partitions; remainder += 1) {
    for (const table of ['notes', 'occurrences']) {
      await knex.raw(
        `CREATE TABLE ${table}_${remainder} PARTITION OF ${table} FOR VALUES WITH (MODULUS ${partitions}, REMAINDER ${remainder})`,
      );
    }
  }

  const indexes = {
    notes_by_kind: 'notes (scope, kind, id)',
    occurrences_by_resource: 'occurrences (scope, resource_uri, id, kind, severity, fixable)',
    occurrences_by_kind: 'occurrences (scope, kind, id)',
    occurrences_by_provider: 'occurrences (scope, note_scope, id)',
    occurrences_by_note: 'occurrences (note_id, scope, id, note_scope)',
  };
  for (const [name, columns] of Object.entries(indexes)) {
    await knex.raw(`CREATE INDEX ${name} ON ${columns}`);
  }
  if (!postgres) await describeTypicalStore(knex);
}

/**
 * SQLite chooses between indexes by statistics that only ANALYZE renews, and guesses badly without any.
 * These say once how a typical store looks (rows, then rows for each further equal column), so that plans
 * are the same from the first row on.
 *
 * @param {import('knex').Knex} knex
 */
async function describeTypicalStore(knex) {
  const statistics = [
    ['notes', 'sqlite_autoindex_notes_1', '200000 20000 1'],
    ['notes', 'notes_by_kind', '200000 20000 5000 1'],
    ['occurrences', 'sqlite_autoindex_occurrences_1', '1000000 10000 1'],
    ['occurrences', 'occurrences_by_resource', '1000000 10000 10 1 1 1 1'],
    ['occurrences', 'occurrences_by_kind', '1000000 10000 5000 1'],
    ['occurrences', 'occurrences_by_provider', '1000000 10000 5000 1'],
    ['occurrences', 'occurrences_by_note', '1000000 1000 20 1 1'],
  ];
  await knex.raw('ANALYZE occurrences');
  for (const row of statistics) {
    await knex.raw('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)', row);
  }
  await knex.raw('ANALYZE sqlite_schema');
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  for (const table of ['settings', 'occurrences', 'notes', 'projects']) {
    await knex.raw(`DROP TABLE ${table}`);
  }
}
