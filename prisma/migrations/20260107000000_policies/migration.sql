-- Every policy that ever was in force, whole: a verdict names the one that gave it by its hash.
CREATE TABLE policies (
  hash text PRIMARY KEY,
  sets text[] NOT NULL,
  content text NOT NULL,
  -- Wall time at which a worker first took it, and last: a policy may be put back.
  first_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  last_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX policies_last_at ON policies (last_at);
