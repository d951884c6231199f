CREATE TABLE log (id serial, at date);
CREATE TABLE item (code text, label text);
CREATE SEQUENCE shared OWNED BY item.label;
