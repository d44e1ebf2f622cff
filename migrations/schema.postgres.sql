CREATE TABLE notes (
  scope text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  kind smallint NOT NULL,
  create_time bigint NOT NULL,
  update_time bigint NOT NULL,
  document text NOT NULL
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
  document text NOT NULL
);
CREATE TABLE projects (
  id text COLLATE "C" NOT NULL,
  create_time bigint NOT NULL DEFAULT ((EXTRACT(epoch FROM clock_timestamp()) * (1000000)::numeric))::bigint
);
CREATE TABLE settings (
  name text COLLATE "C" NOT NULL,
  value text NOT NULL
);
CREATE INDEX notes_by_kind ON public.notes USING btree (scope, kind, id);
CREATE UNIQUE INDEX notes_pkey ON public.notes USING btree (scope, id);
CREATE INDEX occurrences_by_kind ON public.occurrences USING btree (scope, kind, id);
CREATE INDEX occurrences_by_note ON public.occurrences USING btree (note_id, scope, id, note_scope);
CREATE INDEX occurrences_by_provider ON public.occurrences USING btree (scope, note_scope, id);
CREATE INDEX occurrences_by_resource ON public.occurrences USING btree (scope, resource_uri, id, kind, severity, fixable);
CREATE UNIQUE INDEX occurrences_pkey ON public.occurrences USING btree (scope, id);
CREATE UNIQUE INDEX projects_pkey ON public.projects USING btree (id);
CREATE UNIQUE INDEX settings_pkey ON public.settings USING btree (name);
