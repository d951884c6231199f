CREATE DOMAIN answer AS smallint;
CREATE TABLE poll (
  id bigint PRIMARY KEY,
  yes answer NOT NULL,
  others answer[]
);
