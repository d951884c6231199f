CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE booking (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  room integer NOT NULL,
  during tstzrange NOT NULL,
  tags text[] NOT NULL DEFAULT '{}',
  CONSTRAINT booking_no_overlap EXCLUDE USING gist (room WITH =, during WITH &&)
);

CREATE INDEX ix_booking_tags ON booking USING gin (tags);
