// @ts-check

import { postgresTriggers, sqliteTriggers } from './0002-severity-counts.js';

/**
 * The transactions that write occurrences keep their counts themselves (docs/adr/0015). On PostgreSQL the triggers stay for
 * one release: while it is rolled out, servers of the release before still write, and rely on them. They keep still in a
 * transaction that says that it keeps the counts, so that each write is counted once whoever makes it. No lock is taken.
 */

const functions = ['severity_counts_changed', 'severity_counts_deleted'];
const start = 'BEGIN\n';
const guard = `  IF current_setting('grafeas.counts', true) = 'kept' THEN
    RETURN NULL;
  END IF;
`;

/** @param {import('knex').Knex} knex */
export async function up(knex) {
  if (knex.client.config.client !== 'pg') {
    // One server has the file: there is no other release to count for.
    for (const name of functions) await knex.raw(`DROP TRIGGER ${name}`);
    return;
  }
  await guardTriggers(knex);
}

/**
 * On PostgreSQL the guard stays: with it, servers of this release and of the one before count right. Where the triggers
 * are gone, as the tables were distributed, they come back.
 *
 * @param {import('knex').Knex} knex
 */
export async function down(knex) {
  if (knex.client.config.client !== 'pg') {
    for (const sql of sqliteTriggers()) await knex.raw(sql);
    return;
  }
  const { rows } = await knex.raw('SELECT to_regproc(?) AS found', [functions[0]]);
  if (rows[0].found !== null) return;
  for (const sql of postgresTriggers()) await knex.raw(sql);
  await guardTriggers(knex);
}

/** @param {import('knex').Knex} knex */
async function guardTriggers(knex) {
  for (const name of functions) {
    const { rows } = await knex.raw('SELECT prosrc AS body FROM pg_proc WHERE oid = to_regproc(?)', [name]);
    /** @type {string | undefined} */
    const body = rows[0]?.body;
    // They are gone where the tables are distributed.
    if (body === undefined || body.includes(guard)) continue;
    const guarded = body.replace(start, start + guard);
    if (guarded === body) throw new Error(`the function ${name} is not the one of migration 0002`);
    await knex.raw(`CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$${guarded}$$`);
  }
}
