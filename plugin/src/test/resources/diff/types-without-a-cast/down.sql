ALTER TABLE job DROP CONSTRAINT job_state;

-- warning data-loss: loses all elements of job.tags but the first
ALTER TABLE job ALTER COLUMN tags TYPE text USING tags[1];

-- TODO write the expression after USING that converts varchar(20) to smallint; until then the statement fails if there is a row
-- nothing says which number stands for which constant
ALTER TABLE job ALTER COLUMN state TYPE smallint USING current_setting('todo.cast')::smallint;

-- TODO write the expression after USING that converts interval second(6) to numeric(21,0); until then the statement fails if there is a row
-- nothing says which unit it is; for a Duration in nanoseconds: extract(epoch FROM span) * 1000000000
ALTER TABLE job ALTER COLUMN span TYPE numeric(21,0) USING current_setting('todo.cast')::numeric(21,0);

-- TODO write the expression after USING that converts bigint to uuid; until then the statement fails if there is a row
-- a number is not a UUID; the rows need new keys
ALTER TABLE job ALTER COLUMN id TYPE uuid USING current_setting('todo.cast')::uuid;

-- warning cast-assumes: job.at changes from timestamptz to timestamp with at AT TIME ZONE 'UTC'; assumes that the new values shall be in UTC
ALTER TABLE job ALTER COLUMN at TYPE timestamp USING at AT TIME ZONE 'UTC';
