-- What is promised. Every change is a new edition of all policies, in force from then on; the past keeps its own.
CREATE SEQUENCE sla_edition_id_seq;
CREATE TABLE sla_edition (
  id          bigint PRIMARY KEY,
  valid_from  timestamptz NOT NULL UNIQUE CONSTRAINT sla_edition_whole_second CHECK (valid_from = date_trunc('second', valid_from)),
  made_by     bigint REFERENCES agent ON DELETE SET NULL
);
CREATE INDEX sla_edition_made_by_idx ON sla_edition (made_by) WHERE made_by IS NOT NULL;

-- One policy as an edition has it. Its id stays the same from edition to edition. An empty condition asks for nothing.
CREATE SEQUENCE sla_policy_id_seq;
CREATE TABLE sla_policy (
  edition_id     bigint NOT NULL REFERENCES sla_edition,
  id             bigint NOT NULL,
  position       smallint NOT NULL CONSTRAINT sla_policy_position CHECK (position BETWEEN 1 AND 50),
  active         boolean NOT NULL,
  name           text NOT NULL CONSTRAINT sla_policy_name CHECK (name = btrim(name) AND length(name) BETWEEN 1 AND 120),
  priorities     text[] NOT NULL CONSTRAINT sla_policy_priorities CHECK (priorities <@ ARRAY['low', 'normal', 'high', 'urgent']),
  channels       text[] NOT NULL CONSTRAINT sla_policy_channels CHECK (channels <@ ARRAY['email', 'webform', 'chat', 'phone', 'sms', 'social', 'in_person', 'api']),
  teams          bigint[] NOT NULL,
  any_tag        text[] NOT NULL,
  all_tags       text[] NOT NULL,
  day_and_night  boolean NOT NULL,
  calendar_id    bigint REFERENCES calendar,
  paused_in      text[] NOT NULL CONSTRAINT sla_policy_paused_in CHECK (paused_in <@ ARRAY['pending', 'on_hold']),
  PRIMARY KEY (edition_id, id),
  UNIQUE (edition_id, position),
  CONSTRAINT sla_policy_one_sort_of_hours CHECK (NOT day_and_night OR calendar_id IS NULL)
);
CREATE UNIQUE INDEX sla_policy_name_key ON sla_policy (edition_id, lower(name));
CREATE INDEX sla_policy_calendar_idx ON sla_policy (calendar_id) WHERE calendar_id IS NOT NULL;

-- How long each may take. What is not here is not promised.
CREATE TABLE sla_target (
  edition_id  bigint NOT NULL,
  policy_id   bigint NOT NULL,
  target      text NOT NULL CONSTRAINT sla_target_known CHECK (target IN ('first_response', 'next_response', 'resolution')),
  priority    text NOT NULL CONSTRAINT sla_target_priority CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  minutes     integer NOT NULL CONSTRAINT sla_target_minutes CHECK (minutes BETWEEN 1 AND 600000),
  PRIMARY KEY (edition_id, policy_id, target, priority),
  FOREIGN KEY (edition_id, policy_id) REFERENCES sla_policy
);

-- An edition never changes: what was promised was promised. Only who made it may be forgotten.
CREATE FUNCTION sla_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER sla_edition_append_only BEFORE DELETE OR UPDATE OF id, valid_from ON sla_edition
  FOR EACH ROW EXECUTE FUNCTION sla_is_append_only();
CREATE TRIGGER sla_policy_append_only BEFORE DELETE OR UPDATE ON sla_policy
  FOR EACH ROW EXECUTE FUNCTION sla_is_append_only();
CREATE TRIGGER sla_target_append_only BEFORE DELETE OR UPDATE ON sla_target
  FOR EACH ROW EXECUTE FUNCTION sla_is_append_only();
