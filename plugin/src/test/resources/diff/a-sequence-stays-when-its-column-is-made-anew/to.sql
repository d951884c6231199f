CREATE TABLE log (id serial, at date) PARTITION BY RANGE (at);
CREATE SEQUENCE shared;
CREATE TABLE item (code text, label text GENERATED ALWAYS AS (code || '!') STORED, number int DEFAULT nextval('shared'));
ALTER SEQUENCE shared OWNED BY item.label;
