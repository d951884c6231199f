DROP INDEX ix_two;

DROP INDEX ix_three;

DROP INDEX ix_one;

DROP INDEX ix_four;

DROP INDEX ix_five;
