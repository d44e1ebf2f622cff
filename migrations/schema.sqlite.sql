CREATE TABLE attestors (
  scope text NOT NULL,
  id text NOT NULL,
  document text NOT NULL,
  PRIMARY KEY (scope, id)
) WITHOUT ROWID;
CREATE TABLE demands (
  scope text NOT NULL,
  id text NOT NULL,
  attestor_scope text NOT NULL,
  attestor_id text NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (scope, id, attestor_scope, attestor_id)
) WITHOUT ROWID;
CREATE TABLE notes (
  scope text NOT NULL,
  id text NOT NULL,
  kind smallint NOT NULL,
  create_time bigint NOT NULL,
  update_time bigint NOT NULL,
  document text NOT NULL, pending text, revision bigint NOT NULL DEFAULT 0, assessed_id text, assessed_product text, assessment text,
  PRIMARY KEY (scope, id)
);
CREATE INDEX notes_assessing ON notes (assessed_id, assessed_product) WHERE assessed_id IS NOT NULL;
CREATE INDEX notes_by_id ON notes (id);
CREATE INDEX notes_by_kind ON notes (scope, kind, id);
CREATE INDEX notes_pending ON notes (scope, id) WHERE pending IS NOT NULL;
CREATE TABLE occurrences (
  scope text NOT NULL,
  id text NOT NULL,
  note_scope text NOT NULL,
  note_id text NOT NULL,
  kind smallint NOT NULL,
  severity smallint NOT NULL,
  fixable smallint NOT NULL,
  imported smallint NOT NULL,
  create_time bigint NOT NULL,
  update_time bigint NOT NULL,
  resource_uri text NOT NULL,
  document text NOT NULL, derived text, package_keys text, verification text, not_affected smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (scope, id)
);
CREATE INDEX occurrences_by_kind ON occurrences (scope, kind, id);
CREATE INDEX occurrences_by_note ON occurrences (note_id, scope, id, note_scope);
CREATE INDEX occurrences_by_provider ON occurrences (scope, note_scope, id);
CREATE INDEX occurrences_by_resource ON occurrences (scope, resource_uri, id, kind, severity, fixable);
CREATE INDEX occurrences_uncounted ON occurrences (resource_uri, scope, kind) WHERE kind <> 1;
CREATE TABLE packages (
  name text NOT NULL,
  scope text NOT NULL,
  id text NOT NULL,
  type text NOT NULL,
  version text NOT NULL,
  PRIMARY KEY (name, scope, id, type, version)
) WITHOUT ROWID;
CREATE TABLE policies (
  scope text NOT NULL,
  id text NOT NULL,
  document text NOT NULL,
  PRIMARY KEY (scope, id)
) WITHOUT ROWID;
CREATE TABLE projects (
  id text NOT NULL PRIMARY KEY,
  create_time bigint NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000000 AS integer))
);
CREATE TABLE requests (
  scope text NOT NULL,
  caller text NOT NULL,
  id text NOT NULL,
  digest text NOT NULL,
  time bigint NOT NULL,
  result text NOT NULL,
  PRIMARY KEY (scope, caller, id)
) WITHOUT ROWID;
CREATE INDEX requests_by_time ON requests (time);
CREATE INDEX requests_of_caller ON requests (scope, caller, time);
CREATE TABLE settings (
  name text NOT NULL PRIMARY KEY,
  value text NOT NULL
);
CREATE TABLE severity_counts (
  scope text NOT NULL,
  resource_uri text NOT NULL,
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
  fixable_5 bigint NOT NULL DEFAULT 0, not_affected bigint NOT NULL DEFAULT 0, not_affected_1 bigint NOT NULL DEFAULT 0, not_affected_2 bigint NOT NULL DEFAULT 0, not_affected_3 bigint NOT NULL DEFAULT 0, not_affected_4 bigint NOT NULL DEFAULT 0, not_affected_5 bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (scope, resource_uri)
) WITHOUT ROWID;
CREATE INDEX severity_counts_by_resource ON severity_counts (resource_uri, scope);
CREATE TABLE severity_days (
  scope text NOT NULL,
  day text NOT NULL,
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
  not_affected_5 bigint NOT NULL,
  PRIMARY KEY (scope, day)
) WITHOUT ROWID;
CREATE INDEX severity_days_by_day ON severity_days (day);

-- sqlite_stat1
-- notes notes_by_kind: 200000 20000 5000 1
-- notes sqlite_autoindex_notes_1: 200000 20000 1
-- occurrences occurrences_by_kind: 1000000 10000 5000 1
-- occurrences occurrences_by_note: 1000000 1000 20 1 1
-- occurrences occurrences_by_provider: 1000000 10000 5000 1
-- occurrences occurrences_by_resource: 1000000 10000 10 1 1 1 1
-- occurrences sqlite_autoindex_occurrences_1: 1000000 10000 1
