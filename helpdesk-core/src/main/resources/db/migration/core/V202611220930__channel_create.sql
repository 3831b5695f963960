CREATE SEQUENCE channel_id_seq;
CREATE TABLE channel (
  id            bigint PRIMARY KEY,
  kind          text NOT NULL CONSTRAINT channel_kind_known
                  CHECK (kind IN ('email', 'webform', 'chat', 'phone', 'sms', 'social', 'in_person', 'api')),
  name          text NOT NULL,
  address       text CONSTRAINT channel_address_lower CHECK (address = lower(address)),
  display_name  text,
  language      text,
  team_id       bigint REFERENCES team,
  open_threads  boolean NOT NULL DEFAULT false,
  active        boolean NOT NULL DEFAULT true,
  sample        boolean NOT NULL DEFAULT false,
  created_at    timestamptz NOT NULL,
  CONSTRAINT channel_email_has_address CHECK (kind <> 'email' OR address IS NOT NULL)
);
CREATE UNIQUE INDEX channel_address_key ON channel (address);

-- How a mailbox is fetched and how it sends. Passwords are sealed with the workspace's key.
CREATE TABLE mailbox (
  channel_id      bigint PRIMARY KEY REFERENCES channel ON DELETE CASCADE,
  imap_host       text,
  imap_port       integer,
  imap_security   text CONSTRAINT mailbox_imap_security_known CHECK (imap_security IN ('none', 'starttls', 'tls')),
  imap_user       text,
  imap_password   bytea,
  imap_folder     text NOT NULL DEFAULT 'INBOX',
  uid_validity    bigint,
  last_uid        bigint,
  last_fetched_at timestamptz,
  last_message_at timestamptz,
  last_error      text,
  smtp_host       text,
  smtp_port       integer,
  smtp_security   text CONSTRAINT mailbox_smtp_security_known CHECK (smtp_security IN ('none', 'starttls', 'tls')),
  smtp_user       text,
  smtp_password   bytea,
  CONSTRAINT mailbox_imap_whole CHECK ((imap_host IS NULL) = (imap_port IS NULL)),
  CONSTRAINT mailbox_smtp_whole CHECK ((smtp_host IS NULL) = (smtp_port IS NULL))
);
