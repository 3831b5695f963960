-- Figures as they were when somebody froze them, to be compared with ever after.
CREATE SEQUENCE metric_baseline_id_seq;
CREATE TABLE metric_baseline (
  id         bigint PRIMARY KEY,
  query      text NOT NULL,  -- which tickets: the words of an address, without the period
  starts_at  timestamptz NOT NULL,
  ends_at    timestamptz NOT NULL,
  frozen_at  timestamptz NOT NULL,
  frozen_by  bigint REFERENCES agent ON DELETE SET NULL,
  CONSTRAINT metric_baseline_period CHECK (starts_at < ends_at)
);
CREATE INDEX metric_baseline_frozen_by_idx ON metric_baseline (frozen_by) WHERE frozen_by IS NOT NULL;

CREATE TABLE metric_baseline_value (
  baseline_id  bigint NOT NULL REFERENCES metric_baseline,
  metric       text NOT NULL,
  value        float8,
  n            bigint NOT NULL CONSTRAINT metric_baseline_n CHECK (n >= 0),
  hits         bigint NOT NULL CONSTRAINT metric_baseline_hits CHECK (hits BETWEEN 0 AND n),
  PRIMARY KEY (baseline_id, metric)
);

-- What is to be reached. What it is about never changes; each edition says what is wanted from then on.
CREATE SEQUENCE metric_goal_id_seq;
CREATE TABLE metric_goal (
  id                bigint PRIMARY KEY,
  metric            text NOT NULL,
  query             text NOT NULL,  -- which tickets: the words of an address, without the period
  period            text NOT NULL CONSTRAINT metric_goal_period CHECK (period IN ('today', '7', '28', '90')),
  higher_is_better  boolean NOT NULL,
  baseline          float8,
  baseline_n        bigint NOT NULL CONSTRAINT metric_goal_n CHECK (baseline_n >= 0),
  baseline_from     timestamptz NOT NULL,
  baseline_to       timestamptz NOT NULL,
  created_at        timestamptz NOT NULL,
  CONSTRAINT metric_goal_baseline CHECK (baseline_from < baseline_to)
);

CREATE TABLE metric_goal_edition (
  goal_id     bigint NOT NULL REFERENCES metric_goal,
  version     integer NOT NULL CONSTRAINT metric_goal_edition_version CHECK (version > 0),
  target      float8 NOT NULL,
  due_on      date NOT NULL,
  owner_id    bigint REFERENCES agent ON DELETE SET NULL,
  state       text NOT NULL CONSTRAINT metric_goal_edition_state CHECK (state IN ('open', 'reached', 'dropped')),
  changed_at  timestamptz NOT NULL,
  changed_by  bigint REFERENCES agent ON DELETE SET NULL,
  PRIMARY KEY (goal_id, version)
);
CREATE INDEX metric_goal_edition_owner_idx ON metric_goal_edition (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX metric_goal_edition_by_idx ON metric_goal_edition (changed_by) WHERE changed_by IS NOT NULL;

-- What was frozen or wanted once is never rewritten; only who it was may be forgotten.
CREATE FUNCTION metric_record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER metric_baseline_append_only BEFORE DELETE OR UPDATE OF id, query, starts_at, ends_at, frozen_at ON metric_baseline
  FOR EACH ROW EXECUTE FUNCTION metric_record_is_append_only();
CREATE TRIGGER metric_baseline_value_append_only BEFORE DELETE OR UPDATE ON metric_baseline_value
  FOR EACH ROW EXECUTE FUNCTION metric_record_is_append_only();
CREATE TRIGGER metric_goal_append_only BEFORE DELETE OR UPDATE ON metric_goal
  FOR EACH ROW EXECUTE FUNCTION metric_record_is_append_only();
CREATE TRIGGER metric_goal_edition_append_only BEFORE DELETE OR UPDATE OF goal_id, version, target, due_on, state, changed_at ON metric_goal_edition
  FOR EACH ROW EXECUTE FUNCTION metric_record_is_append_only();

-- Which figures somebody wants to see, in their order. Without a row it is the choice of their role.
CREATE TABLE dashboard_tiles (
  agent_id    bigint PRIMARY KEY REFERENCES agent ON DELETE CASCADE,
  metrics     text[] NOT NULL CONSTRAINT dashboard_tiles_some CHECK (cardinality(metrics) BETWEEN 1 AND 24),
  changed_at  timestamptz NOT NULL
);
