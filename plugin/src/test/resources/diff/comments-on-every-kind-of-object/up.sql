COMMENT ON SCHEMA sales IS 'what is sold, and to whom';

COMMENT ON TYPE mood IS 'how it goes';

COMMENT ON DOMAIN positive IS NULL;

COMMENT ON SEQUENCE ticket IS 'it''s your turn';

COMMENT ON CONSTRAINT book_isbn ON book IS 'one per edition and country';

COMMENT ON CONSTRAINT book_price ON book IS NULL;

COMMENT ON CONSTRAINT above_zero ON DOMAIN positive IS 'zero is none';

COMMENT ON CONSTRAINT book_author ON book IS 'who wrote it';

COMMENT ON CONSTRAINT book_shelf ON book IS 'books do not overlap';
