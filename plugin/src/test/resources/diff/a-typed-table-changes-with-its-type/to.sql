CREATE TYPE reading AS (id bigint, label text, unit text);
CREATE TABLE inside OF reading (PRIMARY KEY (id));
CREATE TABLE outside (id bigint, label text);
CREATE TYPE event AS (at date);
CREATE TABLE log OF event;
