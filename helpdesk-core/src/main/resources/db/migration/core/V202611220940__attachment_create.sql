-- Bytes are kept once, in chunks that never have to be in memory together.
CREATE TABLE blob (
  sha256      bytea PRIMARY KEY CONSTRAINT blob_sha256_whole CHECK (octet_length(sha256) = 32),
  size        bigint NOT NULL CONSTRAINT blob_size_positive CHECK (size >= 0),
  created_at  timestamptz NOT NULL
);
CREATE TABLE blob_chunk (
  sha256  bytea NOT NULL REFERENCES blob ON DELETE CASCADE,
  n       integer NOT NULL,
  bytes   bytea NOT NULL CONSTRAINT blob_chunk_small CHECK (octet_length(bytes) <= 1048576),
  PRIMARY KEY (sha256, n)
);
ALTER TABLE blob_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
