CREATE TABLE parent (a integer, b integer NOT NULL, c integer NOT NULL, d integer);
CREATE TABLE child (e integer) INHERITS (parent);
