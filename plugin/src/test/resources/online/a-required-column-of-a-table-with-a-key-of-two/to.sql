CREATE TABLE item (
  tenant integer,
  "No" bigint,
  name text NOT NULL,
  seen timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant, "No"));
