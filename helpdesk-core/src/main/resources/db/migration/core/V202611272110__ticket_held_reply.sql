-- Replies that their author can still take back. Nothing has been said yet: no message, no event, no mail. The id is
-- the one that the message will have. Whoever writes here locks the ticket first.
CREATE TABLE held_reply (
  id            bigint PRIMARY KEY,
  ticket_id     bigint NOT NULL REFERENCES ticket ON DELETE CASCADE,
  author_agent  bigint NOT NULL REFERENCES agent,
  reply         jsonb NOT NULL,
  dedupe_key    bytea UNIQUE,
  held_at       timestamptz NOT NULL,
  due_at        timestamptz NOT NULL,
  refusal       text,
  CONSTRAINT held_reply_due_afterwards CHECK (due_at >= held_at),
  CONSTRAINT held_reply_refusal_says_why CHECK (refusal <> '')
);
COMMENT ON COLUMN held_reply.refusal IS 'Why the desk did not send it when it was due: its author decides what becomes of it.';
CREATE INDEX held_reply_due_idx ON held_reply (due_at, id) WHERE refusal IS NULL;
CREATE INDEX held_reply_ticket_idx ON held_reply (ticket_id, id);
CREATE INDEX held_reply_author_idx ON held_reply (author_agent);

-- Keeps the bytes of its files in the store.
CREATE TABLE held_reply_file (
  held_id  bigint NOT NULL REFERENCES held_reply ON DELETE CASCADE,
  sha256   bytea NOT NULL REFERENCES blob,
  PRIMARY KEY (held_id, sha256)
);
CREATE INDEX held_reply_file_sha256_idx ON held_reply_file (sha256);

-- Forgets bytes that nothing refers to any more, whoever may refer to them.
CREATE FUNCTION blob_forget(wanted bytea) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM blob b WHERE b.sha256 = wanted AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = wanted);
  RETURN FOUND;
EXCEPTION WHEN foreign_key_violation THEN
  RETURN false;
END $$;

-- The last to let go of a file that was never sent takes it along; at the end, when it may be kept elsewhere.
CREATE FUNCTION unsent_file_let_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM blob_forget(OLD.sha256);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER held_reply_file_let_go AFTER DELETE ON held_reply_file DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION unsent_file_let_go();
