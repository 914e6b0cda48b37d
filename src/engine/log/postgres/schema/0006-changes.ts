// Which runs each transaction of a member has changed, so that who follows them finds them without an index of the stamps: with
// one, every commit would write each of its runs anew in all of their indexes. Now no index has a column that a commit changes,
// and its updates stay within their pages (HOT). The stamps stay what is true: a list that does not reach back far enough is
// made up for by looking through the runs. It is kept by triggers, so that members of older programs keep it, too; what those
// find by the index they find by looking through.

/** Transactions of a member that the list goes back, at least; it is cut once in so many. */
const kept = 4_096
const cutEvery = 256

export const sql = `
ALTER TABLE runlight.members
  -- The list has all changes after this clock; null: it is not known from when on.
  ADD COLUMN changes_from bigint;

CREATE TABLE runlight.changes (member bigint NOT NULL, clock bigint NOT NULL, runs bigint[] NOT NULL)
  WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
CREATE INDEX changes_of_member ON runlight.changes (member, clock);

CREATE FUNCTION runlight.note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO runlight.changes (member, clock, runs)
    SELECT changed_by, changed_clock, array_agg(id) FROM changed WHERE changed_by IS NOT NULL GROUP BY 1, 2;
  RETURN NULL;
END $$;
CREATE TRIGGER runs_added AFTER INSERT ON runlight.runs
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION runlight.note_changes();
CREATE TRIGGER runs_changed AFTER UPDATE ON runlight.runs
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION runlight.note_changes();

-- The runs that were changed by a member after one clock up to another; some of them may have been changed again since.
CREATE FUNCTION runlight.changed_runs(its_member bigint, since bigint, upto bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 500 AS $$
BEGIN
  IF since >= (SELECT changes_from FROM runlight.members WHERE id = its_member) THEN
    RETURN QUERY SELECT DISTINCT one FROM runlight.changes c CROSS JOIN unnest(c.runs) AS one
      WHERE c.member = its_member AND c.clock > since AND c.clock <= upto;
  ELSE
    RETURN QUERY SELECT id FROM runlight.runs
      WHERE changed_by = its_member AND changed_clock > since AND changed_clock <= upto;
  END IF;
END $$;

CREATE OR REPLACE FUNCTION runlight.as_member(member bigint, its_epoch bigint, its_ttl_ms integer) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  its_clock bigint;
BEGIN
  UPDATE runlight.members SET clock = clock + 1, expires_at = clock_timestamp() + its_ttl_ms * interval '1 ms',
    changes_from = CASE WHEN (clock + 1) % ${cutEvery} = 0 THEN greatest(coalesce(changes_from, clock), clock + 1 - ${kept})
      ELSE coalesce(changes_from, clock) END
  WHERE id = member AND epoch = its_epoch RETURNING clock INTO its_clock;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'member % is not of epoch % any more', member, its_epoch USING ERRCODE = 'RL001';
  END IF;
  IF its_clock % ${cutEvery} = 0 THEN
    DELETE FROM runlight.changes c WHERE c.member = as_member.member AND c.clock <= its_clock - ${kept};
  END IF;
  RETURN its_clock;
END $$;

DROP INDEX runlight.runs_changed;
-- Each page has room for the next version of each of its rows.
ALTER TABLE runlight.runs SET (fillfactor = 40);
`
