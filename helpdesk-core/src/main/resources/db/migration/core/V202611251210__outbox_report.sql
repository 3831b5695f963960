-- What other servers said of a mail after they had taken it. One report counts once, however often it is delivered.
CREATE TABLE outbound_report (
  outbound_id  bigint NOT NULL REFERENCES outbound_message ON DELETE CASCADE,
  report_key   bytea NOT NULL,
  kind         text NOT NULL CONSTRAINT outbound_report_kind_known CHECK (kind IN ('bounced', 'delayed', 'complaint')),
  addresses    text[] NOT NULL,
  reason       text NOT NULL,
  detail       text,
  at           timestamptz NOT NULL,
  PRIMARY KEY (outbound_id, report_key)
);

-- Why it came back, as a word that the pages translate, for whom of its recipients, and whether somebody has dealt with it.
ALTER TABLE outbound_message ADD COLUMN reason text;
ALTER TABLE outbound_message ADD COLUMN returned_for text[] NOT NULL DEFAULT '{}';
ALTER TABLE outbound_message ADD COLUMN settled_at timestamptz;

-- Answers that did not arrive and that nobody has dealt with: the mark in the inbox, and the list of them.
CREATE INDEX outbound_message_returned_idx ON outbound_message (ticket_id)
  WHERE state IN ('bounced', 'failed') AND message_id IS NOT NULL AND settled_at IS NULL;

-- A report that does not name the mail is about the newest one to that address.
CREATE INDEX outbound_message_recipient_idx ON outbound_message
  USING gin (((payload -> 'to') || (payload -> 'cc')) jsonb_path_ops);
