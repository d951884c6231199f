ALTER TABLE job DROP CONSTRAINT job_state;

-- warning data-loss: loses all elements but the first of job.tags
ALTER TABLE job ALTER COLUMN tags TYPE text USING tags[1];

-- TODO write the expression after USING that makes varchar(20) into smallint; until then it fails while there is a row
-- which number stands for which constant is not known
ALTER TABLE job ALTER COLUMN state TYPE smallint USING current_setting('todo.cast')::smallint;

-- TODO write the expression after USING that makes interval second(6) into numeric(21,0); until then it fails while there is a row
-- the unit is not known; of a Duration nanoseconds are extract(epoch FROM span) * 1000000000
ALTER TABLE job ALTER COLUMN span TYPE numeric(21,0) USING current_setting('todo.cast')::numeric(21,0);

-- TODO write the expression after USING that makes bigint into uuid; until then it fails while there is a row
-- a number is not a UUID; the rows need new keys
ALTER TABLE job ALTER COLUMN id TYPE uuid USING current_setting('todo.cast')::uuid;

-- warning cast-assumes: job.at changes from timestamptz to timestamp with at AT TIME ZONE 'UTC'; assumes that the values shall be in UTC
ALTER TABLE job ALTER COLUMN at TYPE timestamp USING at AT TIME ZONE 'UTC';
