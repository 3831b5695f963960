-- Whose mail is spam, and whose never is. What is allowed wins.
CREATE SEQUENCE sender_rule_id_seq;
CREATE TABLE sender_rule (
  id          bigint PRIMARY KEY,
  effect      text NOT NULL CONSTRAINT sender_rule_effect_known CHECK (effect IN ('allow', 'block')),
  kind        text NOT NULL CONSTRAINT sender_rule_kind_known CHECK (kind IN ('address', 'domain', 'phrase')),
  value       text NOT NULL CONSTRAINT sender_rule_value_plain CHECK (value = lower(value) AND value <> '' AND length(value) <= 320),
  created_at  timestamptz NOT NULL,
  created_by  bigint REFERENCES agent ON DELETE SET NULL,
  UNIQUE (kind, value, effect),
  CONSTRAINT sender_rule_only_senders_allowed CHECK (effect = 'block' OR kind <> 'phrase')
);
CREATE INDEX sender_rule_created_by_idx ON sender_rule (created_by) WHERE created_by IS NOT NULL;
