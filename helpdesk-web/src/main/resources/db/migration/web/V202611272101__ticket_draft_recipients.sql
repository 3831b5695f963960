-- Whom a begun reply goes to, as it was typed: NULL where nobody was chosen. And the message whose people these are, so
-- that a newer one with others is noticed.
ALTER TABLE draft
  ADD COLUMN recipients text,
  ADD COLUMN bcc        text   NOT NULL DEFAULT '',
  ADD COLUMN answers    bigint NOT NULL DEFAULT 0;
