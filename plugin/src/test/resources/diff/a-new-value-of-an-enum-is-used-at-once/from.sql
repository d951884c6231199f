CREATE TYPE mood AS ENUM ('ok', 'sad');
CREATE TABLE person (
  id bigint PRIMARY KEY,
  mood mood NOT NULL DEFAULT 'ok'
);
INSERT INTO person VALUES (1, 'sad');
