CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (mood mood DEFAULT 'sad');
