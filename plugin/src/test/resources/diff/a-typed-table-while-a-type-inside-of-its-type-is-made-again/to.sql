CREATE TYPE mood AS ENUM ('sad', 'calm', 'glad');
CREATE TYPE color AS ENUM ('red');
CREATE TYPE reading AS (id integer, mood mood);
CREATE TYPE paint AS (id integer, color color);
CREATE TABLE log OF reading;
CREATE TABLE wall OF paint;
