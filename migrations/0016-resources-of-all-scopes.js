// @ts-check

/**
 * Finds the scopes of an image in all projects (docs/adr/0047). The counts have one row for each image of a scope, so their index is
 * written once for an image; occurrences that are not counted have an index of their own. `kind <> 1` is what
 * `severity_counts` does not count.
 *
 * @param {import('knex').Knex} knex
 */
export async function up(knex) {
  await knex.raw('CREATE INDEX severity_counts_by_resource ON severity_counts (resource_uri, scope)');
  await knex.raw(
    'CREATE INDEX occurrences_uncounted ON occurrences (resource_uri, scope, kind) WHERE kind <> 1',
  );
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  await knex.raw('DROP INDEX occurrences_uncounted');
  await knex.raw('DROP INDEX severity_counts_by_resource');
}
