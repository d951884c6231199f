CREATE TABLE member (
  name uuid,
  upper_name text,
  CONSTRAINT member_key PRIMARY KEY (name, upper_name) INCLUDE (name)
);
CREATE TABLE seat (
  id bigint,
  label varchar(40)
);
CREATE UNIQUE INDEX seat_id ON seat (id) INCLUDE (label);
