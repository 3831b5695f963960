CREATE SEQUENCE inbound_message_id_seq;
CREATE TABLE inbound_message (
  id                bigint PRIMARY KEY,
  source            text NOT NULL,
  source_key        text,
  channel_id        bigint REFERENCES channel,
  origin            text NOT NULL CONSTRAINT inbound_message_origin_known CHECK (origin IN ('inbound', 'import')),
  state             text NOT NULL CONSTRAINT inbound_message_state_known
                      CHECK (state IN ('received', 'processed', 'duplicate', 'ignored', 'quarantined')),
  reason            text,
  size              bigint NOT NULL,
  whole             boolean NOT NULL DEFAULT true,
  open_threads      boolean NOT NULL DEFAULT false,
  attempts          integer NOT NULL DEFAULT 0,
  retry_at          timestamptz,
  received_at       timestamptz NOT NULL,
  processed_at      timestamptz,
  sender            text,
  subject           text,
  ticket_id         bigint REFERENCES ticket,
  message_id        bigint REFERENCES message,
  suggested_ticket  bigint REFERENCES ticket,
  job_id            bigint,
  UNIQUE (source, source_key),
  CONSTRAINT inbound_message_reason_given CHECK (state NOT IN ('ignored', 'quarantined') OR reason IS NOT NULL),
  CONSTRAINT inbound_message_processed_has_ticket CHECK (state <> 'processed' OR (ticket_id IS NOT NULL AND message_id IS NOT NULL))
);
CREATE INDEX inbound_message_waiting_idx ON inbound_message (id) WHERE state = 'received';
CREATE INDEX inbound_message_state_idx ON inbound_message (state, id DESC);
CREATE INDEX inbound_message_job_idx ON inbound_message (job_id, state) WHERE job_id IS NOT NULL;
CREATE INDEX inbound_message_ticket_idx ON inbound_message (ticket_id) WHERE ticket_id IS NOT NULL;

-- How often work on a message was begun and not ended. Counted in a transaction of its own, so that a message that
-- kills the process is found out.
CREATE TABLE inbound_start (
  inbound_id  bigint PRIMARY KEY REFERENCES inbound_message ON DELETE CASCADE,
  starts      integer NOT NULL
);

CREATE TABLE inbound_chunk (
  inbound_id  bigint NOT NULL REFERENCES inbound_message ON DELETE CASCADE,
  n           integer NOT NULL,
  bytes       bytea NOT NULL CONSTRAINT inbound_chunk_small CHECK (octet_length(bytes) <= 1048576),
  PRIMARY KEY (inbound_id, n)
);
ALTER TABLE message ADD CONSTRAINT message_inbound_fk FOREIGN KEY (inbound_id) REFERENCES inbound_message;
CREATE INDEX message_inbound_idx ON message (inbound_id) WHERE inbound_id IS NOT NULL;
