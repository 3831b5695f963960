CREATE SEQUENCE team_id_seq;
CREATE TABLE team (
  id    bigint PRIMARY KEY,
  name  text NOT NULL CONSTRAINT team_name_given CHECK (name <> '')
);
CREATE UNIQUE INDEX team_name_key ON team (lower(name));

CREATE SEQUENCE agent_id_seq;
CREATE TABLE agent (
  id             bigint PRIMARY KEY,
  email          text NOT NULL CONSTRAINT agent_email_lower CHECK (email = lower(email)),
  name           text NOT NULL,
  role           text NOT NULL CONSTRAINT agent_role_known CHECK (role IN ('agent', 'manager', 'administrator')),
  team_id        bigint REFERENCES team,
  language       text CONSTRAINT agent_language_known CHECK (language IN ('en', 'es', 'sv')),
  theme          text CONSTRAINT agent_theme_known CHECK (theme IN ('light', 'dark')),
  password_hash  text,
  active         boolean NOT NULL DEFAULT true,
  sample         boolean NOT NULL DEFAULT false,
  created_at     timestamptz NOT NULL
);
CREATE UNIQUE INDEX agent_email_key ON agent (email);

CREATE SEQUENCE api_token_id_seq;
CREATE TABLE api_token (
  id          bigint PRIMARY KEY,
  name        text NOT NULL,
  token_hash  bytea NOT NULL UNIQUE,
  scopes      text[] NOT NULL,
  created_at  timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at  timestamptz
);
