-- The surveys we ship. "active" says whether we ask by ourselves; a link to a survey always works.
CREATE TABLE survey (
  key            text PRIMARY KEY,
  kind           text NOT NULL CONSTRAINT survey_kind_known CHECK (kind IN ('csat5', 'ces7', 'nps', 'thumbs')),
  moment         text NOT NULL CONSTRAINT survey_moment_known CHECK (moment IN ('resolve', 'campaign')),
  active         boolean NOT NULL,
  delay_seconds  integer NOT NULL CONSTRAINT survey_delay_sane CHECK (delay_seconds BETWEEN 0 AND 2592000),
  expiry_days    integer NOT NULL CONSTRAINT survey_expiry_sane CHECK (expiry_days BETWEEN 1 AND 365),
  quiet_days     integer NOT NULL CONSTRAINT survey_quiet_sane CHECK (quiet_days BETWEEN 0 AND 730)
);
-- Effort replaces satisfaction, never both for one ticket.
CREATE UNIQUE INDEX survey_one_after_a_resolve_idx ON survey (moment) WHERE active AND moment = 'resolve';
INSERT INTO survey (key, kind, moment, active, delay_seconds, expiry_days, quiet_days) VALUES
  ('csat', 'csat5', 'resolve',  true,  86400, 14, 14),
  ('ces',  'ces7',  'resolve',  false, 86400, 14, 14),
  ('nps',  'nps',   'campaign', false, 0,     30, 90);

CREATE TABLE survey_settings (
  id              smallint PRIMARY KEY DEFAULT 1 CONSTRAINT survey_settings_is_one CHECK (id = 1),
  any_quiet_days  integer NOT NULL CONSTRAINT survey_settings_quiet_sane CHECK (any_quiet_days BETWEEN 0 AND 730)
);
INSERT INTO survey_settings (any_quiet_days) VALUES (2);

-- One row for every decision to ask or not to ask, and for every personal link.
CREATE SEQUENCE survey_invitation_id_seq;
CREATE TABLE survey_invitation (
  id                bigint PRIMARY KEY,
  survey            text NOT NULL REFERENCES survey,
  origin            text NOT NULL CONSTRAINT survey_invitation_origin_known CHECK (origin IN ('mail', 'link')),
  contact_id        bigint NOT NULL REFERENCES contact ON DELETE CASCADE,
  ticket_id         bigint REFERENCES ticket ON DELETE CASCADE,
  resolve_event_id  bigint UNIQUE,
  resolve_seq       integer,
  resolved_at       timestamptz,
  agent_id          bigint REFERENCES agent,
  team_id           bigint REFERENCES team,
  due_at            timestamptz,
  state             text NOT NULL CONSTRAINT survey_invitation_state_known CHECK (state IN ('planned', 'sent', 'skipped')),
  reason            text CONSTRAINT survey_invitation_reason_known CHECK (reason IN ('switched_off', 'excluded', 'reopened',
                      'already_sent', 'opted_out', 'no_address', 'bounced', 'quiet_period')),
  detail            text,
  language          text CONSTRAINT survey_invitation_language_known CHECK (language IN ('en', 'es', 'sv')),
  token_hash        bytea UNIQUE,
  decided_at        timestamptz,
  sent_at           timestamptz,
  expires_at        timestamptz,
  bounced_at        timestamptz,
  dedupe_key        bytea UNIQUE,
  CONSTRAINT survey_invitation_skipped_has_reason CHECK ((state = 'skipped') = (reason IS NOT NULL)),
  CONSTRAINT survey_invitation_sent_is_whole CHECK ((state = 'sent') =
    (token_hash IS NOT NULL AND sent_at IS NOT NULL AND expires_at IS NOT NULL AND language IS NOT NULL)),
  CONSTRAINT survey_invitation_planned_is_due CHECK (state <> 'planned' OR (due_at IS NOT NULL AND resolve_event_id IS NOT NULL)),
  CONSTRAINT survey_invitation_decided_once CHECK ((state = 'planned') = (decided_at IS NULL)),
  CONSTRAINT survey_invitation_expires_later CHECK (expires_at > sent_at)
);
CREATE UNIQUE INDEX survey_invitation_one_mail_a_ticket_idx ON survey_invitation (ticket_id)
  WHERE state = 'sent' AND origin = 'mail';
CREATE INDEX survey_invitation_due_idx ON survey_invitation (due_at, id) WHERE state = 'planned';
CREATE INDEX survey_invitation_contact_idx ON survey_invitation (contact_id, sent_at DESC) WHERE state = 'sent';
CREATE INDEX survey_invitation_ticket_idx ON survey_invitation (ticket_id, id);
CREATE INDEX survey_invitation_sent_idx ON survey_invitation (sent_at) WHERE state = 'sent';
CREATE INDEX survey_invitation_decided_idx ON survey_invitation (id DESC) WHERE decided_at IS NOT NULL;

-- What is held for the answer: the last value, at the date of the first.
CREATE SEQUENCE survey_response_id_seq;
CREATE TABLE survey_response (
  id                 bigint PRIMARY KEY,
  survey             text NOT NULL REFERENCES survey,
  kind               text NOT NULL CONSTRAINT survey_response_kind_known CHECK (kind IN ('csat5', 'ces7', 'nps', 'thumbs')),
  source             text NOT NULL CONSTRAINT survey_response_source_known CHECK (source IN ('mail', 'link', 'open')),
  open_source        text CONSTRAINT survey_response_open_source_short CHECK (length(open_source) <= 100),
  invitation_id      bigint UNIQUE REFERENCES survey_invitation ON DELETE CASCADE,
  score              smallint NOT NULL,
  low                boolean NOT NULL GENERATED ALWAYS AS (CASE kind
                       WHEN 'csat5' THEN score <= 2 WHEN 'ces7' THEN score <= 3 WHEN 'nps' THEN score <= 6 ELSE score = 0 END) STORED,
  comment            text,
  reasons            text[] NOT NULL DEFAULT '{}',
  contact_me         boolean NOT NULL DEFAULT false,
  language           text NOT NULL CONSTRAINT survey_response_language_known CHECK (language IN ('en', 'es', 'sv')),
  submitted_at       timestamptz NOT NULL CONSTRAINT survey_response_whole_seconds CHECK (submitted_at = date_trunc('second', submitted_at)),
  edited_at          timestamptz,
  changed_at         timestamptz NOT NULL,
  suspected_machine  boolean NOT NULL DEFAULT false,
  contact_id         bigint REFERENCES contact ON DELETE SET NULL,
  ticket_id          bigint REFERENCES ticket ON DELETE CASCADE,
  agent_id           bigint REFERENCES agent,
  team_id            bigint REFERENCES team,
  CONSTRAINT survey_response_in_scale CHECK (CASE kind
    WHEN 'csat5' THEN score BETWEEN 1 AND 5 WHEN 'ces7' THEN score BETWEEN 1 AND 7
    WHEN 'nps' THEN score BETWEEN 0 AND 10 ELSE score BETWEEN 0 AND 1 END),
  CONSTRAINT survey_response_open_has_no_invitation CHECK ((source = 'open') = (invitation_id IS NULL)),
  CONSTRAINT survey_response_edited_later CHECK (edited_at >= submitted_at)
);
CREATE INDEX survey_response_submitted_idx ON survey_response (survey, submitted_at) WHERE NOT suspected_machine;
CREATE INDEX survey_response_low_idx ON survey_response (submitted_at DESC, id DESC) WHERE low AND NOT suspected_machine;
CREATE INDEX survey_response_changed_idx ON survey_response (changed_at, id);
CREATE INDEX survey_response_ticket_idx ON survey_response (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX survey_response_contact_idx ON survey_response (contact_id, submitted_at DESC) WHERE contact_id IS NOT NULL;

-- Every accepted POST, as it was. Append-only, under the rules of ticket_event: the response above is computed from it.
CREATE SEQUENCE survey_submission_id_seq;
CREATE TABLE survey_submission (
  id             bigint PRIMARY KEY,
  xact           xid8 NOT NULL DEFAULT pg_current_xact_id(),
  response_id    bigint NOT NULL REFERENCES survey_response ON DELETE CASCADE,
  score          smallint NOT NULL,
  comment_given  boolean NOT NULL,
  comment        text,
  reasons        text[],
  contact_me     boolean,
  language       text NOT NULL,
  at             timestamptz NOT NULL CONSTRAINT survey_submission_whole_seconds CHECK (at = date_trunc('second', at))
);
CREATE INDEX survey_submission_response_idx ON survey_submission (response_id, id);
CREATE FUNCTION survey_submission_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('helpdesk.erasure', true) = 'on' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  RAISE EXCEPTION 'survey_submission is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER survey_submission_append_only BEFORE UPDATE OR DELETE ON survey_submission
  FOR EACH ROW EXECUTE FUNCTION survey_submission_is_append_only();
CREATE TRIGGER survey_submission_never_truncated BEFORE TRUNCATE ON survey_submission
  FOR EACH STATEMENT EXECUTE FUNCTION survey_submission_is_append_only();

-- Who does not want to be asked: one survey, or every survey (survey is null).
CREATE TABLE survey_opt_out (
  contact_id  bigint NOT NULL REFERENCES contact ON DELETE CASCADE,
  survey      text REFERENCES survey,
  at          timestamptz NOT NULL,
  UNIQUE NULLS NOT DISTINCT (contact_id, survey)
);

-- How often one visitor posted lately. Keyed hashes only, gone within a day.
CREATE TABLE survey_post_count (
  visitor      bytea PRIMARY KEY,
  since        timestamptz NOT NULL,
  posts        integer NOT NULL
);
CREATE INDEX survey_post_count_since_idx ON survey_post_count (since);
