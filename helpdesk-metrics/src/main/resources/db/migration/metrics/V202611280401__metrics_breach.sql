-- Why promises were broken: a list that administrators keep. What came with the desk has a word that pages translate
-- until somebody gives it a name. A cause is never deleted, as findings name it; it can be put out of use.
CREATE TABLE breach_cause (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  word      text UNIQUE,
  name      text CONSTRAINT breach_cause_name CHECK (name = btrim(name) AND length(name) BETWEEN 1 AND 60),
  active    boolean NOT NULL DEFAULT true,
  CONSTRAINT breach_cause_said CHECK (num_nonnulls(word, name) > 0)
);
CREATE UNIQUE INDEX breach_cause_name_key ON breach_cause (lower(name));
INSERT INTO breach_cause (word)
VALUES ('understaffed'), ('wrong_team'), ('supplier'), ('complex'), ('missed'), ('other');

-- What a manager found to be the cause of one breach. The newest holds, the others are how it was seen before. A breach
-- is known by its ticket, what was promised and since when the clock had run, which no later event moves.
CREATE TABLE breach_finding (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ticket_id   bigint NOT NULL REFERENCES ticket ON DELETE CASCADE,
  target      text NOT NULL CONSTRAINT breach_finding_target CHECK (target IN ('first_response', 'next_response', 'resolution')),
  started_at  timestamptz NOT NULL,
  cause_id    bigint REFERENCES breach_cause,
  note        text NOT NULL CONSTRAINT breach_finding_note CHECK (length(note) <= 1000),
  set_by      bigint REFERENCES agent ON DELETE SET NULL,
  set_at      timestamptz NOT NULL
);
COMMENT ON COLUMN breach_finding.cause_id IS 'Null takes back what was found before.';
CREATE INDEX breach_finding_breach_idx ON breach_finding (ticket_id, target, started_at, id DESC);
CREATE INDEX breach_finding_cause_idx ON breach_finding (cause_id) WHERE cause_id IS NOT NULL;
CREATE INDEX breach_finding_set_by_idx ON breach_finding (set_by) WHERE set_by IS NOT NULL;

-- A finding goes with its ticket only, and only who made it may be forgotten.
CREATE FUNCTION breach_finding_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM ticket WHERE id = OLD.ticket_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'breach_finding is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER breach_finding_append_only
  BEFORE DELETE OR UPDATE OF id, ticket_id, target, started_at, cause_id, note, set_at ON breach_finding
  FOR EACH ROW EXECUTE FUNCTION breach_finding_is_append_only();
