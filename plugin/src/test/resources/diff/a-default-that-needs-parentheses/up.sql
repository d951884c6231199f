CREATE DOMAIN other_flag AS boolean
  DEFAULT (NOT false);

ALTER TABLE child ADD COLUMN a boolean DEFAULT (NOT true);

ALTER TABLE child ADD COLUMN b boolean DEFAULT (1 = ANY (ARRAY[1, 2]));

ALTER TABLE child ADD COLUMN c date DEFAULT (now() AT TIME ZONE 'UTC'::text);

ALTER TABLE child INHERIT parent;
