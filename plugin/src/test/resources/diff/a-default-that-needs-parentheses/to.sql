CREATE TABLE parent (a boolean DEFAULT (NOT true), b boolean DEFAULT (1 IN (1, 2)), c date DEFAULT (now() AT TIME ZONE 'UTC'));
CREATE TABLE child (a boolean, b boolean, c date) INHERITS (parent);
CREATE DOMAIN flag AS boolean;
ALTER DOMAIN flag SET DEFAULT NOT false;
CREATE DOMAIN other_flag AS boolean;
ALTER DOMAIN other_flag SET DEFAULT NOT false;
