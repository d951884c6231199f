-- warning not-null-without-default: child.d becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM child WHERE d IS NULL;
ALTER TABLE child ADD CONSTRAINT own_d NOT NULL d NO INHERIT;

-- warning not-null-without-default: parent.a becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM parent WHERE a IS NULL;
ALTER TABLE child ADD CONSTRAINT own_a NOT NULL a;

ALTER TABLE parent ALTER COLUMN a SET NOT NULL;

ALTER TABLE parent ALTER COLUMN c DROP NOT NULL;

CREATE TABLE second (
  CONSTRAINT own_a NOT NULL a,
  CONSTRAINT own_d NOT NULL d
) INHERITS (parent);
