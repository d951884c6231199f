CREATE ROLE analyst;
CREATE TABLE sale (id bigint, amount integer, day date);
CREATE MATERIALIZED VIEW by_day AS SELECT day, sum(amount) AS total FROM sale GROUP BY day;
CREATE MATERIALIZED VIEW gone AS SELECT id FROM sale;
CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE EVENT TRIGGER watched ON ddl_command_end EXECUTE FUNCTION watch();
CREATE FUNCTION hook() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
CREATE VIEW report AS SELECT id FROM sale;
CREATE PUBLICATION feed FOR TABLE sale;
