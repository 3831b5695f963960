-- Files of a reply that was taken back: they wait with its words.
CREATE SEQUENCE draft_file_id_seq;
CREATE TABLE draft_file (
  id         bigint PRIMARY KEY,
  agent_id   bigint NOT NULL,
  ticket_id  bigint NOT NULL,
  kind       text NOT NULL,
  file       jsonb NOT NULL,
  sha256     bytea NOT NULL REFERENCES blob,
  FOREIGN KEY (agent_id, ticket_id, kind) REFERENCES draft ON DELETE CASCADE
);
CREATE INDEX draft_file_draft_idx ON draft_file (agent_id, ticket_id, kind, id);
CREATE INDEX draft_file_sha256_idx ON draft_file (sha256);
CREATE CONSTRAINT TRIGGER draft_file_let_go AFTER DELETE ON draft_file DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION unsent_file_let_go();
