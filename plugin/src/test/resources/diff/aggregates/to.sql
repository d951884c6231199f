CREATE ROLE clerk;
CREATE FUNCTION last_of(state anyelement, value anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT value $$;
CREATE AGGREGATE last_in_order(anyelement) (SFUNC = last_of, STYPE = anyelement);
COMMENT ON AGGREGATE last_in_order(anyelement) IS 'the last one';
REVOKE EXECUTE ON FUNCTION last_in_order(anyelement) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION last_in_order(anyelement) TO clerk;
CREATE AGGREGATE share(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
COMMENT ON AGGREGATE share(float8 ORDER BY anyelement) IS 'ordered';
CREATE AGGREGATE everything(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
