COMMENT ON CONSTRAINT book_shelf ON book IS NULL;

COMMENT ON CONSTRAINT book_author ON book IS NULL;

COMMENT ON CONSTRAINT above_zero ON DOMAIN positive IS NULL;

COMMENT ON CONSTRAINT book_price ON book IS 'it is not free';

COMMENT ON CONSTRAINT book_isbn ON book IS 'one per edition';

COMMENT ON SEQUENCE ticket IS NULL;

COMMENT ON DOMAIN positive IS 'more than nothing';

COMMENT ON TYPE mood IS NULL;

COMMENT ON SCHEMA sales IS 'what is sold';
