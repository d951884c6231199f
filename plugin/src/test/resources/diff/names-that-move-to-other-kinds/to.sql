CREATE DOMAIN tone AS text CHECK (VALUE IN ('low', 'high'));
CREATE TABLE unit (id int PRIMARY KEY);
CREATE TABLE sound (id int PRIMARY KEY, tone tone DEFAULT 'low');
CREATE TABLE weight (id int PRIMARY KEY, unit_id int CONSTRAINT weight_unit_fk REFERENCES unit);
CREATE TABLE balance (id int, value int, note text);
CREATE UNIQUE INDEX measured ON balance (id);
