COMMENT ON TABLE author IS 'it''s new';

COMMENT ON COLUMN author.id IS 'added';

COMMENT ON COLUMN author.name IS NULL;

COMMENT ON CONSTRAINT author_pkey ON author IS 'the key';
