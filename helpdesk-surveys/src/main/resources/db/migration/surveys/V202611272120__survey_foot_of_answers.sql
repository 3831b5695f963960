-- Links in the foot of our answers: one invitation for a ticket and its customer, however many answers carry it.
ALTER TABLE survey_invitation
  DROP CONSTRAINT survey_invitation_origin_known,
  ADD CONSTRAINT survey_invitation_origin_known CHECK (origin IN ('mail', 'link', 'foot')),
  ADD CONSTRAINT survey_invitation_foot_is_of_a_ticket CHECK (origin <> 'foot' OR (ticket_id IS NOT NULL AND state = 'sent')),
  DROP CONSTRAINT survey_invitation_reason_known,
  ADD CONSTRAINT survey_invitation_reason_known CHECK (reason IN ('switched_off', 'excluded', 'reopened', 'already_sent',
    'already_rated', 'opted_out', 'no_address', 'bounced', 'quiet_period'));
CREATE UNIQUE INDEX survey_invitation_one_foot_a_ticket_idx ON survey_invitation (ticket_id, contact_id)
  WHERE origin = 'foot';

-- One rating of a ticket by its customer, whether it comes from the foot or from the survey after the solve.
ALTER TABLE survey_response
  DROP CONSTRAINT survey_response_source_known,
  ADD CONSTRAINT survey_response_source_known CHECK (source IN ('mail', 'link', 'foot', 'open'));
CREATE UNIQUE INDEX survey_response_one_rating_a_ticket_idx ON survey_response (ticket_id, contact_id, survey)
  WHERE source IN ('mail', 'foot');
