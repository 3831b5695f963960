-- Merging. Messages move into the ticket that goes on and remember where they were said, so that a merge can be
-- undone. Message-IDs stay with the absorbed ticket: whoever is led there is led on.
ALTER TABLE message ADD COLUMN own_ticket bigint REFERENCES ticket ON DELETE SET NULL;
CREATE INDEX message_own_ticket_idx ON message (own_ticket) WHERE own_ticket IS NOT NULL;

-- Through which absorbed ticket somebody came in; null for whoever takes part of their own.
ALTER TABLE ticket_participant ADD COLUMN by_merge bigint REFERENCES ticket ON DELETE CASCADE;
CREATE INDEX ticket_participant_merge_idx ON ticket_participant (by_merge) WHERE by_merge IS NOT NULL;

-- How the ticket that goes on stood before: taken back exactly if nothing has happened to it since.
CREATE TABLE ticket_merge (
  source_id      bigint PRIMARY KEY REFERENCES ticket ON DELETE CASCADE,
  target_id      bigint NOT NULL REFERENCES ticket ON DELETE CASCADE,
  merged_at      timestamptz NOT NULL,
  status         text NOT NULL,
  waiting_since  timestamptz,
  seq            integer NOT NULL
);
CREATE INDEX ticket_merge_target_idx ON ticket_merge (target_id);

-- The ticket that goes on where this one was merged away, at the end of all merges.
CREATE FUNCTION ticket_survivor(ticket bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  WITH RECURSIVE way AS (
    SELECT t.id, t.merged_into, 0 AS hops FROM ticket t WHERE t.id = $1
    UNION ALL
    SELECT t.id, t.merged_into, w.hops + 1 FROM way w JOIN ticket t ON t.id = w.merged_into WHERE w.hops < 50)
  SELECT id FROM way ORDER BY hops DESC LIMIT 1
$$;

-- A subject without what replies, forwards and lists put before it: equal for mails that are about one thing.
CREATE FUNCTION ticket_subject_key(subject text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT pg_catalog.left(pg_catalog.lower(pg_catalog.btrim(pg_catalog.regexp_replace(pg_catalog.regexp_replace($1,
    '^(\s*((re|aw|sv|vs|fwd?|wg|tr|rv|enc|res|antw|vb|rif|ref|r)(\[[0-9]+\])?\s*[:：]|\[[^]]{0,60}\]))+', '', 'i'),
    '\s+', ' ', 'g'))), 200)
$$;
CREATE INDEX ticket_subject_key_idx ON ticket (ticket_subject_key(subject), updated_at DESC)
  WHERE NOT spam AND NOT trashed AND merged_into IS NULL;
