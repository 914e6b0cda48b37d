// Who may come to the log: people, tokens, sessions, what each was given in which space, lock-outs.
//
// Of a secret there is a SHA-256 hash alone: 256 random bits need no slower one. Collectors have no business here.

export const sql = `
CREATE TABLE runlight.people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The sign-in service, and what it calls the person for good.
  issuer text NOT NULL,
  subject text NOT NULL,
  name text NOT NULL,
  email text,
  first_seen timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_seen timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (issuer, subject)
);

CREATE TABLE runlight.tokens (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The part that is no secret, by which a token is found; the hash is of the whole.
  shown text NOT NULL UNIQUE,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  name text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  made_by text NOT NULL,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);

CREATE TABLE runlight.grants (
  person bigint REFERENCES runlight.people (id) ON DELETE CASCADE,
  -- A group as the sign-in service names it.
  group_name text,
  token bigint REFERENCES runlight.tokens (id) ON DELETE CASCADE,
  -- Null: the whole team.
  space bigint REFERENCES runlight.spaces (id) ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  made_by text NOT NULL,
  CHECK (num_nonnulls(person, group_name, token) = 1),
  UNIQUE NULLS NOT DISTINCT (person, group_name, token, space)
);

CREATE TABLE runlight.sessions (
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  person bigint REFERENCES runlight.people (id) ON DELETE CASCADE,
  token bigint REFERENCES runlight.tokens (id) ON DELETE CASCADE,
  -- As the sign-in service said them when the session was opened.
  groups text[] NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL,
  address text NOT NULL,
  agent text NOT NULL,
  CHECK (num_nonnulls(person, token) = 1)
);
CREATE INDEX sessions_expired ON runlight.sessions (expires_at);

-- Sign-ins that were begun at the service; the key is the hash of its state.
CREATE TABLE runlight.sign_ins (
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  nonce text NOT NULL,
  verifier text NOT NULL,
  goes_to text NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE TABLE runlight.lock_outs (
  key text PRIMARY KEY,
  wrong integer NOT NULL,
  since timestamptz NOT NULL,
  locked_until timestamptz
);

CREATE INDEX audit_by_who ON runlight.audit (who, id);
`

/** Tables that hubs alone may read and write. */
export const ofHubsAlone = [
  'people',
  'tokens',
  'grants',
  'sessions',
  'sign_ins',
  'lock_outs',
  'spaces',
] as const
