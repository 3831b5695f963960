-- What a program's POST answered, for 24 hours, so that the same POST sent again does nothing twice.
-- The answer is sealed: it may hold a customer's words.
CREATE TABLE idempotency_key (
  token_id      bigint NOT NULL REFERENCES api_token ON DELETE CASCADE,
  key           text NOT NULL,
  route         text NOT NULL,
  claim         text NOT NULL,
  leased_until  timestamptz NOT NULL,
  created_at    timestamptz NOT NULL,
  request_hash  bytea,
  status        integer,
  headers       jsonb,
  body          bytea,
  PRIMARY KEY (token_id, key),
  CONSTRAINT idempotency_key_answer_whole CHECK ((status IS NULL) = (request_hash IS NULL) AND (status IS NULL) = (headers IS NULL))
);
CREATE INDEX idempotency_key_age_idx ON idempotency_key (created_at);

-- Requests of a token in its newest second, counted by all nodes. Unlogged: a crash forgets a second, and no
-- request waits for the disk.
CREATE UNLOGGED TABLE api_rate (
  token_id  bigint PRIMARY KEY,
  second    bigint NOT NULL,
  taken     integer NOT NULL
) WITH (fillfactor = 50);
