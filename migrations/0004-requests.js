// @ts-check

/**
 * Creates that came with a request id: what they made, so that the same request again makes nothing and gets the same
 * answer (docs/adr/0025). Rows go by age and by number; the two indexes find the oldest, of all and of one caller.
 *
 * @param {import('knex').Knex} knex
 */
export async function up(knex) {
  const postgres = knex.client.config.client === 'pg';
  const text = postgres ? 'text COLLATE "C"' : 'text';
  await knex.raw(`CREATE TABLE requests (
  scope ${text} NOT NULL,
  caller ${text} NOT NULL,
  id ${text} NOT NULL,
  digest text NOT NULL,
  time bigint NOT NULL,
  result text NOT NULL,
  PRIMARY KEY (scope, caller, id)
)${postgres ? '' : ' WITHOUT ROWID'}`);
  await knex.raw('CREATE INDEX requests_by_time ON requests (time)');
  await knex.raw('CREATE INDEX requests_of_caller ON requests (scope, caller, time)');
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  await knex.raw('DROP TABLE requests');
}
