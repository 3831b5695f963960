-- How often somebody failed to sign in lately, by what is counted: an address in a network, an
-- address, a network. Hashed: the table names nobody.
CREATE TABLE login_failure (
  door       bytea PRIMARY KEY,
  failures   integer NOT NULL CONSTRAINT login_failure_counted CHECK (failures >= 0),
  forget_at  timestamptz NOT NULL
);
CREATE INDEX login_failure_forget_idx ON login_failure (forget_at);
