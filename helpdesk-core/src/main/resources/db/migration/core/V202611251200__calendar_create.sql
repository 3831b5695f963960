-- Working hours. A change is a new version in force from then on: durations that were measured stay as they are.
CREATE SEQUENCE calendar_id_seq;
CREATE TABLE calendar (
  id          bigint PRIMARY KEY,
  name        text NOT NULL,
  is_default  boolean NOT NULL DEFAULT false,
  created_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX calendar_default_key ON calendar (is_default) WHERE is_default;

CREATE SEQUENCE calendar_version_id_seq;
CREATE TABLE calendar_version (
  id           bigint PRIMARY KEY,
  calendar_id  bigint NOT NULL REFERENCES calendar ON DELETE CASCADE,
  valid_from   timestamptz,
  zone         text NOT NULL,
  created_at   timestamptz NOT NULL,
  UNIQUE NULLS NOT DISTINCT (calendar_id, valid_from)
);

-- Readings of the wall clock in minutes after 00:00. What closes before it opens runs overnight.
CREATE TABLE calendar_interval (
  version_id  bigint NOT NULL REFERENCES calendar_version ON DELETE CASCADE,
  weekday     smallint NOT NULL CONSTRAINT calendar_interval_weekday CHECK (weekday BETWEEN 1 AND 7),
  opens       smallint NOT NULL CONSTRAINT calendar_interval_opens CHECK (opens BETWEEN 0 AND 1439),
  closes      smallint NOT NULL CONSTRAINT calendar_interval_closes CHECK (closes BETWEEN 0 AND 1440 AND closes <> opens),
  PRIMARY KEY (version_id, weekday, opens, closes)
);

-- Dates with hours of their own, one row an opening; a date that is closed has one row without readings.
CREATE TABLE calendar_exception (
  version_id  bigint NOT NULL REFERENCES calendar_version ON DELETE CASCADE,
  on_date     date NOT NULL,
  opens       smallint CONSTRAINT calendar_exception_opens CHECK (opens BETWEEN 0 AND 1439),
  closes      smallint CONSTRAINT calendar_exception_closes CHECK (closes BETWEEN 1 AND 1440 AND closes > opens),
  CONSTRAINT calendar_exception_whole CHECK ((opens IS NULL) = (closes IS NULL)),
  UNIQUE NULLS NOT DISTINCT (version_id, on_date, opens, closes)
);

-- A desk that was set up before there were calendars.
WITH seeded AS (
  INSERT INTO calendar (id, name, is_default, created_at)
  SELECT nextval('calendar_id_seq'), name, true, set_up_at FROM workspace
  RETURNING id, created_at),
version AS (
  INSERT INTO calendar_version (id, calendar_id, valid_from, zone, created_at)
  SELECT nextval('calendar_version_id_seq'), s.id, NULL, w.zone, s.created_at FROM seeded s, workspace w
  RETURNING id)
INSERT INTO calendar_interval (version_id, weekday, opens, closes)
SELECT v.id, d, 540, 1080 FROM version v, generate_series(1, 5) AS d;
