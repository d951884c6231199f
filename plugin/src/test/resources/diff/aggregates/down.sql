DROP AGGREGATE share(double precision ORDER BY anyelement);

DROP AGGREGATE last_in_order(anyelement);

DROP AGGREGATE everything(*);
