CREATE TABLE booking (
  id bigint PRIMARY KEY,
  during tstzrange NOT NULL,
  cancelled boolean NOT NULL DEFAULT false
);
ALTER TABLE booking ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);
INSERT INTO booking SELECT g, tstzrange('2026-01-01'::timestamptz + g * interval '1 h', '2026-01-01'::timestamptz + (g + 1) * interval '1 h') FROM generate_series(1, 50) g;
