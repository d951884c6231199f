CREATE TABLE parent (a integer NOT NULL, b integer NOT NULL, c integer, d integer);
CREATE TABLE child (e integer, CONSTRAINT own_a NOT NULL a, CONSTRAINT own_d NOT NULL d NO INHERIT) INHERITS (parent);
CREATE TABLE second (CONSTRAINT own_a NOT NULL a, CONSTRAINT own_d NOT NULL d) INHERITS (parent);
