CREATE TABLE publication (
  title text,
  isbn text
);
CREATE TABLE book (
  title text,
  isbn integer,
  pages integer
);
CREATE TABLE measured (
  logdate date,
  peak integer
) PARTITION BY RANGE (logdate);
CREATE TABLE measured_2026 (
  logdate date,
  peak integer,
  note text
);
CREATE TABLE thing (
  name text
);
CREATE TABLE chair (
  name text,
  legs integer
) INHERITS (thing);
