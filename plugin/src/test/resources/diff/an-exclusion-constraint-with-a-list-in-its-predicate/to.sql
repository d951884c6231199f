CREATE TABLE t (id varchar(40), state varchar);
