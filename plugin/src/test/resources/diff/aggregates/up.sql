CREATE AGGREGATE everything(*) (
  SFUNC = int8inc,
  STYPE = bigint,
  INITCOND = '0'
);

CREATE AGGREGATE last_in_order(anyelement) (
  SFUNC = last_of,
  STYPE = anyelement
);

COMMENT ON AGGREGATE last_in_order(anyelement) IS 'the last one';

GRANT EXECUTE ON FUNCTION last_in_order(anyelement) TO clerk;

REVOKE EXECUTE ON FUNCTION last_in_order(anyelement) FROM PUBLIC;

CREATE AGGREGATE share(double precision ORDER BY anyelement) (
  SFUNC = ordered_set_transition,
  STYPE = internal,
  FINALFUNC = percentile_disc_final,
  FINALFUNC_EXTRA
);

COMMENT ON AGGREGATE share(double precision ORDER BY anyelement) IS 'ordered';
