CREATE ROLE analyst;
CREATE TABLE sale (id bigint, amount integer, day date);
CREATE MATERIALIZED VIEW by_day AS
SELECT day, sum(amount) AS total, count(*) AS sales
FROM sale
GROUP BY day;
COMMENT ON MATERIALIZED VIEW by_day IS 'refreshed every night';
COMMENT ON COLUMN by_day.total IS 'in cents';
GRANT SELECT ON by_day TO analyst;
CREATE UNIQUE INDEX uq_by_day ON by_day (day);
CREATE MATERIALIZED VIEW empty_yet AS SELECT id FROM sale WITH NO DATA;
CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE EVENT TRIGGER watched ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION watch();
ALTER EVENT TRIGGER watched DISABLE;
CREATE EVENT TRIGGER dropped ON sql_drop EXECUTE FUNCTION watch();
ALTER EVENT TRIGGER dropped DISABLE;
CREATE FUNCTION hook() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
COMMENT ON FUNCTION hook() IS 'called by nobody';
ALTER FUNCTION hook() OWNER TO analyst;
REVOKE EXECUTE ON FUNCTION hook() FROM PUBLIC;
CREATE VIEW report AS SELECT id FROM sale;
ALTER VIEW report OWNER TO analyst;
GRANT SELECT ON report TO PUBLIC;
CREATE RULE no_delete AS ON DELETE TO sale DO INSTEAD NOTHING;
CREATE PUBLICATION feed FOR TABLE sale WITH (publish = 'insert');
