CREATE TABLE scan (id bigint PRIMARY KEY, bytes bytea, words text, picture oid, caption oid, number bigint);
