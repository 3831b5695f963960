-- What leaves the house. Written in the transaction of its cause, sent later, seen and replayed by people.
CREATE SEQUENCE outbound_message_id_seq;
CREATE TABLE outbound_message (
  id               bigint PRIMARY KEY,
  kind             text NOT NULL,
  idempotency_key  text NOT NULL UNIQUE,
  channel_id       bigint REFERENCES channel,
  ticket_id        bigint REFERENCES ticket ON DELETE CASCADE,
  message_id       bigint REFERENCES message ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  payload          jsonb NOT NULL,
  state            text NOT NULL CONSTRAINT outbound_message_state_known
                     CHECK (state IN ('queued', 'sent', 'deferred', 'bounced', 'failed')),
  detail           text,
  attempts         integer NOT NULL DEFAULT 0,
  next_attempt_at  timestamptz,
  leased_until     timestamptz,
  created_at       timestamptz NOT NULL,
  sent_at          timestamptz,
  CONSTRAINT outbound_message_sent_at_given CHECK (state <> 'sent' OR sent_at IS NOT NULL),
  CONSTRAINT outbound_message_due_when_waiting CHECK ((state IN ('queued', 'deferred')) = (next_attempt_at IS NOT NULL))
);
CREATE INDEX outbound_message_due_idx ON outbound_message (next_attempt_at, id) WHERE state IN ('queued', 'deferred');
CREATE INDEX outbound_message_message_idx ON outbound_message (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX outbound_message_ticket_idx ON outbound_message (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX outbound_message_state_idx ON outbound_message (state, id DESC);
