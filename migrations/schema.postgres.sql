CREATE TABLE attestors (
  scope text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  document text NOT NULL
);
CREATE TABLE demands (
  scope text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  attestor_scope text COLLATE "C" NOT NULL,
  attestor_id text COLLATE "C" NOT NULL,
  revision bigint NOT NULL
);
CREATE TABLE notes (
  scope text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  kind smallint NOT NULL,
  create_time bigint NOT NULL,
  update_time bigint NOT NULL,
  document text NOT NULL,
  pending text,
  revision bigint NOT NULL DEFAULT 0,
  assessed_id text COLLATE "C",
  assessed_product text COLLATE "C",
  assessment text
);
CREATE TABLE occurrences (
  scope text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  note_scope text COLLATE "C" NOT NULL,
  note_id text COLLATE "C" NOT NULL,
  kind smallint NOT NULL,
  severity smallint NOT NULL,
  fixable smallint NOT NULL,
  imported smallint NOT NULL,
  create_time bigint NOT NULL,
  update_time bigint NOT NULL,
  resource_uri text COLLATE "C" NOT NULL,
  document text NOT NULL,
  derived text,
  package_keys text,
  verification text,
  not_affected smallint NOT NULL DEFAULT 0
);
CREATE TABLE packages (
  name text COLLATE "C" NOT NULL,
  scope text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  version text COLLATE "C" NOT NULL
);
CREATE TABLE policies (
  scope text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  document text NOT NULL
);
CREATE TABLE projects (
  id text COLLATE "C" NOT NULL,
  create_time bigint NOT NULL DEFAULT ((EXTRACT(epoch FROM clock_timestamp()) * (1000000)::numeric))::bigint
);
CREATE TABLE requests (
  scope text COLLATE "C" NOT NULL,
  caller text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  digest text NOT NULL,
  time bigint NOT NULL,
  result text NOT NULL
);
CREATE TABLE settings (
  name text COLLATE "C" NOT NULL,
  value text NOT NULL
);
CREATE TABLE severity_counts (
  scope text COLLATE "C" NOT NULL,
  resource_uri text COLLATE "C" NOT NULL,
  total bigint NOT NULL DEFAULT 0,
  fixable bigint NOT NULL DEFAULT 0,
  total_1 bigint NOT NULL DEFAULT 0,
  fixable_1 bigint NOT NULL DEFAULT 0,
  total_2 bigint NOT NULL DEFAULT 0,
  fixable_2 bigint NOT NULL DEFAULT 0,
  total_3 bigint NOT NULL DEFAULT 0,
  fixable_3 bigint NOT NULL DEFAULT 0,
  total_4 bigint NOT NULL DEFAULT 0,
  fixable_4 bigint NOT NULL DEFAULT 0,
  total_5 bigint NOT NULL DEFAULT 0,
  fixable_5 bigint NOT NULL DEFAULT 0,
  not_affected bigint NOT NULL DEFAULT 0,
  not_affected_1 bigint NOT NULL DEFAULT 0,
  not_affected_2 bigint NOT NULL DEFAULT 0,
  not_affected_3 bigint NOT NULL DEFAULT 0,
  not_affected_4 bigint NOT NULL DEFAULT 0,
  not_affected_5 bigint NOT NULL DEFAULT 0
);
CREATE TABLE severity_days (
  scope text COLLATE "C" NOT NULL,
  day text COLLATE "C" NOT NULL,
  time bigint NOT NULL,
  total bigint NOT NULL,
  fixable bigint NOT NULL,
  total_1 bigint NOT NULL,
  fixable_1 bigint NOT NULL,
  total_2 bigint NOT NULL,
  fixable_2 bigint NOT NULL,
  total_3 bigint NOT NULL,
  fixable_3 bigint NOT NULL,
  total_4 bigint NOT NULL,
  fixable_4 bigint NOT NULL,
  total_5 bigint NOT NULL,
  fixable_5 bigint NOT NULL,
  not_affected bigint NOT NULL,
  not_affected_1 bigint NOT NULL,
  not_affected_2 bigint NOT NULL,
  not_affected_3 bigint NOT NULL,
  not_affected_4 bigint NOT NULL,
  not_affected_5 bigint NOT NULL
);
CREATE UNIQUE INDEX attestors_pkey ON public.attestors USING btree (scope, id);
CREATE UNIQUE INDEX demands_pkey ON public.demands USING btree (scope, id, attestor_scope, attestor_id);
CREATE INDEX notes_assessing ON public.notes USING btree (assessed_id, assessed_product) WHERE (assessed_id IS NOT NULL);
CREATE INDEX notes_by_id ON public.notes USING btree (id);
CREATE INDEX notes_by_kind ON public.notes USING btree (scope, kind, id);
CREATE INDEX notes_pending ON public.notes USING btree (scope, id) WHERE (pending IS NOT NULL);
CREATE UNIQUE INDEX notes_pkey ON public.notes USING btree (scope, id);
CREATE INDEX occurrences_by_kind ON public.occurrences USING btree (scope, kind, id);
CREATE INDEX occurrences_by_note ON public.occurrences USING btree (note_id, scope, id, note_scope);
CREATE INDEX occurrences_by_provider ON public.occurrences USING btree (scope, note_scope, id);
CREATE INDEX occurrences_by_resource ON public.occurrences USING btree (scope, resource_uri, id, kind, severity, fixable);
CREATE UNIQUE INDEX occurrences_pkey ON public.occurrences USING btree (scope, id);
CREATE INDEX occurrences_uncounted ON public.occurrences USING btree (resource_uri, scope, kind) WHERE (kind <> 1);
CREATE UNIQUE INDEX packages_pkey ON public.packages USING btree (name, scope, id, type, version);
CREATE UNIQUE INDEX policies_pkey ON public.policies USING btree (scope, id);
CREATE UNIQUE INDEX projects_pkey ON public.projects USING btree (id);
CREATE INDEX requests_by_time ON public.requests USING btree ("time");
CREATE INDEX requests_of_caller ON public.requests USING btree (scope, caller, "time");
CREATE UNIQUE INDEX requests_pkey ON public.requests USING btree (scope, caller, id);
CREATE UNIQUE INDEX settings_pkey ON public.settings USING btree (name);
CREATE INDEX severity_counts_by_resource ON public.severity_counts USING btree (resource_uri, scope);
CREATE UNIQUE INDEX severity_counts_pkey ON public.severity_counts USING btree (scope, resource_uri);
CREATE INDEX severity_days_by_day ON public.severity_days USING btree (day);
CREATE UNIQUE INDEX severity_days_pkey ON public.severity_days USING btree (scope, day);
CREATE OR REPLACE FUNCTION public.severity_counts_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  gone record;
BEGIN
  IF current_setting('grafeas.counts', true) = 'kept' THEN
    RETURN NULL;
  END IF;
  INSERT INTO severity_counts AS c (scope, resource_uri, total, fixable, total_1, fixable_1, total_2, fixable_2, total_3, fixable_3, total_4, fixable_4, total_5, fixable_5)
  SELECT * FROM (SELECT scope, resource_uri, sum(n) AS total, sum(n * fixable) AS fixable, coalesce(sum(n) FILTER (WHERE severity = 1), 0) AS total_1, coalesce(sum(n * fixable) FILTER (WHERE severity = 1), 0) AS fixable_1, coalesce(sum(n) FILTER (WHERE severity = 2), 0) AS total_2, coalesce(sum(n * fixable) FILTER (WHERE severity = 2), 0) AS fixable_2, coalesce(sum(n) FILTER (WHERE severity = 3), 0) AS total_3, coalesce(sum(n * fixable) FILTER (WHERE severity = 3), 0) AS fixable_3, coalesce(sum(n) FILTER (WHERE severity = 4), 0) AS total_4, coalesce(sum(n * fixable) FILTER (WHERE severity = 4), 0) AS fixable_4, coalesce(sum(n) FILTER (WHERE severity = 5), 0) AS total_5, coalesce(sum(n * fixable) FILTER (WHERE severity = 5), 0) AS fixable_5
    FROM (SELECT scope, resource_uri, severity, fixable, 1 AS n FROM added WHERE kind = 1 UNION ALL SELECT scope, resource_uri, severity, fixable, -1 AS n FROM removed WHERE kind = 1) AS rows GROUP BY scope, resource_uri) AS s
  WHERE (total, fixable, total_1, fixable_1, total_2, fixable_2, total_3, fixable_3, total_4, fixable_4, total_5, fixable_5) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  ORDER BY scope, resource_uri
  ON CONFLICT (scope, resource_uri) DO UPDATE SET total = c.total + excluded.total, fixable = c.fixable + excluded.fixable, total_1 = c.total_1 + excluded.total_1, fixable_1 = c.fixable_1 + excluded.fixable_1, total_2 = c.total_2 + excluded.total_2, fixable_2 = c.fixable_2 + excluded.fixable_2, total_3 = c.total_3 + excluded.total_3, fixable_3 = c.fixable_3 + excluded.fixable_3, total_4 = c.total_4 + excluded.total_4, fixable_4 = c.fixable_4 + excluded.fixable_4, total_5 = c.total_5 + excluded.total_5, fixable_5 = c.fixable_5 + excluded.fixable_5;
  FOR gone IN SELECT DISTINCT scope, resource_uri FROM removed WHERE kind = 1 LOOP
    DELETE FROM severity_counts WHERE scope = gone.scope AND resource_uri = gone.resource_uri AND total = 0;
  END LOOP;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.severity_counts_deleted()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  gone record;
BEGIN
  IF current_setting('grafeas.counts', true) = 'kept' THEN
    RETURN NULL;
  END IF;
  INSERT INTO severity_counts AS c (scope, resource_uri, total, fixable, total_1, fixable_1, total_2, fixable_2, total_3, fixable_3, total_4, fixable_4, total_5, fixable_5)
  SELECT * FROM (SELECT scope, resource_uri, sum(n) AS total, sum(n * fixable) AS fixable, coalesce(sum(n) FILTER (WHERE severity = 1), 0) AS total_1, coalesce(sum(n * fixable) FILTER (WHERE severity = 1), 0) AS fixable_1, coalesce(sum(n) FILTER (WHERE severity = 2), 0) AS total_2, coalesce(sum(n * fixable) FILTER (WHERE severity = 2), 0) AS fixable_2, coalesce(sum(n) FILTER (WHERE severity = 3), 0) AS total_3, coalesce(sum(n * fixable) FILTER (WHERE severity = 3), 0) AS fixable_3, coalesce(sum(n) FILTER (WHERE severity = 4), 0) AS total_4, coalesce(sum(n * fixable) FILTER (WHERE severity = 4), 0) AS fixable_4, coalesce(sum(n) FILTER (WHERE severity = 5), 0) AS total_5, coalesce(sum(n * fixable) FILTER (WHERE severity = 5), 0) AS fixable_5
    FROM (SELECT scope, resource_uri, severity, fixable, -1 AS n FROM removed WHERE kind = 1) AS rows GROUP BY scope, resource_uri) AS s
  WHERE (total, fixable, total_1, fixable_1, total_2, fixable_2, total_3, fixable_3, total_4, fixable_4, total_5, fixable_5) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  ORDER BY scope, resource_uri
  ON CONFLICT (scope, resource_uri) DO UPDATE SET total = c.total + excluded.total, fixable = c.fixable + excluded.fixable, total_1 = c.total_1 + excluded.total_1, fixable_1 = c.fixable_1 + excluded.fixable_1, total_2 = c.total_2 + excluded.total_2, fixable_2 = c.fixable_2 + excluded.fixable_2, total_3 = c.total_3 + excluded.total_3, fixable_3 = c.fixable_3 + excluded.fixable_3, total_4 = c.total_4 + excluded.total_4, fixable_4 = c.fixable_4 + excluded.fixable_4, total_5 = c.total_5 + excluded.total_5, fixable_5 = c.fixable_5 + excluded.fixable_5;
  FOR gone IN SELECT DISTINCT scope, resource_uri FROM removed WHERE kind = 1 LOOP
    DELETE FROM severity_counts WHERE scope = gone.scope AND resource_uri = gone.resource_uri AND total = 0;
  END LOOP;
  RETURN NULL;
END $function$;
CREATE TRIGGER severity_counts_changed AFTER UPDATE ON public.occurrences REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION severity_counts_changed();
CREATE TRIGGER severity_counts_deleted AFTER DELETE ON public.occurrences REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION severity_counts_deleted();
