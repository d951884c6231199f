DROP INDEX ix_name;

DROP EXTENSION pg_trgm;

DROP TRIGGER noticed ON project;

DROP FUNCTION notice();

DROP POLICY own ON project;

-- warning data-loss: drops table member with its rows
--   SELECT count(*) FROM member;
DROP TABLE member;

-- warning data-loss: drops table project with its rows
--   SELECT count(*) FROM project;
DROP TABLE project;

CREATE TABLE unrelated (
  id bigint
);
