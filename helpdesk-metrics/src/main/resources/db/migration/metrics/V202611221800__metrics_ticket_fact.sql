-- One row a ticket: what its events say in numbers, by both clocks, in whole seconds. Computed from the log alone and at
-- any time anew, so nothing here depends on when it was computed; what depends on the hour is asked when it is read.
-- Who had the ticket is kept as it was at each of these instants, so that closed periods do not change later.
CREATE TABLE ticket_fact (
  ticket_id                  bigint PRIMARY KEY REFERENCES ticket ON DELETE CASCADE,
  last_seq                   integer NOT NULL,
  excluded_for               text CONSTRAINT ticket_fact_excluded_known
                               CHECK (excluded_for IN ('import', 'merged', 'trashed', 'spam')),
  counted                    boolean NOT NULL,
  origin                     text NOT NULL,
  channel                    text NOT NULL,
  priority                   text NOT NULL,
  status                     text NOT NULL,
  terminal                   boolean NOT NULL,
  team_id                    bigint,
  assignee_id                bigint,
  created_at                 timestamptz NOT NULL,
  response_state             text NOT NULL CONSTRAINT ticket_fact_response_known
                               CHECK (response_state IN ('waiting', 'answered', 'cancelled', 'bot', 'not_applicable')),
  response_from              timestamptz,
  response_at                timestamptz,
  response_cancelled_at      timestamptz,
  response_calendar          bigint,
  response_business          bigint,
  response_agent_id          bigint,
  response_team_id           bigint,
  waiting_since              timestamptz,
  first_resolved_at          timestamptz,
  first_resolution_calendar  bigint,
  first_resolution_business  bigint,
  first_resolved_agent_id    bigint,
  first_resolved_team_id     bigint,
  full_resolved_at           timestamptz,
  full_resolution_calendar   bigint,
  full_resolution_business   bigint,
  full_resolved_agent_id     bigint,
  full_resolved_team_id      bigint,
  open_during                tstzmultirange NOT NULL,
  reopens                    integer NOT NULL,
  replies                    integer NOT NULL,
  escalations                integer NOT NULL,
  one_touch                  boolean,
  first_contact              boolean,
  CONSTRAINT ticket_fact_answered_whole CHECK ((response_state = 'answered') = (response_at IS NOT NULL)),
  CONSTRAINT ticket_fact_resolved_while_terminal CHECK (terminal = (full_resolved_at IS NOT NULL))
);

-- Each dashboard figure reads one of these and no heap page that is all-visible.
CREATE INDEX ticket_fact_created_idx ON ticket_fact (created_at) INCLUDE (channel, first_resolved_at)
  WHERE counted;
CREATE INDEX ticket_fact_response_idx ON ticket_fact (response_at) INCLUDE (response_calendar, response_business)
  WHERE response_state = 'answered' AND excluded_for IS NULL;
CREATE INDEX ticket_fact_response_due_idx ON ticket_fact (response_from) INCLUDE (response_at, response_cancelled_at)
  WHERE response_from IS NOT NULL AND excluded_for IS NULL;
CREATE INDEX ticket_fact_first_resolved_idx ON ticket_fact (first_resolved_at)
  INCLUDE (counted, first_resolution_calendar, first_resolution_business, reopens, first_contact)
  WHERE first_resolved_at IS NOT NULL AND excluded_for IS NULL;
CREATE INDEX ticket_fact_full_resolved_idx ON ticket_fact (full_resolved_at)
  INCLUDE (full_resolution_calendar, full_resolution_business, replies, excluded_for, created_at)
  WHERE full_resolved_at IS NOT NULL;
CREATE INDEX ticket_fact_backlog_idx ON ticket_fact (created_at)
  INCLUDE (assignee_id, waiting_since, response_state, ticket_id)
  WHERE NOT terminal AND (excluded_for IS NULL OR excluded_for = 'import');
