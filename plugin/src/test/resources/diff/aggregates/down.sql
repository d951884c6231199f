DROP ROUTINE share(double precision, anyelement);

DROP ROUTINE last_in_order(anyelement);

DROP ROUTINE everything();
