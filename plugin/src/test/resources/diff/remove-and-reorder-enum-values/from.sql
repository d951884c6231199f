CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE t (mood mood DEFAULT 'sad', moods mood[], CONSTRAINT ck_mood CHECK (mood <> 'happy'));
