-- Who got a mail unnamed can be named by a report about it, like the others.
DROP INDEX outbound_message_recipient_idx;
CREATE INDEX outbound_message_recipient_idx ON outbound_message
  USING gin (((payload -> 'to') || (payload -> 'cc') || coalesce(payload -> 'bcc', '[]')) jsonb_path_ops);
