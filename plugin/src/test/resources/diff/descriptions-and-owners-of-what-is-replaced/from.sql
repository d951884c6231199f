CREATE ROLE replaced_reader;
CREATE TABLE reading (at date, value int, unit text);
CREATE MATERIALIZED VIEW reading_day AS SELECT at, value FROM reading;
CREATE STATISTICS reading_at_value ON at, value FROM reading;
CREATE FUNCTION top() RETURNS int LANGUAGE sql AS 'SELECT 1';
GRANT EXECUTE ON FUNCTION top() TO replaced_reader;
CREATE VIEW reading_unit AS SELECT at, unit FROM reading;
GRANT SELECT (at) ON reading_unit TO replaced_reader;
