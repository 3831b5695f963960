-- Tickets of other desks by their names there. No reference to ticket: one may be mentioned before its own line comes
-- (then it is known by an id and nothing else), and one that was deleted for good stays known, so that the same file
-- does not bring it back.
CREATE TABLE imported_ticket (
  source       text NOT NULL CONSTRAINT imported_ticket_source_plain CHECK (source ~ '^[a-z0-9][a-z0-9._-]{0,59}$'),
  external_id  text NOT NULL CONSTRAINT imported_ticket_external_id_bounded CHECK (length(external_id) BETWEEN 1 AND 200),
  ticket_id    bigint NOT NULL UNIQUE,
  content      bytea CONSTRAINT imported_ticket_content_hash CHECK (octet_length(content) = 32),
  job_id       bigint,
  line         bigint,
  calendar     text,
  merged_into  bigint CONSTRAINT imported_ticket_not_merged_into_itself CHECK (merged_into <> ticket_id),
  PRIMARY KEY (source, external_id),
  CONSTRAINT imported_ticket_mentioned_or_read CHECK (num_nulls(content, job_id, line) IN (0, 3)),
  CONSTRAINT imported_ticket_only_read_says_more CHECK (content IS NOT NULL OR num_nonnulls(calendar, merged_into) = 0)
);
CREATE INDEX imported_ticket_merged_idx ON imported_ticket (merged_into) WHERE merged_into IS NOT NULL;
