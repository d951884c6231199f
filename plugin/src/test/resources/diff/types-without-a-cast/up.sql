-- warning cast-assumes: job.at changes from timestamp to timestamptz with at AT TIME ZONE 'UTC'; assumes that the old values are in UTC
ALTER TABLE job ALTER COLUMN at TYPE timestamptz USING at AT TIME ZONE 'UTC';

-- warning no-cast: job.id changes from uuid to bigint; no cast is known: write the expression after USING
-- TODO write the expression after USING that converts uuid to bigint; until then the statement fails if there is a row
-- a UUID is not a number; the rows need new keys
ALTER TABLE job ALTER COLUMN id TYPE bigint USING current_setting('todo.cast')::bigint;

-- warning no-cast: job.span changes from numeric(21,0) to interval second(6); no cast is known: write the expression after USING
-- TODO write the expression after USING that converts numeric(21,0) to interval second(6); until then the statement fails if there is a row
-- nothing says which unit it is; for a Duration in nanoseconds: (trunc(span / 1000)::text || ' microseconds')::interval
ALTER TABLE job ALTER COLUMN span TYPE interval second(6) USING current_setting('todo.cast')::interval second(6);

-- warning no-cast: job.state changes from smallint to varchar(20); no cast is known: write the expression after USING
-- TODO write the expression after USING that converts smallint to varchar(20); until then the statement fails if there is a row
-- nothing says which number stands for which constant
ALTER TABLE job ALTER COLUMN state TYPE varchar(20) USING current_setting('todo.cast')::varchar(20);

ALTER TABLE job ALTER COLUMN tags TYPE text[] USING CASE WHEN tags IS NOT NULL THEN ARRAY[tags] END;

-- warning new-check-on-existing: fails if a row of job does not meet the check
--   SELECT count(*) FROM job WHERE NOT (state IN ('NEW', 'PAID'));
ALTER TABLE job ADD CONSTRAINT job_state CHECK (state IN ('NEW', 'PAID'));
