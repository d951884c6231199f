CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TABLE t (mood mood DEFAULT 'sad', moods mood[], CONSTRAINT ck_mood CHECK (mood <> 'happy'));
