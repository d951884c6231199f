CREATE TABLE a (data jsonb);
