CREATE TABLE t (id integer PRIMARY KEY, a text) WITH (fillfactor = 90);
