// @ts-check

import { sqliteTriggers } from './0002-severity-counts.js';

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
  for (const name of functions) {
    const { rows } = await knex.raw('SELECT prosrc AS body FROM pg_proc WHERE oid = to_regproc(?)', [name]);
    /** @type {string} */
    const body = rows[0].body;
    if (body.includes(guard)) continue;
    const guarded = body.replace(start, start + guard);
    if (guarded === body) throw new Error(`the function ${name} is not the one of migration 0002`);
    await knex.raw(`CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$${guarded}$$`);
  }
}

/**
 * On PostgreSQL nothing is taken back: with the guard, servers of this release and of the one before count right.
 *
 * @param {import('knex').Knex} knex
 */
export async function down(knex) {
  if (knex.client.config.client === 'pg') return;
  for (const sql of sqliteTriggers()) await knex.raw(sql);
}
