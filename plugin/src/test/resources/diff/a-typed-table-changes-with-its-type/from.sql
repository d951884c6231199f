CREATE TYPE reading AS (id integer, label text);
CREATE TABLE inside OF reading (PRIMARY KEY (id));
CREATE TABLE outside OF reading;
CREATE TYPE event AS (at date);
