CREATE INDEX ticket_trash_idx ON ticket (updated_at DESC, id DESC) WHERE trashed;

-- What was deleted for good: hashes by which its mail is known when a source hands it over again.
CREATE TABLE deleted_mail (
  hash        bytea PRIMARY KEY CONSTRAINT deleted_mail_hash CHECK (octet_length(hash) = 32),
  deleted_at  timestamptz NOT NULL
);
