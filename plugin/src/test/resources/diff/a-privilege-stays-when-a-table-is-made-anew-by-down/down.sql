-- recreates the structure, but cannot restore the rows of author
CREATE TABLE author (
  id bigint NOT NULL,
  name varchar(100),
  CONSTRAINT author_pkey PRIMARY KEY (id)
);

COMMENT ON TABLE author IS 'who writes';

GRANT SELECT ON author TO golden_reader;
