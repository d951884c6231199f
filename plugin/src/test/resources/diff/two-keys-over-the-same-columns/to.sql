CREATE TABLE kept (id int);
CREATE TABLE twice (id int, span int4range);
ALTER TABLE twice ADD CONSTRAINT twice_pk PRIMARY KEY (id);
ALTER TABLE twice ADD CONSTRAINT twice_key UNIQUE (id);
ALTER TABLE twice ADD CONSTRAINT twice_excl EXCLUDE USING gist (span WITH &&);
ALTER TABLE twice ADD CONSTRAINT twice_excl_too EXCLUDE USING gist (span WITH &&);
COMMENT ON CONSTRAINT twice_key ON twice IS 'the second';
