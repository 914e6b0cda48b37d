// The numbers of whole blocks, column by column (core/log/number-column.ts), so that a filter by fields is counted without
// reading events.
//
// A column's key is that of the first event of its block, and the next ones for the block's further columns: they lie in the
// order of their blocks, and a run's are one range, as its events are. `columned` says that the first so many blocks of a run
// were looked at: what has no column there can have none. Columns follow from the events and are made anew where they are
// missing.

export const sql = `
CREATE TABLE number_columns (
  key INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  numbers BLOB NOT NULL
) STRICT;

CREATE TABLE columned (
  run INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
  blocks INTEGER NOT NULL
) STRICT;
`
