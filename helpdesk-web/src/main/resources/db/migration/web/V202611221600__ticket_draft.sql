-- Words that an agent has not sent yet: one reply and one note a ticket.
CREATE TABLE draft (
  agent_id    bigint NOT NULL REFERENCES agent ON DELETE CASCADE,
  ticket_id   bigint NOT NULL REFERENCES ticket ON DELETE CASCADE,
  kind        text NOT NULL CONSTRAINT draft_kind_known CHECK (kind IN ('reply', 'note')),
  body        text NOT NULL,
  cc          text NOT NULL DEFAULT '',
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (agent_id, ticket_id, kind)
);
CREATE INDEX draft_ticket_idx ON draft (ticket_id);

-- When an agent last had a ticket open, and whether they were writing: who is here now, and what is unread.
CREATE TABLE ticket_viewer (
  agent_id   bigint NOT NULL REFERENCES agent ON DELETE CASCADE,
  ticket_id  bigint NOT NULL REFERENCES ticket ON DELETE CASCADE,
  writing    boolean NOT NULL,
  seen_at    timestamptz NOT NULL,
  PRIMARY KEY (agent_id, ticket_id)
);
CREATE INDEX ticket_viewer_ticket_idx ON ticket_viewer (ticket_id, seen_at);
