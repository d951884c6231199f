DROP TABLE second;

-- warning not-null-without-default: parent.c becomes NOT NULL; fails if a row has no value for it
--   SELECT count(*) FROM parent WHERE c IS NULL;
ALTER TABLE parent ALTER COLUMN c SET NOT NULL;

ALTER TABLE parent ALTER COLUMN a DROP NOT NULL;

ALTER TABLE child ALTER COLUMN a DROP NOT NULL;

ALTER TABLE child ALTER COLUMN d DROP NOT NULL;
