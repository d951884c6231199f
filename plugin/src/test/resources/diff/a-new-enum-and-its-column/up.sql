CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'happy');

ALTER TABLE t ADD COLUMN mood mood DEFAULT 'sad' NOT NULL;

ALTER TABLE t ADD COLUMN moods mood[];
