CREATE TABLE booking (
  id bigint PRIMARY KEY,
  during tstzrange NOT NULL,
  cancelled boolean NOT NULL DEFAULT false
);
ALTER TABLE booking ADD CONSTRAINT no_overlap_unless_cancelled EXCLUDE USING gist (during WITH &&) WHERE (NOT cancelled);
