ALTER INDEX ix_isbn SET TABLESPACE pg_default;

ALTER INDEX book_shelf SET TABLESPACE pg_default;

ALTER INDEX book_isbn SET TABLESPACE pg_default;

ALTER INDEX book_pk SET TABLESPACE pg_default;

ALTER TABLE book SET TABLESPACE pg_default;
