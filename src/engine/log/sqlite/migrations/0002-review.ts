// What the review needs beside the events.
//
// A block describes 1,024 events of a run in a few numbers (block b holds seq 1024·b+1 … 1024·(b+1)): how many of each
// class and name, from when to when, and between which values each numeric JSON field lies. Density, facets, jumps and
// filters read blocks first and events only where a block says that there is something to find. Blocks and checkpoints
// follow from the events: either is made anew where it is missing, so those of an older form are dropped here.
//
// A checkpoint holds the folded job, compressed, without its text. Of the text it holds what follows the first
// `text_from` units of the text at checkpoint `text_after`, which is 0 where it holds the text from its beginning.
//
// A removed run is gone with its row; `forgetting` names it until all that hung on it is cleared away, too. `removals`
// remembers what retention removed.

export const sql = `
CREATE TABLE blocks (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  block INTEGER NOT NULL,
  events INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  pings INTEGER NOT NULL,
  repeats INTEGER NOT NULL,
  late INTEGER NOT NULL,
  unreadable INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  info INTEGER NOT NULL,
  content INTEGER NOT NULL,
  names TEXT NOT NULL,
  zones TEXT NOT NULL,
  PRIMARY KEY (run, block)
) STRICT, WITHOUT ROWID;

DROP TABLE checkpoints;
CREATE TABLE checkpoints (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  job BLOB NOT NULL,
  text_after INTEGER NOT NULL,
  text_from INTEGER NOT NULL,
  text ANY NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE forgetting (
  run INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE removals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  removal TEXT NOT NULL
) STRICT;
`
