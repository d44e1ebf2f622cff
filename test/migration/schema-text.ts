import type Database from 'better-sqlite3';
import type pg from 'pg';

/** The schema of a SQLite database as text. */
export function sqliteSchema(database: Database.Database): string {
  const rows = database
    .prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '%knex%' AND name NOT LIKE 'sqlite%' ORDER BY name",
    )
    .all() as { sql: string }[];
  const statistics = database
    .prepare("SELECT tbl || ' ' || idx || ': ' || stat AS line FROM sqlite_stat1 ORDER BY 1")
    .all() as { line: string }[];
  const comments = statistics.map(({ line }) => `-- ${line}`);
  return `${rows.map(({ sql }) => `${sql};`).join('\n')}\n\n-- sqlite_stat1\n${comments.join('\n')}\n`;
}

/** The schema of a PostgreSQL database as text, read from its catalogue. */
export async function postgresSchema(client: pg.Client): Promise<string> {
  const columns = await client.query<{ table: string; line: string }>(`
    SELECT c.relname AS table, format('  %s %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        CASE WHEN co.collname <> 'default' THEN ' COLLATE ' || quote_ident(co.collname) ELSE '' END,
        CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
        coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')) AS line
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_collation co ON co.oid = a.attcollation
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname NOT LIKE '%knex%' AND a.attnum > 0
    ORDER BY c.relname COLLATE "C", a.attnum`);
  const indexes = await client.query<{ indexdef: string }>(`
    SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '%knex%'
    ORDER BY indexname COLLATE "C"`);
  const functions = await client.query<{ definition: string }>(`
    SELECT pg_get_functiondef(oid) AS definition FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY proname COLLATE "C"`);
  const triggers = await client.query<{ definition: string }>(`
    SELECT pg_get_triggerdef(oid) AS definition FROM pg_trigger WHERE NOT tgisinternal AND tgparentid = 0 ORDER BY tgname COLLATE "C"`);
  const programs = [...functions.rows, ...triggers.rows].map(({ definition }) => `${definition.trimEnd()};`);
  const tables = [...new Set(columns.rows.map((row) => row.table))];
  const creations = tables.map((table) => {
    const lines = columns.rows.filter((row) => row.table === table).map(({ line }) => line);
    return `CREATE TABLE ${table} (\n${lines.join(',\n')}\n);`;
  });
  const indexed = indexes.rows.map(({ indexdef }) => `${indexdef};`);
  return `${[...creations, ...indexed, ...programs].join('\n')}\n`;
}
