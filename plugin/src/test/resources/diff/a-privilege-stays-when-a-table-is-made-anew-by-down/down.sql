-- recreates the structure; the rows of author are gone
CREATE TABLE author (
  id bigint NOT NULL,
  name varchar(100),
  CONSTRAINT author_pkey PRIMARY KEY (id)
);

COMMENT ON TABLE author IS 'who writes';

GRANT SELECT ON author TO golden_reader;
