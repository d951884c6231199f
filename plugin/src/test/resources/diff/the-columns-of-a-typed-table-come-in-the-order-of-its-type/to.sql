CREATE TYPE reading AS (id date, value date, at date);
CREATE TABLE log OF reading;
CREATE TYPE pair AS (id date, value date);
CREATE TABLE outside OF pair;
