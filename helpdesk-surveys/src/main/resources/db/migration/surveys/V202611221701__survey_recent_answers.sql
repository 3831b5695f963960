-- The list of what customers said lately, whatever the survey.
CREATE INDEX survey_response_recent_idx ON survey_response (submitted_at DESC, id DESC);
