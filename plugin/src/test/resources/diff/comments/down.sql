COMMENT ON CONSTRAINT author_pkey ON author IS NULL;

COMMENT ON COLUMN author.name IS 'gone';

COMMENT ON COLUMN author.id IS NULL;

COMMENT ON TABLE author IS 'old';
