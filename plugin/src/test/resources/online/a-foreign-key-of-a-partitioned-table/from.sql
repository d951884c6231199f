CREATE TABLE author (
  id bigint PRIMARY KEY,
  name text
);
CREATE TABLE book (
  id bigint PRIMARY KEY,
  title text,
  author_id bigint,
  price integer DEFAULT 1 NOT NULL
);
CREATE TABLE event (
  id bigint NOT NULL,
  day date NOT NULL,
  kind text
) PARTITION BY RANGE (day);
CREATE TABLE event_2025 PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
  PARTITION BY HASH (id);
CREATE TABLE event_2026_0 PARTITION OF event_2026 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE event_2026_1 PARTITION OF event_2026 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO author SELECT g, 'author ' || g FROM generate_series(1, 50) g;
INSERT INTO book SELECT g, 'book ' || g, g % 50 + 1, g FROM generate_series(1, 1000) g;
INSERT INTO event SELECT g, DATE '2025-01-01' + g, 'k' FROM generate_series(1, 700) g;
