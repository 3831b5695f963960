-- What is promised to each ticket as it stands, kept by a reader of the log. It can be computed again at any time. Whoever
-- does so locks the ticket's row here first and reads the log and the policies afterwards, so that the newest is kept.
CREATE TABLE sla_ticket (
  ticket_id          bigint PRIMARY KEY REFERENCES ticket ON DELETE CASCADE,
  open               boolean NOT NULL DEFAULT false,
  queue_due_at       timestamptz,
  queue_exceeded_at  timestamptz,
  next_at            timestamptz,
  CONSTRAINT sla_ticket_queue_one CHECK (num_nonnulls(queue_due_at, queue_exceeded_at) <= 1)
);
COMMENT ON COLUMN sla_ticket.next_at IS 'When somebody is to be warned or alarmed next.';
CREATE INDEX sla_ticket_next_idx ON sla_ticket (next_at, ticket_id) WHERE next_at IS NOT NULL;
CREATE INDEX sla_ticket_open_idx ON sla_ticket (ticket_id) WHERE open;

CREATE TABLE sla_clock (
  ticket_id     bigint NOT NULL REFERENCES sla_ticket ON DELETE CASCADE,
  target        text NOT NULL CONSTRAINT sla_clock_target_known CHECK (target IN ('first_response', 'next_response', 'resolution')),
  cycle         integer NOT NULL CONSTRAINT sla_clock_cycle CHECK ((target = 'next_response') = (cycle > 0) AND cycle >= 0),
  state         text NOT NULL CONSTRAINT sla_clock_state_known CHECK (state IN ('active', 'paused', 'met', 'breached', 'cancelled')),
  open          boolean NOT NULL,
  policy        text NOT NULL,
  started_at    timestamptz NOT NULL,
  warn_at       timestamptz,
  due_at        timestamptz,
  fulfilled_at  timestamptz,
  breached_at   timestamptz,
  PRIMARY KEY (ticket_id, target, cycle),
  CONSTRAINT sla_clock_breached_then CHECK ((state = 'breached') = (breached_at IS NOT NULL)),
  CONSTRAINT sla_clock_met_then CHECK (state <> 'met' OR fulfilled_at IS NOT NULL),
  CONSTRAINT sla_clock_open_is_unfulfilled CHECK (NOT open OR (fulfilled_at IS NULL AND state IN ('active', 'paused', 'breached'))),
  CONSTRAINT sla_clock_running_is_open CHECK (open OR state NOT IN ('active', 'paused')),
  CONSTRAINT sla_clock_warns_before_due CHECK (warn_at BETWEEN started_at AND due_at)
);
COMMENT ON COLUMN sla_clock.open IS 'Whether the customer still waits for it, be it too late.';
-- For the clocks of the tickets of a page, and for all that are due next.
CREATE INDEX sla_clock_open_due_idx ON sla_clock (ticket_id, due_at) WHERE open;
CREATE INDEX sla_clock_due_idx ON sla_clock (due_at, ticket_id) WHERE open AND due_at IS NOT NULL;

-- What was said of a clock: once, whatever becomes of the clock. A clock is known by its beginning, which never moves.
CREATE TABLE sla_alert (
  ticket_id   bigint NOT NULL REFERENCES sla_ticket ON DELETE CASCADE,
  target      text NOT NULL CONSTRAINT sla_alert_target_known CHECK (target IN ('first_response', 'next_response', 'resolution', 'queue')),
  started_at  timestamptz NOT NULL,
  kind        text NOT NULL CONSTRAINT sla_alert_kind_known CHECK (kind IN ('warning', 'breach')),
  at          timestamptz NOT NULL,
  PRIMARY KEY (ticket_id, target, started_at, kind),
  CONSTRAINT sla_alert_queue_without_warning CHECK (target <> 'queue' OR kind = 'breach')
);

-- How long a ticket may lie without anybody. A change is a whole new set of rows, in force from then on. A team without a
-- row has the one of all teams; no minutes are no limit.
CREATE TABLE queue_limit (
  valid_from  timestamptz NOT NULL CONSTRAINT queue_limit_whole_second CHECK (valid_from = date_trunc('second', valid_from)),
  team_id     bigint REFERENCES team,
  priority    text NOT NULL CONSTRAINT queue_limit_priority CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  minutes     integer CONSTRAINT queue_limit_minutes CHECK (minutes BETWEEN 1 AND 600000),
  UNIQUE NULLS NOT DISTINCT (valid_from, team_id, priority)
);
CREATE INDEX queue_limit_team_idx ON queue_limit (team_id) WHERE team_id IS NOT NULL;
CREATE TRIGGER queue_limit_append_only BEFORE DELETE OR UPDATE ON queue_limit
  FOR EACH ROW EXECUTE FUNCTION sla_is_append_only();

-- By which policies, hours and limits the open clocks were computed, and how far computing them anew has got.
CREATE TABLE sla_basis (
  one         boolean PRIMARY KEY DEFAULT true CONSTRAINT sla_basis_one CHECK (one),
  known       text NOT NULL,
  done_up_to  bigint
);
COMMENT ON COLUMN sla_basis.done_up_to IS 'The last ticket that was dealt with; null when all were.';
INSERT INTO sla_basis (known) VALUES ('');
