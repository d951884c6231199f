CREATE TYPE state AS ENUM ('renamed', 'old');
CREATE TYPE entry AS (state state, at bigint);
CREATE TABLE log (state state, at bigint) PARTITION BY RANGE (at);
CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (1) TO (100);
