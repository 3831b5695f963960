CREATE SEQUENCE ticket_id_seq;
CREATE SEQUENCE ticket_number_seq START 1001;
CREATE TABLE ticket (
  id               bigint PRIMARY KEY,
  number           bigint NOT NULL UNIQUE,
  subject          text NOT NULL,
  status           text NOT NULL CONSTRAINT ticket_status_known
                     CHECK (status IN ('new', 'open', 'pending', 'on_hold', 'resolved', 'closed')),
  priority         text NOT NULL CONSTRAINT ticket_priority_known
                     CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  channel_kind     text NOT NULL CONSTRAINT ticket_channel_kind_known
                     CHECK (channel_kind IN ('email', 'webform', 'chat', 'phone', 'sms', 'social', 'in_person', 'api')),
  channel_id       bigint REFERENCES channel,
  origin           text NOT NULL CONSTRAINT ticket_origin_known
                     CHECK (origin IN ('inbound', 'split', 'on_behalf', 'outbound', 'import')),
  requester_id     bigint NOT NULL REFERENCES contact,
  assignee_id      bigint REFERENCES agent,
  team_id          bigint REFERENCES team,
  language         text,
  bulk             boolean NOT NULL DEFAULT false,
  spam             boolean NOT NULL DEFAULT false,
  trashed          boolean NOT NULL DEFAULT false,
  merged_into      bigint REFERENCES ticket,
  follow_up_of     bigint REFERENCES ticket,
  suggested_ticket bigint REFERENCES ticket,
  preview          text NOT NULL DEFAULT '',
  waiting_since    timestamptz,
  message_count    integer NOT NULL DEFAULT 0,
  event_seq        integer NOT NULL DEFAULT 0,
  sample           boolean NOT NULL DEFAULT false,
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  resolved_at      timestamptz,
  version          integer NOT NULL,
  CONSTRAINT ticket_not_merged_into_itself CHECK (merged_into <> id),
  CONSTRAINT ticket_resolved_when_terminal CHECK ((status IN ('resolved', 'closed')) = (resolved_at IS NOT NULL))
);

-- The inbox. Each view is one of these, newest change first, paged by (updated_at, id).
CREATE INDEX ticket_live_idx ON ticket (updated_at DESC, id DESC)
  WHERE status IN ('new', 'open', 'pending', 'on_hold') AND NOT spam AND NOT trashed AND merged_into IS NULL;
CREATE INDEX ticket_status_idx ON ticket (status, updated_at DESC, id DESC)
  WHERE NOT spam AND NOT trashed AND merged_into IS NULL;
CREATE INDEX ticket_assignee_idx ON ticket (assignee_id, status, updated_at DESC, id DESC)
  WHERE NOT spam AND NOT trashed AND merged_into IS NULL;
CREATE INDEX ticket_unassigned_idx ON ticket (updated_at DESC, id DESC)
  WHERE assignee_id IS NULL AND status IN ('new', 'open', 'pending', 'on_hold') AND NOT spam AND NOT trashed AND merged_into IS NULL;
CREATE INDEX ticket_team_idx ON ticket (team_id, updated_at DESC, id DESC)
  WHERE status IN ('new', 'open', 'pending', 'on_hold') AND NOT spam AND NOT trashed AND merged_into IS NULL;
CREATE INDEX ticket_channel_idx ON ticket (channel_kind, updated_at DESC, id DESC)
  WHERE NOT spam AND NOT trashed AND merged_into IS NULL;
CREATE INDEX ticket_updated_idx ON ticket (updated_at DESC, id DESC);
CREATE INDEX ticket_requester_idx ON ticket (requester_id, updated_at DESC, id DESC);
CREATE INDEX ticket_spam_idx ON ticket (updated_at DESC, id DESC) WHERE spam;
CREATE INDEX ticket_resolved_idx ON ticket (resolved_at) WHERE status = 'resolved';
CREATE INDEX ticket_channel_fk_idx ON ticket (channel_id);

CREATE SEQUENCE tag_id_seq;
CREATE TABLE tag (
  id    bigint PRIMARY KEY,
  name  text NOT NULL CONSTRAINT tag_name_plain CHECK (name = lower(name) AND name <> ''),
  kind  text NOT NULL DEFAULT 'other' CONSTRAINT tag_kind_known CHECK (kind IN ('what', 'why', 'other'))
);
CREATE UNIQUE INDEX tag_name_key ON tag (name);
CREATE TABLE ticket_tag (
  ticket_id  bigint NOT NULL REFERENCES ticket ON DELETE CASCADE,
  tag_id     bigint NOT NULL REFERENCES tag,
  PRIMARY KEY (ticket_id, tag_id)
);
CREATE INDEX ticket_tag_tag_idx ON ticket_tag (tag_id, ticket_id);

-- Who may answer into the conversation: the requester and everybody copied by them or by us.
CREATE TABLE ticket_participant (
  ticket_id  bigint NOT NULL REFERENCES ticket ON DELETE CASCADE,
  address    text NOT NULL,
  PRIMARY KEY (ticket_id, address)
);

CREATE SEQUENCE message_id_seq;
CREATE TABLE message (
  id              bigint PRIMARY KEY,
  ticket_id       bigint NOT NULL REFERENCES ticket ON DELETE CASCADE,
  kind            text NOT NULL CONSTRAINT message_kind_known CHECK (kind IN ('customer', 'agent', 'note', 'automatic')),
  author_contact  bigint REFERENCES contact,
  author_agent    bigint REFERENCES agent,
  author_name     text,
  author_address  text,
  recipients      jsonb NOT NULL DEFAULT '{}',
  at              timestamptz NOT NULL,
  subject         text NOT NULL DEFAULT '',
  body_text       text NOT NULL,
  visible_text    text NOT NULL,
  body_html       text,
  rfc_message_id  text,
  dedupe_key      bytea UNIQUE,
  inbound_id      bigint,
  reason          text,
  CONSTRAINT message_author_one CHECK (author_contact IS NULL OR author_agent IS NULL),
  CONSTRAINT message_note_by_agent CHECK (kind <> 'note' OR author_agent IS NOT NULL)
);
CREATE INDEX message_ticket_idx ON message (ticket_id, at, id);
CREATE INDEX message_rfc_message_id_idx ON message (rfc_message_id) WHERE rfc_message_id IS NOT NULL;

-- Every Message-ID that a conversation has mentioned, held or not: ancestors we never saw included.
CREATE TABLE message_reference (
  reference  text NOT NULL CONSTRAINT message_reference_bounded CHECK (octet_length(reference) <= 1000),
  ticket_id  bigint NOT NULL REFERENCES ticket ON DELETE CASCADE,
  PRIMARY KEY (reference, ticket_id)
);
CREATE INDEX message_reference_ticket_idx ON message_reference (ticket_id);

CREATE SEQUENCE attachment_id_seq;
CREATE TABLE attachment (
  id          bigint PRIMARY KEY,
  message_id  bigint NOT NULL REFERENCES message ON DELETE CASCADE,
  sha256      bytea NOT NULL REFERENCES blob,
  name        text NOT NULL,
  type        text NOT NULL,
  size        bigint NOT NULL,
  inline      boolean NOT NULL DEFAULT false,
  content_id  text
);
CREATE INDEX attachment_message_idx ON attachment (message_id, id);
CREATE INDEX attachment_sha256_idx ON attachment (sha256);

-- The story of every ticket. Nothing here is ever changed: every number is computed from it.
CREATE SEQUENCE ticket_event_id_seq;
CREATE TABLE ticket_event (
  id           bigint PRIMARY KEY,
  ticket_id    bigint NOT NULL REFERENCES ticket,
  seq          integer NOT NULL,
  xact         xid8 NOT NULL DEFAULT pg_current_xact_id(),
  type         text NOT NULL,
  actor_type   text NOT NULL CONSTRAINT ticket_event_actor_known
                 CHECK (actor_type IN ('customer', 'agent', 'bot', 'system', 'third_party')),
  actor_id     bigint,
  actor_name   text,
  occurred_at  timestamptz NOT NULL CONSTRAINT ticket_event_whole_seconds CHECK (occurred_at = date_trunc('second', occurred_at)),
  recorded_at  timestamptz NOT NULL,
  payload      jsonb NOT NULL,
  UNIQUE (ticket_id, seq)
);
CREATE INDEX ticket_event_log_idx ON ticket_event (xact, id);

-- Append-only. The one door for erasure sets helpdesk.erasure for its own transaction and writes an audit entry.
CREATE FUNCTION ticket_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('helpdesk.erasure', true) = 'on' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  RAISE EXCEPTION 'ticket_event is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ticket_event_append_only BEFORE UPDATE OR DELETE ON ticket_event
  FOR EACH ROW EXECUTE FUNCTION ticket_event_is_append_only();
CREATE TRIGGER ticket_event_never_truncated BEFORE TRUNCATE ON ticket_event
  FOR EACH STATEMENT EXECUTE FUNCTION ticket_event_is_append_only();

-- Where each reader of the log has got to.
CREATE TABLE log_reader (
  name        text PRIMARY KEY,
  xact        xid8 NOT NULL,
  event_id    bigint NOT NULL,
  updated_at  timestamptz NOT NULL
);
