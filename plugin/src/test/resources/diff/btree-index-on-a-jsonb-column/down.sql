DROP INDEX ix_a_data;
