-- What each ticket gives to each measure: all that figures are made of. Computed from the log alone. Rows that become
-- certain later are here already and carry the instant from which on they count (known). No foreign key: it would lock
-- the ticket once for every row, and a ticket that goes takes its facts along, which take these (below).
CREATE TABLE contribution (
  ticket_id  bigint NOT NULL,
  measure    smallint NOT NULL,
  n          integer NOT NULL,
  at         timestamptz NOT NULL,
  known      timestamptz NOT NULL,
  until      timestamptz,
  calendar   bigint CONSTRAINT contribution_calendar_not_negative CHECK (calendar >= 0),
  business   bigint CONSTRAINT contribution_business_not_negative CHECK (business >= 0),
  hit        boolean,
  channel    text NOT NULL,
  priority   text NOT NULL,
  team_id    bigint,
  agent_id   bigint,
  detail     text,
  PRIMARY KEY (ticket_id, measure, n),
  CONSTRAINT contribution_known_then_or_later CHECK (known >= at)
);
-- Every figure of other filters than the sums know, parts of days, and every list behind a figure read this.
CREATE INDEX contribution_measure_idx ON contribution (measure, at, ticket_id, n) INCLUDE (known, hit, calendar, business);

-- Sums by the local day of the organisation's zone, whole and by one dimension at a time. The values themselves are
-- kept, too, sorted and packed, so that percentiles of days together are exact; the spread is their histogram.
CREATE TABLE day_sum (
  dimension        text NOT NULL CONSTRAINT day_sum_dimension_known CHECK (dimension IN ('all', 'channel', 'team', 'agent', 'priority', 'hour')),
  key              text NOT NULL,
  measure          smallint NOT NULL,
  day              date NOT NULL,
  n                integer NOT NULL CONSTRAINT day_sum_of_something CHECK (n > 0),
  judged           integer NOT NULL,
  hits             integer NOT NULL,
  calendar_n       integer NOT NULL,
  calendar_sum     bigint NOT NULL,
  calendar_values  bytea,
  calendar_spread  bytea,
  business_n       integer NOT NULL,
  business_sum     bigint NOT NULL,
  business_values  bytea,
  business_spread  bytea,
  PRIMARY KEY (dimension, key, measure, day),
  CONSTRAINT day_sum_hits_of_judged CHECK (hits <= judged AND judged <= n)
);
ALTER TABLE day_sum ALTER calendar_values SET STORAGE EXTERNAL, ALTER business_values SET STORAGE EXTERNAL,
                    ALTER calendar_spread SET STORAGE EXTERNAL, ALTER business_spread SET STORAGE EXTERNAL;

-- Of which days there are sums, and in which zone they begin.
CREATE TABLE summed_day (day date PRIMARY KEY);
CREATE TABLE sum_zone (
  one   boolean PRIMARY KEY DEFAULT true CONSTRAINT sum_zone_one CHECK (one),
  zone  text NOT NULL
);

-- What has changed on days that have sums and is not in them yet: added (+1) or taken back (-1). Sums and changes
-- together are exact at every instant; what becomes known later waits here until then.
CREATE TABLE contribution_change (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sign      smallint NOT NULL CONSTRAINT contribution_change_sign CHECK (sign IN (1, -1)),
  measure   smallint NOT NULL,
  day       date NOT NULL,
  hour      smallint NOT NULL,
  known     timestamptz NOT NULL,
  calendar  bigint,
  business  bigint,
  hit       boolean,
  channel   text NOT NULL,
  priority  text NOT NULL,
  team_id   bigint,
  agent_id  bigint
);
CREATE INDEX contribution_change_known_idx ON contribution_change (known);

-- A ticket that is deleted for good leaves the figures in the same transaction.
CREATE FUNCTION ticket_fact_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7522537982821494131); -- as helpdesk.metrics.sum.Changes does
  WITH gone AS (
    DELETE FROM contribution c USING left_facts f WHERE c.ticket_id = f.ticket_id RETURNING c.*)
  INSERT INTO contribution_change (sign, measure, day, hour, known, calendar, business, hit, channel, priority, team_id, agent_id)
  SELECT -1, g.measure, s.day, extract(hour FROM g.at AT TIME ZONE z.zone), g.known, g.calendar, g.business, g.hit, g.channel, g.priority, g.team_id, g.agent_id
    FROM gone g CROSS JOIN sum_zone z JOIN summed_day s ON s.day = CAST(g.at AT TIME ZONE z.zone AS date);
  RETURN NULL;
END $$;
CREATE TRIGGER ticket_fact_leaves AFTER DELETE ON ticket_fact REFERENCING OLD TABLE AS left_facts
  FOR EACH STATEMENT EXECUTE FUNCTION ticket_fact_leaves();

-- What contributions say is no longer said of the ticket as a whole; what stays is how it stands now.
DROP INDEX ticket_fact_created_idx, ticket_fact_response_idx, ticket_fact_response_due_idx, ticket_fact_first_resolved_idx,
           ticket_fact_full_resolved_idx;
ALTER TABLE ticket_fact
  DROP COLUMN response_from, DROP COLUMN response_at, DROP COLUMN response_cancelled_at, DROP COLUMN response_calendar,
  DROP COLUMN response_business, DROP COLUMN response_agent_id, DROP COLUMN response_team_id, DROP COLUMN first_resolved_at,
  DROP COLUMN first_resolution_calendar, DROP COLUMN first_resolution_business, DROP COLUMN first_resolved_agent_id,
  DROP COLUMN first_resolved_team_id, DROP COLUMN full_resolved_at, DROP COLUMN full_resolution_calendar,
  DROP COLUMN full_resolution_business, DROP COLUMN full_resolved_agent_id, DROP COLUMN full_resolved_team_id,
  DROP COLUMN open_during, DROP COLUMN reopens, DROP COLUMN replies, DROP COLUMN escalations, DROP COLUMN one_touch,
  DROP COLUMN first_contact;

-- Who was in the backlog at some instant, and who is.
CREATE INDEX contribution_open_idx ON contribution (at) INCLUDE (ticket_id, calendar, channel, priority, team_id, agent_id)
  WHERE measure = 28 AND until IS NULL;
CREATE INDEX contribution_stay_idx ON contribution (until, at) WHERE measure = 28 AND until IS NOT NULL;

-- What there is already is told by the job that computes everything anew.
INSERT INTO job (id, kind, state, created_at)
SELECT nextval('job_id_seq'), 'metrics-rebuild', 'waiting', now() WHERE EXISTS (SELECT FROM ticket_fact);
