// The first shape of the log.
//
// An event's key is `run * 2^32 + seq`: one B-tree, clustered by run, without a secondary index, and the same number is
// its row in the full-text index, so that a run is one range of both. Two million runs of four thousand million events
// stay within the integers that JavaScript holds exactly. What the server chose is ANY: text, or its
// UTF-16 bytes where text would lose.

export const sql = `
CREATE TABLE servers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  base_url TEXT NOT NULL,
  auth TEXT NOT NULL,
  header_names TEXT NOT NULL,
  has_secret INTEGER NOT NULL,
  ca_pem TEXT,
  proxy_url TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  server_id INTEGER REFERENCES servers (id) ON DELETE SET NULL,
  base_url TEXT NOT NULL,
  params TEXT NOT NULL,
  has_secret INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  job_state TEXT NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  resume_id TEXT,
  summary TEXT NOT NULL
) STRICT;
CREATE INDEX runs_by_kind ON runs (kind, job_state, finished_at);

CREATE TABLE attempts (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  attempt TEXT NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE gaps (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  gap TEXT NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE transitions (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  after_seq INTEGER NOT NULL,
  state TEXT NOT NULL,
  cause TEXT,
  job TEXT,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  key INTEGER PRIMARY KEY,
  attempt INTEGER NOT NULL,
  at INTEGER NOT NULL,
  name ANY NOT NULL,
  event_id ANY,
  data ANY NOT NULL,
  flags INTEGER NOT NULL,
  true_size INTEGER,
  raw BLOB
) STRICT;
CREATE INDEX pings ON events (key) WHERE flags & 1;

CREATE VIRTUAL TABLE event_text USING fts5 (data, content = '', contentless_delete = 1);

CREATE TABLE checkpoints (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  job TEXT NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
