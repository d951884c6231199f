CREATE TYPE mood AS ENUM ('worst', 'sad', 'ok', 'happy', 'best');
CREATE TABLE t (mood mood DEFAULT 'ok');
