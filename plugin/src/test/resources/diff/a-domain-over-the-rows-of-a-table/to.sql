CREATE TABLE base (
  id integer
);

CREATE DOMAIN d AS base;

CREATE TABLE uses (
  base d
);
