// @ts-check

/**
 * How many vulnerability occurrences each resource has, by severity, so that a summary reads a row a resource instead of
 * each occurrence. The statements that create occurrences count them; triggers follow what is changed or deleted
 * (docs/adr/0015).
 */

/** Number of the kind that is counted. */
const vulnerability = 1;
/** Severities apart from unspecified, which is what the totals have beside these. */
const severities = [1, 2, 3, 4, 5];
const counts = ['total', 'fixable', ...severities.flatMap((n) => [`total_${n}`, `fixable_${n}`])];
const columns = ['scope', 'resource_uri', ...counts].join(', ');

/** What one row adds to each count, as SQL of its columns. @param {string} row */
function countedOf(row) {
  return [
    '1',
    `${row}.fixable`,
    ...severities.flatMap((n) => [`(${row}.severity = ${n})`, `(${row}.severity = ${n}) * ${row}.fixable`]),
  ];
}

/** @param {import('knex').Knex} knex */
export async function up(knex) {
  const postgres = knex.client.config.client === 'pg';
  const text = postgres ? 'text COLLATE "C"' : 'text';
  await knex.raw(`CREATE TABLE severity_counts (
  scope ${text} NOT NULL,
  resource_uri ${text} NOT NULL,
${counts.map((name) => `  ${name} bigint NOT NULL DEFAULT 0,`).join('\n')}
  PRIMARY KEY (scope, resource_uri)
)${postgres ? ' WITH (fillfactor = 70)' : ' WITHOUT ROWID'}`);
  // The triggers first: on PostgreSQL they wait for writers, and keep others out until the rest is done.
  for (const sql of postgres ? postgresTriggers() : sqliteTriggers()) await knex.raw(sql);
  await knex.raw(`INSERT INTO severity_counts (${columns})
SELECT scope, resource_uri, count(*), count(*) FILTER (WHERE fixable = 1), ${severities
    .flatMap((n) => [
      `count(*) FILTER (WHERE severity = ${n})`,
      `count(*) FILTER (WHERE severity = ${n} AND fixable = 1)`,
    ])
    .join(', ')}
FROM occurrences WHERE kind = ${vulnerability} GROUP BY scope, resource_uri`);
}

/** @param {import('knex').Knex} knex */
export async function down(knex) {
  const postgres = knex.client.config.client === 'pg';
  for (const name of ['severity_counts_changed', 'severity_counts_deleted']) {
    await knex.raw(`DROP TRIGGER ${name}${postgres ? ' ON occurrences' : ''}`);
    if (postgres) await knex.raw(`DROP FUNCTION ${name}()`);
  }
  await knex.raw('DROP TABLE severity_counts');
}

/** A row at a time. */
export function sqliteTriggers() {
  const set = (/** @type {string} */ sign, /** @type {string} */ row) =>
    countedOf(row)
      .map((value, index) => `${counts[index]} = ${counts[index]} ${sign} ${value}`)
      .join(', ');
  const add = `INSERT INTO severity_counts (${columns})
    VALUES (NEW.scope, NEW.resource_uri, ${countedOf('NEW').join(', ')})
    ON CONFLICT DO UPDATE SET ${set('+', 'NEW')};`;
  const subtract = `UPDATE severity_counts SET ${set('-', 'OLD')}
    WHERE scope = OLD.scope AND resource_uri = OLD.resource_uri;
  DELETE FROM severity_counts WHERE scope = OLD.scope AND resource_uri = OLD.resource_uri AND total = 0;`;
  return [
    `CREATE TRIGGER severity_counts_changed AFTER UPDATE OF resource_uri, severity, fixable ON occurrences
WHEN NEW.kind = ${vulnerability} AND (OLD.resource_uri, OLD.severity, OLD.fixable) <> (NEW.resource_uri, NEW.severity, NEW.fixable) BEGIN
  ${subtract}
  ${add}
END`,
    `CREATE TRIGGER severity_counts_deleted AFTER DELETE ON occurrences WHEN OLD.kind = ${vulnerability} BEGIN
  ${subtract}
END`,
  ];
}

/** A statement at a time, in the order of resources, so that two statements never wait for each other in a ring. */
export function postgresTriggers() {
  const signed = (/** @type {string} */ table, /** @type {number} */ sign) =>
    `SELECT scope, resource_uri, severity, fixable, ${sign} AS n FROM ${table} WHERE kind = ${vulnerability}`;
  const sums = [
    'sum(n)',
    'sum(n * fixable)',
    ...severities.flatMap((n) => [
      `coalesce(sum(n) FILTER (WHERE severity = ${n}), 0)`,
      `coalesce(sum(n * fixable) FILTER (WHERE severity = ${n}), 0)`,
    ]),
  ];
  const count = (/** @type {string[]} */ ...parts) => `INSERT INTO severity_counts AS c (${columns})
  SELECT * FROM (SELECT scope, resource_uri, ${sums.map((sum, index) => `${sum} AS ${counts[index]}`).join(', ')}
    FROM (${parts.join(' UNION ALL ')}) AS rows GROUP BY scope, resource_uri) AS s
  WHERE (${counts.join(', ')}) <> (${counts.map(() => '0').join(', ')})
  ORDER BY scope, resource_uri
  ON CONFLICT (scope, resource_uri) DO UPDATE SET ${counts.map((name) => `${name} = c.${name} + excluded.${name}`).join(', ')};`;
  // One by one: a single statement would be planned once, for however many rows the first one removed.
  const sweep = `FOR gone IN SELECT DISTINCT scope, resource_uri FROM removed WHERE kind = ${vulnerability} LOOP
    DELETE FROM severity_counts WHERE scope = gone.scope AND resource_uri = gone.resource_uri AND total = 0;
  END LOOP;`;
  const [added, removed] = [signed('added', 1), signed('removed', -1)];
  const triggers = {
    severity_counts_changed: [
      'UPDATE',
      'OLD TABLE AS removed NEW TABLE AS added',
      `${count(added, removed)}\n  ${sweep}`,
    ],
    severity_counts_deleted: ['DELETE', 'OLD TABLE AS removed', `${count(removed)}\n  ${sweep}`],
  };
  return Object.entries(triggers).flatMap(([name, [event, tables, body]]) => [
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone record;
BEGIN
  ${body}
  RETURN NULL;
END $$`,
    `CREATE TRIGGER ${name} AFTER ${event} ON occurrences REFERENCING ${tables} FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`,
  ]);
}
