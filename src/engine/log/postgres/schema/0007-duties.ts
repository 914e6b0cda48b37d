// What one collector at a time does for all who share the log: which one, until when, what it says of it, and what people have
// asked of it. And what clearing away needs, so that it stays quick where much was removed.

export const sql = `
CREATE TABLE runlight.duties (
  name text PRIMARY KEY,
  member bigint REFERENCES runlight.members (id) ON DELETE SET NULL,
  epoch bigint NOT NULL DEFAULT 0,
  -- Another may take it from then on, or as soon as the place of its holder is closed.
  until timestamptz NOT NULL DEFAULT '-infinity',
  -- When it was last carried out to its end.
  done_at timestamptz,
  -- JSON, for the screens: what is under way, and what came of the last time.
  said text NOT NULL DEFAULT '{"tasks":[],"outcomes":[]}',
  -- What somebody has asked for last, who, how often anything was asked, and up to which of these the holder has heard.
  asked text,
  asked_by text,
  asks bigint NOT NULL DEFAULT 0,
  heard bigint NOT NULL DEFAULT 0
);
INSERT INTO runlight.duties (name) VALUES ('upkeep');
INSERT INTO runlight.topics VALUES ('upkeep', 0);

CREATE INDEX runs_to_clear ON runlight.runs (removed_at) WHERE removed_at IS NOT NULL AND NOT cleared;

-- Drops the oldest partition all of whose runs were removed, and answers how many events went; NULL where there is none, -1
-- where somebody reads or writes events just now: it waits for them a moment only, because others wait behind it. The newest
-- runs keep a partition: one that is just being added may have a lower number than those that are seen. Programs of an earlier
-- format go on calling drop_emptied.
CREATE FUNCTION runlight.drop_partition() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '100ms' AS $$
DECLARE
  number bigint;
  gone bigint;
BEGIN
  SELECT min(p.number) INTO number FROM (
    SELECT substring(c.relname FROM '^event_block_([0-9]+)$')::bigint AS number
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'runlight.event_block'::regclass
  ) p
  WHERE (p.number + 1) * 1024 + 64 <= (SELECT coalesce(max(id), 0) FROM runlight.runs)
    AND NOT EXISTS (
      SELECT FROM runlight.runs r
      WHERE r.id >= p.number * 1024 AND r.id < (p.number + 1) * 1024 AND r.removed_at IS NULL
    );
  IF number IS NULL THEN
    RETURN NULL;
  END IF;
  EXECUTE format('SELECT coalesce(sum(last_seq - first_seq + 1), 0) FROM runlight.event_block_%s', number) INTO gone;
  EXECUTE format('DROP TABLE runlight.event_block_%s', number);
  RETURN gone;
EXCEPTION
  WHEN lock_not_available THEN RETURN -1;
  -- Another was quicker.
  WHEN undefined_table THEN RETURN 0;
END $$;
`
