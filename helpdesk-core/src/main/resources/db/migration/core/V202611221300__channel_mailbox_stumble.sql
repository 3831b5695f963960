-- A message that the server repeatedly fails to hand over must not hold up those behind it.
ALTER TABLE mailbox ADD COLUMN stumbled_uid bigint;
ALTER TABLE mailbox ADD COLUMN stumbles integer NOT NULL DEFAULT 0;
