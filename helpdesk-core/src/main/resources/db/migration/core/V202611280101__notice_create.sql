-- Who answers for a team.
ALTER TABLE team ADD COLUMN lead_id bigint REFERENCES agent;
CREATE INDEX team_lead_idx ON team (lead_id) WHERE lead_id IS NOT NULL;

-- Agents who want to hear of a ticket that need not be theirs. Customers who take part are ticket_participant.
CREATE TABLE ticket_follower (
  ticket_id  bigint NOT NULL REFERENCES ticket ON DELETE CASCADE,
  agent_id   bigint NOT NULL REFERENCES agent,
  PRIMARY KEY (ticket_id, agent_id)
);
CREATE INDEX ticket_follower_agent_idx ON ticket_follower (agent_id);

-- What an agent was told of a ticket. One cause is told each of them once.
CREATE SEQUENCE notice_id_seq;
CREATE TABLE notice (
  id         bigint PRIMARY KEY,
  agent_id   bigint NOT NULL REFERENCES agent,
  ticket_id  bigint NOT NULL REFERENCES ticket ON DELETE CASCADE,
  kind       text NOT NULL CONSTRAINT notice_kind_known CHECK (kind IN ('sla_warning', 'sla_breached', 'queue_limit_exceeded')),
  about      text,
  at         timestamptz NOT NULL,
  due_at     timestamptz NOT NULL,
  cause      text NOT NULL CONSTRAINT notice_cause_given CHECK (cause <> ''),
  told_at    timestamptz NOT NULL,
  read_at    timestamptz,
  UNIQUE (agent_id, ticket_id, cause)
);
COMMENT ON COLUMN notice.at IS 'The instant that it is about; told_at is when it was written.';
CREATE INDEX notice_agent_idx ON notice (agent_id, id DESC);
CREATE INDEX notice_unread_idx ON notice (agent_id, ticket_id) WHERE read_at IS NULL;
CREATE INDEX notice_ticket_idx ON notice (ticket_id);

-- Which of them come by mail as well.
ALTER TABLE agent ADD COLUMN mailed_notices text[] NOT NULL DEFAULT ARRAY['sla_breached', 'queue_limit_exceeded']
  CONSTRAINT agent_mailed_notices_known CHECK (mailed_notices <@ ARRAY['sla_warning', 'sla_breached', 'queue_limit_exceeded']);
