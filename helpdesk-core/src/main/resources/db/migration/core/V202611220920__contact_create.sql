CREATE SEQUENCE organisation_id_seq;
CREATE TABLE organisation (
  id    bigint PRIMARY KEY,
  name  text NOT NULL
);

CREATE SEQUENCE contact_id_seq;
CREATE TABLE contact (
  id               bigint PRIMARY KEY,
  name             text,
  language         text,
  organisation_id  bigint REFERENCES organisation,
  sample           boolean NOT NULL DEFAULT false,
  created_at       timestamptz NOT NULL
);

-- One person may write from several addresses; one address belongs to one person.
CREATE TABLE contact_address (
  address     text PRIMARY KEY CONSTRAINT contact_address_lower CHECK (address = lower(address)),
  contact_id  bigint NOT NULL REFERENCES contact ON DELETE CASCADE,
  position    smallint NOT NULL DEFAULT 0,
  bounced_at  timestamptz
);
CREATE INDEX contact_address_contact_idx ON contact_address (contact_id, position);
