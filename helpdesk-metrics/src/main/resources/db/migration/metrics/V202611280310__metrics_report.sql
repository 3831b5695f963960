-- Figures that are mailed again and again.
CREATE SEQUENCE report_schedule_id_seq;
CREATE TABLE report_schedule (
  id          bigint PRIMARY KEY,
  name        text NOT NULL CONSTRAINT report_schedule_name CHECK (name = btrim(name) AND length(name) BETWEEN 1 AND 120),
  metrics     text[] NOT NULL CONSTRAINT report_schedule_metrics CHECK (cardinality(metrics) BETWEEN 1 AND 24),
  query       text NOT NULL,  -- which tickets: the words of an address, without the period
  rhythm      text NOT NULL CONSTRAINT report_schedule_rhythm CHECK (rhythm IN ('daily', 'weekly', 'monthly')),
  hour        smallint NOT NULL CONSTRAINT report_schedule_hour CHECK (hour BETWEEN 0 AND 23),
  active      boolean NOT NULL,
  created_by  bigint REFERENCES agent ON DELETE SET NULL,
  since       timestamptz NOT NULL  -- what was due before is not sent
);
CREATE INDEX report_schedule_created_by_idx ON report_schedule (created_by) WHERE created_by IS NOT NULL;

CREATE TABLE report_recipient (
  report_id  bigint NOT NULL REFERENCES report_schedule ON DELETE CASCADE,
  agent_id   bigint NOT NULL REFERENCES agent ON DELETE CASCADE,
  PRIMARY KEY (report_id, agent_id)
);
CREATE INDEX report_recipient_agent_idx ON report_recipient (agent_id);

-- Each time one was sent. What was due on a date is sent once, whichever node is first.
CREATE SEQUENCE report_sent_id_seq;
CREATE TABLE report_sent (
  id         bigint PRIMARY KEY,
  report_id  bigint NOT NULL REFERENCES report_schedule ON DELETE CASCADE,
  due_on     date,  -- null if somebody asked for it
  sent_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX report_sent_once ON report_sent (report_id, due_on) WHERE due_on IS NOT NULL;
CREATE INDEX report_sent_report_idx ON report_sent (report_id, id DESC);

CREATE TABLE report_mail (
  sent_id     bigint NOT NULL REFERENCES report_sent ON DELETE CASCADE,
  agent_id    bigint NOT NULL REFERENCES agent ON DELETE CASCADE,
  message_id  text NOT NULL,
  PRIMARY KEY (sent_id, agent_id)
);
CREATE INDEX report_mail_agent_idx ON report_mail (agent_id);
