CREATE TABLE notes (
  scope text NOT NULL,
  id text NOT NULL,
  kind smallint NOT NULL,
  create_time bigint NOT NULL,
  update_time bigint NOT NULL,
  document text NOT NULL, pending text, revision bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (scope, id)
);
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
  document text NOT NULL, derived text,
  PRIMARY KEY (scope, id)
);
CREATE INDEX occurrences_by_kind ON occurrences (scope, kind, id);
CREATE INDEX occurrences_by_note ON occurrences (note_id, scope, id, note_scope);
CREATE INDEX occurrences_by_provider ON occurrences (scope, note_scope, id);
CREATE INDEX occurrences_by_resource ON occurrences (scope, resource_uri, id, kind, severity, fixable);
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
  fixable_5 bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (scope, resource_uri)
) WITHOUT ROWID;
CREATE TRIGGER severity_counts_changed AFTER UPDATE OF resource_uri, severity, fixable ON occurrences
WHEN NEW.kind = 1 AND (OLD.resource_uri, OLD.severity, OLD.fixable) <> (NEW.resource_uri, NEW.severity, NEW.fixable) BEGIN
  UPDATE severity_counts SET total = total - 1, fixable = fixable - OLD.fixable, total_1 = total_1 - (OLD.severity = 1), fixable_1 = fixable_1 - (OLD.severity = 1) * OLD.fixable, total_2 = total_2 - (OLD.severity = 2), fixable_2 = fixable_2 - (OLD.severity = 2) * OLD.fixable, total_3 = total_3 - (OLD.severity = 3), fixable_3 = fixable_3 - (OLD.severity = 3) * OLD.fixable, total_4 = total_4 - (OLD.severity = 4), fixable_4 = fixable_4 - (OLD.severity = 4) * OLD.fixable, total_5 = total_5 - (OLD.severity = 5), fixable_5 = fixable_5 - (OLD.severity = 5) * OLD.fixable
    WHERE scope = OLD.scope AND resource_uri = OLD.resource_uri;
  DELETE FROM severity_counts WHERE scope = OLD.scope AND resource_uri = OLD.resource_uri AND total = 0;
  INSERT INTO severity_counts (scope, resource_uri, total, fixable, total_1, fixable_1, total_2, fixable_2, total_3, fixable_3, total_4, fixable_4, total_5, fixable_5)
    VALUES (NEW.scope, NEW.resource_uri, 1, NEW.fixable, (NEW.severity = 1), (NEW.severity = 1) * NEW.fixable, (NEW.severity = 2), (NEW.severity = 2) * NEW.fixable, (NEW.severity = 3), (NEW.severity = 3) * NEW.fixable, (NEW.severity = 4), (NEW.severity = 4) * NEW.fixable, (NEW.severity = 5), (NEW.severity = 5) * NEW.fixable)
    ON CONFLICT DO UPDATE SET total = total + 1, fixable = fixable + NEW.fixable, total_1 = total_1 + (NEW.severity = 1), fixable_1 = fixable_1 + (NEW.severity = 1) * NEW.fixable, total_2 = total_2 + (NEW.severity = 2), fixable_2 = fixable_2 + (NEW.severity = 2) * NEW.fixable, total_3 = total_3 + (NEW.severity = 3), fixable_3 = fixable_3 + (NEW.severity = 3) * NEW.fixable, total_4 = total_4 + (NEW.severity = 4), fixable_4 = fixable_4 + (NEW.severity = 4) * NEW.fixable, total_5 = total_5 + (NEW.severity = 5), fixable_5 = fixable_5 + (NEW.severity = 5) * NEW.fixable;
END;
CREATE TRIGGER severity_counts_deleted AFTER DELETE ON occurrences WHEN OLD.kind = 1 BEGIN
  UPDATE severity_counts SET total = total - 1, fixable = fixable - OLD.fixable, total_1 = total_1 - (OLD.severity = 1), fixable_1 = fixable_1 - (OLD.severity = 1) * OLD.fixable, total_2 = total_2 - (OLD.severity = 2), fixable_2 = fixable_2 - (OLD.severity = 2) * OLD.fixable, total_3 = total_3 - (OLD.severity = 3), fixable_3 = fixable_3 - (OLD.severity = 3) * OLD.fixable, total_4 = total_4 - (OLD.severity = 4), fixable_4 = fixable_4 - (OLD.severity = 4) * OLD.fixable, total_5 = total_5 - (OLD.severity = 5), fixable_5 = fixable_5 - (OLD.severity = 5) * OLD.fixable
    WHERE scope = OLD.scope AND resource_uri = OLD.resource_uri;
  DELETE FROM severity_counts WHERE scope = OLD.scope AND resource_uri = OLD.resource_uri AND total = 0;
END;

-- sqlite_stat1
-- notes notes_by_kind: 200000 20000 5000 1
-- notes sqlite_autoindex_notes_1: 200000 20000 1
-- occurrences occurrences_by_kind: 1000000 10000 5000 1
-- occurrences occurrences_by_note: 1000000 1000 20 1 1
-- occurrences occurrences_by_provider: 1000000 10000 5000 1
-- occurrences occurrences_by_resource: 1000000 10000 10 1 1 1 1
-- occurrences sqlite_autoindex_occurrences_1: 1000000 10000 1
