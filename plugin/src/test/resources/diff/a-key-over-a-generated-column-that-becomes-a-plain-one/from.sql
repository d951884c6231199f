CREATE TABLE member (
  name varchar(40) DEFAULT 'x',
  upper_name text GENERATED ALWAYS AS (upper(name)) STORED,
  CONSTRAINT member_key PRIMARY KEY (name, upper_name) INCLUDE (name)
);
CREATE TABLE seat (
  id bigint,
  first varchar(20),
  label text GENERATED ALWAYS AS (first || '!') STORED
);
CREATE UNIQUE INDEX seat_id ON seat (id) INCLUDE (label);
