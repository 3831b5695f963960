-- One installation serves one company: its name, its clock, its language, its secrets.
CREATE TABLE workspace (
  id             smallint PRIMARY KEY DEFAULT 1 CONSTRAINT workspace_is_one CHECK (id = 1),
  name           text NOT NULL,
  zone           text NOT NULL,
  language       text NOT NULL CONSTRAINT workspace_language_known CHECK (language IN ('en', 'es', 'sv')),
  set_up_at      timestamptz NOT NULL
);

-- Keys that sign links and reply addresses. Random, made on the first start.
CREATE TABLE workspace_secret (
  name   text PRIMARY KEY,
  value  bytea NOT NULL CONSTRAINT workspace_secret_long CHECK (octet_length(value) >= 32)
);

CREATE TABLE setup_link (
  token_hash  bytea PRIMARY KEY,
  expires_at  timestamptz NOT NULL,
  used_at     timestamptz
);

CREATE SEQUENCE audit_entry_id_seq;
CREATE TABLE audit_entry (
  id      bigint PRIMARY KEY,
  at      timestamptz NOT NULL,
  actor   text NOT NULL,
  action  text NOT NULL,
  detail  jsonb NOT NULL DEFAULT '{}'
);

-- Long work that a person watches: imports, sample data, rebuilds.
CREATE SEQUENCE job_id_seq;
CREATE TABLE job (
  id                bigint PRIMARY KEY,
  kind              text NOT NULL,
  state             text NOT NULL CONSTRAINT job_state_known
                      CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  total             bigint,
  done              bigint NOT NULL DEFAULT 0,
  detail            jsonb NOT NULL DEFAULT '{}',
  error             text,
  cancel_requested  boolean NOT NULL DEFAULT false,
  heartbeat_at      timestamptz,
  created_at        timestamptz NOT NULL,
  finished_at       timestamptz
);
CREATE INDEX job_active_idx ON job (id) WHERE state IN ('waiting', 'running');

-- db-scheduler 16.7.1, its published PostgreSQL layout.
CREATE TABLE scheduled_tasks (
  task_name             text NOT NULL,
  task_instance         text NOT NULL,
  task_data             bytea,
  execution_time        timestamptz NOT NULL,
  picked                boolean NOT NULL,
  picked_by             text,
  last_success          timestamptz,
  last_failure          timestamptz,
  consecutive_failures  int,
  last_heartbeat        timestamptz,
  version               bigint NOT NULL,
  priority              smallint,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_idx ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat_idx ON scheduled_tasks (last_heartbeat);
