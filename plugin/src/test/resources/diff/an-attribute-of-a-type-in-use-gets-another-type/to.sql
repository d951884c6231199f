CREATE TYPE part AS (code uuid, note text, size bigint);
CREATE TABLE t (part part);
