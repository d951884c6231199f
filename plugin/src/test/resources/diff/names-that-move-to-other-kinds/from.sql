CREATE TYPE tone AS ENUM ('low', 'high');
CREATE TYPE unit AS ENUM ('kg', 'g');
CREATE TABLE sound (id int PRIMARY KEY, tone tone DEFAULT 'low');
CREATE TABLE weight (id int PRIMARY KEY, unit unit);
CREATE TABLE scale (id int, value int);
CREATE UNIQUE INDEX measured ON scale (id);
INSERT INTO sound VALUES (1, 'high');
