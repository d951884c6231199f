CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'happy');
CREATE TABLE t (id integer, mood mood DEFAULT 'sad' NOT NULL, moods mood[]);
