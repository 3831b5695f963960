-- Who holds a row: a result is written only by the holder, so a node that was thought dead changes nothing.
ALTER TABLE outbound_message ADD COLUMN lease uuid;
-- Since when it has been tried without luck: the days of patience count from here, not from when it was written.
ALTER TABLE outbound_message ADD COLUMN trying_since timestamptz;
ALTER TABLE outbound_message ADD CONSTRAINT outbound_message_lease_whole CHECK ((lease IS NULL) = (leased_until IS NULL));
