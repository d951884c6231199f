ALTER TYPE mood ADD VALUE 'calm' BEFORE 'sad';

-- next step

-- warning primary-key-change: table person loses its primary key; all that uses it must change
ALTER TABLE person DROP CONSTRAINT person_pkey;

ALTER TABLE person ALTER COLUMN name DROP NOT NULL;
