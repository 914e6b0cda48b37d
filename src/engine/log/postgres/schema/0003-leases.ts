// What leases need: which epoch a run was taken under, how an epoch ended, and who a name belongs to. A run is had by its
// owner only while `owner_epoch` is that member's present epoch, so that raising one number frees all of its runs at once.

export const sql = `
ALTER TABLE runlight.members
  ADD COLUMN lease_ms integer NOT NULL DEFAULT 15000,
  -- No process lives under the present epoch.
  ADD COLUMN closed boolean NOT NULL DEFAULT false,
  -- The last epoch that ended by leaving; any other was lost.
  ADD COLUMN left_epoch bigint NOT NULL DEFAULT 0,
  -- Whose name it is: who comes back with it takes over what it had before at once.
  ADD COLUMN instance text;

-- 0: its owner let it go.
ALTER TABLE runlight.runs ADD COLUMN owner_epoch bigint NOT NULL DEFAULT 0;
DROP INDEX runlight.runs_wanted;
CREATE INDEX runs_wanted ON runlight.runs (owner, owner_epoch) WHERE wanted;

INSERT INTO runlight.topics VALUES ('members', 0);

-- Secrets, readable with the key of the pool alone, which is not here.
CREATE TABLE runlight.secrets (
  ref text PRIMARY KEY,
  sealed text NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
`
