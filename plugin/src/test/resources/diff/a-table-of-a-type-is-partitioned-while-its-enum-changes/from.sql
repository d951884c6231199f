CREATE TYPE state AS ENUM ('new', 'old');
CREATE TYPE entry AS (state state, at bigint);
CREATE TABLE log OF entry;
