-- Figures of answers read these and no ticket.
CREATE INDEX survey_response_figures_idx ON survey_response (survey, submitted_at)
  INCLUDE (kind, source, score, ticket_id, team_id, agent_id, id) WHERE NOT suspected_machine;
CREATE INDEX ticket_fact_excluded_idx ON ticket_fact (ticket_id) WHERE excluded_for IS NOT NULL;
