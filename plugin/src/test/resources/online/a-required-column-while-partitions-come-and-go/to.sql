CREATE SCHEMA archive;
CREATE SEQUENCE ticket;
CREATE TABLE visit (place integer NOT NULL, note text, number integer NOT NULL DEFAULT nextval('ticket')) PARTITION BY LIST (place);
CREATE TABLE visit_1 PARTITION OF visit FOR VALUES IN (1);
CREATE TABLE visit_2 PARTITION OF visit FOR VALUES IN (2);
CREATE TABLE archive.visit_other PARTITION OF visit DEFAULT;
