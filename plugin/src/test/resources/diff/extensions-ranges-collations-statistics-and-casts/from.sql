CREATE TABLE t (a integer, b integer, name text, state varchar(10));
