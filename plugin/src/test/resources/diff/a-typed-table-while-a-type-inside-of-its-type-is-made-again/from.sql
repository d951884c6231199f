CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE TYPE color AS ENUM ('red', 'green');
CREATE TYPE reading AS (id integer, mood mood);
CREATE TYPE paint AS (id integer, color color);
CREATE TABLE log OF reading;
CREATE TABLE wall OF paint;
