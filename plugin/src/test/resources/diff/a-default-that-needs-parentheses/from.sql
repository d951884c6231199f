CREATE TABLE parent (a boolean DEFAULT (NOT true), b boolean DEFAULT (1 IN (1, 2)), c date DEFAULT (now() AT TIME ZONE 'UTC'));
CREATE TABLE child ();
CREATE DOMAIN flag AS boolean;
ALTER DOMAIN flag SET DEFAULT NOT false;
