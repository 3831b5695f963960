ALTER TABLE channel ADD CONSTRAINT channel_calendar_fk FOREIGN KEY (calendar_id) REFERENCES calendar ON DELETE SET NULL;
CREATE INDEX channel_calendar_idx ON channel (calendar_id) WHERE calendar_id IS NOT NULL;

-- What is wrong is kept as a word that pages translate. deed_uid: up to where messages were flagged or moved.
ALTER TABLE mailbox DROP COLUMN last_error;
ALTER TABLE mailbox
  ADD COLUMN trouble        text,
  ADD COLUMN trouble_detail text,
  ADD COLUMN failing_since  timestamptz,
  ADD COLUMN deed_uid       bigint NOT NULL DEFAULT 0,
  ADD COLUMN login          text NOT NULL DEFAULT 'password'
    CONSTRAINT mailbox_login_known CHECK (login IN ('password', 'google', 'microsoft'));
UPDATE mailbox SET deed_uid = coalesce(last_uid, 0);

-- Which node holds the connection to a mailbox, and whether the server tells us of news (IDLE) or is asked.
CREATE TABLE mailbox_watch (
  channel_id  bigint PRIMARY KEY REFERENCES mailbox ON DELETE CASCADE,
  holder      text NOT NULL,
  held_until  timestamptz NOT NULL,
  idle        boolean
);

-- Raised once, whatever the number of nodes.
CREATE SEQUENCE mailbox_alarm_id_seq;
CREATE TABLE mailbox_alarm (
  id          bigint PRIMARY KEY,
  channel_id  bigint NOT NULL REFERENCES channel ON DELETE CASCADE,
  kind        text NOT NULL CONSTRAINT mailbox_alarm_kind_known CHECK (kind IN ('credentials', 'unreachable', 'silence')),
  raised_at   timestamptz NOT NULL,
  cleared_at  timestamptz
);
CREATE UNIQUE INDEX mailbox_alarm_open_key ON mailbox_alarm (channel_id, kind) WHERE cleared_at IS NULL;

-- The usual rhythm of a mailbox.
CREATE INDEX inbound_message_rhythm_idx ON inbound_message (channel_id, received_at) WHERE origin = 'inbound';

-- What a provider lets us do in a mailbox. Tokens and secrets are sealed with the workspace's key.
CREATE TABLE mailbox_oauth (
  channel_id          bigint PRIMARY KEY REFERENCES mailbox ON DELETE CASCADE,
  client_id           text NOT NULL,
  client_secret       bytea,
  refresh_token       bytea,
  access_token        bytea,
  access_until        timestamptz,
  refresh_until       timestamptz,
  authorised_at       timestamptz,
  ended_at            timestamptz,
  ended_why           text,
  renewing_until      timestamptz
);

-- A person who was sent to the provider and has not come back yet. Each serves once.
CREATE TABLE mailbox_oauth_attempt (
  state_hash  bytea PRIMARY KEY,
  channel_id  bigint NOT NULL REFERENCES mailbox ON DELETE CASCADE,
  agent_id    bigint NOT NULL,
  verifier    bytea NOT NULL,
  begun_at    timestamptz NOT NULL
);
CREATE INDEX mailbox_oauth_attempt_channel_idx ON mailbox_oauth_attempt (channel_id);
