-- What was found out about a message while it was read: its charset, a signature, an invitation, a sender unproven.
ALTER TABLE message ADD COLUMN remarks jsonb NOT NULL DEFAULT '{}';
-- A picture that the message only named, fetched because an agent asked: where from. Null for what came with it.
ALTER TABLE attachment ADD COLUMN fetched_from text;
CREATE UNIQUE INDEX attachment_fetched_once_idx ON attachment (message_id, md5(fetched_from)) WHERE fetched_from IS NOT NULL;
