CREATE TABLE scan (id bigint PRIMARY KEY, bytes oid, words oid, picture bytea, caption text, number oid);
