ALTER TABLE book SET TABLESPACE golden_slow;

ALTER INDEX book_pk SET TABLESPACE golden_slow;

ALTER INDEX book_isbn SET TABLESPACE golden_slow;

ALTER INDEX book_shelf SET TABLESPACE golden_slow;

ALTER INDEX ix_isbn SET TABLESPACE golden_slow;
