CREATE DOMAIN answer AS boolean;
CREATE TABLE poll (
  id bigint PRIMARY KEY,
  yes answer NOT NULL,
  others answer[]
);
