-- What a date with hours of its own is called, such as a public holiday. A date without a name has no row.
CREATE TABLE calendar_date_name (
  version_id  bigint NOT NULL REFERENCES calendar_version ON DELETE CASCADE,
  on_date     date NOT NULL,
  name        text NOT NULL CONSTRAINT calendar_date_name_said CHECK (length(btrim(name)) BETWEEN 1 AND 120),
  PRIMARY KEY (version_id, on_date)
);

-- A version that was made for a day to come. Until that day it may be withdrawn; no other ever is.
ALTER TABLE calendar_version
  ADD COLUMN planned boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT calendar_version_planned_ahead CHECK (NOT planned OR (valid_from IS NOT NULL AND valid_from > created_at));
