import { connectPostgres } from './postgres-client.js';

/**
 * Adds to a plain PostgreSQL database the catalogue and functions with which the server queries and moves tables of Citus,
 * with the names, arguments and errors of Citus 13. Rows are not moved: it tests the server's calls and reactions, not the
 * nodes. `TEST_DISTRIBUTED_URLS` tests those.
 */
export async function standInForEngine(url: string): Promise<void> {
  const client = await connectPostgres(url);
  try {
    await client.query(engine);
  } finally {
    await client.end();
  }
}

const engine = `
CREATE TABLE pg_dist_node (nodename text, groupid integer, isactive boolean, shouldhaveshards boolean);
INSERT INTO pg_dist_node VALUES ('coordinator', 0, true, false), ('one', 1, true, true), ('two', 2, true, true);
CREATE TABLE pg_dist_local_group (groupid integer);
INSERT INTO pg_dist_local_group VALUES (0);
CREATE TABLE pg_dist_partition (logicalrelid regclass PRIMARY KEY, partmethod "char", partkey text);
CREATE TABLE pg_dist_shard (logicalrelid regclass, shardid bigint);

CREATE FUNCTION column_to_column_name(table_name regclass, column_var_text text) RETURNS text
  LANGUAGE sql AS 'SELECT column_var_text';

CREATE FUNCTION citus_add_local_table_to_metadata(table_name regclass, cascade_via_foreign_keys boolean DEFAULT false)
  RETURNS void LANGUAGE sql AS $$
    INSERT INTO pg_dist_partition VALUES (table_name, 'n', NULL);
    INSERT INTO pg_dist_shard VALUES (table_name, 1);
  $$;

CREATE FUNCTION create_distributed_table(table_name regclass, distribution_column text,
    distribution_type text DEFAULT 'hash', colocate_with text DEFAULT 'default', shard_count integer DEFAULT NULL)
  RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    beside regclass := CASE WHEN colocate_with NOT IN ('none', 'default') THEN colocate_with::regclass END;
  BEGIN
    IF EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = table_name) THEN
      RAISE EXCEPTION 'cannot distribute relation "%" because it has triggers', table_name;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = table_name AND i.indisunique AND NOT EXISTS (
        SELECT 1 FROM pg_attribute a WHERE a.attrelid = table_name AND a.attname = distribution_column
          AND a.attnum = ANY (i.indkey))) THEN
      RAISE EXCEPTION 'cannot create constraint on "%"', table_name;
    END IF;
    INSERT INTO pg_dist_shard SELECT table_name, n FROM generate_series(1, coalesce(shard_count,
      (SELECT count(*)::integer FROM pg_dist_shard WHERE logicalrelid = beside))) AS n;
    INSERT INTO pg_dist_partition VALUES (table_name, 'h', distribution_column);
  END $$;

CREATE FUNCTION undistribute_table(table_name regclass, cascade_via_foreign_keys boolean DEFAULT false)
  RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM pg_dist_shard WHERE logicalrelid = table_name;
    DELETE FROM pg_dist_partition WHERE logicalrelid = table_name;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'cannot undistribute table because the table is not distributed';
    END IF;
  END $$;

CREATE FUNCTION truncate_local_data_after_distributing_table(function_name regclass)
  RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_dist_partition WHERE logicalrelid = function_name) THEN
      RAISE EXCEPTION 'supplied parameter is not a distributed relation';
    END IF;
  END $$;

CREATE FUNCTION run_command_on_all_nodes(command text, parallel boolean DEFAULT true,
    give_warning_for_connection_errors boolean DEFAULT false,
    OUT nodeid integer, OUT success boolean, OUT result text)
  RETURNS SETOF record LANGUAGE plpgsql AS $$
  BEGIN
    IF command ~ '^SELECT' THEN EXECUTE command INTO result; ELSE EXECUTE command; END IF;
    nodeid := 0; success := true;
    RETURN NEXT;
  END $$;
`;
