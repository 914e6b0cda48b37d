// Alerts: what rules have fired, on which runs, and how each rule stands to each run, so that a restart fires nothing twice.
//
// An alert of a server has no `run` and several rows of `run_alerts`; one that is about no run at all has neither. `standings`
// holds 0 in place of a run for a rule that is about none. Numbers of alerts are never used again: they name what was told
// outside.

export const sql = `
CREATE TABLE alerts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run INTEGER,
  rule TEXT NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  is_open INTEGER NOT NULL,
  alert TEXT NOT NULL
) STRICT;
CREATE INDEX alerts_by_run ON alerts (run) WHERE run IS NOT NULL;
CREATE INDEX alerts_open ON alerts (id) WHERE is_open;
CREATE INDEX alerts_by_rule ON alerts (rule, id);
CREATE INDEX alerts_by_time ON alerts (at);

CREATE TABLE run_alerts (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  alert INTEGER NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (run, alert)
) STRICT, WITHOUT ROWID;

CREATE TABLE standings (
  run INTEGER NOT NULL,
  rule TEXT NOT NULL,
  standing TEXT NOT NULL,
  alert INTEGER,
  PRIMARY KEY (run, rule)
) STRICT, WITHOUT ROWID;
`
