CREATE TYPE reading AS (id date);
CREATE TABLE log OF reading;
CREATE TABLE outside (value date, id date);
