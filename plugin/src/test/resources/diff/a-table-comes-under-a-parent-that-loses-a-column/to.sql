CREATE TABLE publication (
  title text,
  language text
);
CREATE TABLE book (
  title text,
  language text,
  isbn integer,
  pages integer
) INHERITS (publication);
CREATE TABLE measured (
  logdate date,
  peak integer
) PARTITION BY RANGE (logdate);
CREATE TABLE measured_2026 PARTITION OF measured
  FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE thing (
  name text,
  price numeric
);
CREATE TABLE chair (
  name text,
  legs integer
);
