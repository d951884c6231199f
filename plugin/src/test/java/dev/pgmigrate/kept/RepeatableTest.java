package dev.pgmigrate.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.sql.Splitter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the clock or chance gives is stored as an expression, or executed. */
class RepeatableTest {
  private static final String FUNCTION =
      "CREATE FUNCTION month() RETURNS text LANGUAGE sql AS $$ SELECT to_char(now(), 'MM') $$;";

  private static final String DEFINER =
      "CREATE FUNCTION make_part(day date) RETURNS int LANGUAGE plpgsql AS $$ BEGIN EXECUTE"
          + " format('CREATE TABLE %I ()', day); RETURN 1; END $$;";

  private static final String MONTHS = " CREATE TABLE months (day date DEFAULT now());";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (id uuid DEFAULT gen_random_uuid(), at timestamptz DEFAULT now())",
        "CREATE TABLE t (day date DEFAULT CURRENT_DATE CHECK (day <= current_date))",
        "ALTER TABLE t ADD COLUMN at timestamptz NOT NULL DEFAULT now()",
        "CREATE TABLE t (at timestamptz); UPDATE t SET at = now(); INSERT INTO t VALUES (now())",
        "CREATE VIEW v AS SELECT now() AS at",
        "CREATE TYPE level AS ENUM ('now', 'today')",
        "COMMENT ON TABLE t IS 'today 3'",
        "CREATE TABLE p (at date) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p FOR VALUES"
            + " FROM ('2026-01-01') TO ('2027-01-01')",
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := now();"
            + " RETURN NEW; END $$; CREATE TRIGGER touch BEFORE UPDATE ON t FOR EACH ROW EXECUTE"
            + " FUNCTION touch(); INSERT INTO t VALUES (1)",
        "CREATE TABLE t (at timestamptz DEFAULT now()); DO $$ BEGIN IF NOT EXISTS (SELECT FROM"
            + " pg_roles WHERE rolname = 'app') THEN CREATE ROLE app; END IF; END $$",
        "CREATE TABLE t (at timestamptz DEFAULT now()); DO $$ BEGIN IF to_regnamespace('shop') IS"
            + " NULL THEN CREATE SCHEMA shop; END IF; END $$",
        "CREATE TABLE t (at timestamptz DEFAULT now()); DO $$ BEGIN IF EXISTS (SELECT FROM t WHERE"
            + " x IS NULL) THEN RAISE EXCEPTION 'rows without x'; END IF; END $$",
        "SELECT setval('s', 10)",
        DEFINER + " INSERT INTO t VALUES (now()); SELECT make_part('2026-01-01')",
        DEFINER + " CREATE TABLE months (day date); SELECT make_part(day) FROM months",
        DEFINER
            + " CREATE TABLE t (at date DEFAULT now()); REVOKE ALL ON FUNCTION make_part FROM"
            + " public; COMMENT ON FUNCTION make_part IS 'makes them from rows'; INSERT INTO t"
            + " SELECT 'create' FROM t",
        FUNCTION + " CREATE TABLE t (m text DEFAULT month())",
      })
  void makesTheSame(String script) {
    assertThat(Repeatable.obstacle(Splitter.split(script).stream())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DO $$ BEGIN EXECUTE format('CREATE TABLE t_%s ()', to_char(now(), 'YYYY')); END $$",
        "do language plpgsql 'begin perform clock_timestamp(); end'",
        "SELECT create_partitions(current_date)",
        "CALL make(random())",
        "WITH x AS (SELECT now()) SELECT make(x) FROM x",
        "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (now()) TO (now() + '1 month')",
        "ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM (CURRENT_DATE) TO (MAXVALUE)",
        "CREATE TABLE t (day date DEFAULT 'today')",
        "CREATE TABLE t (at timestamptz DEFAULT 'now'::timestamptz)",
        "CREATE TABLE t (at timestamp DEFAULT timestamp ' Tomorrow 10:00')",
        FUNCTION + " SELECT make(month())",
        FUNCTION
            + " CREATE FUNCTION make() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM month(); END"
            + " $$; DO $$ BEGIN PERFORM make(); END $$",
        "CREATE PROCEDURE \"Make It\"() LANGUAGE sql BEGIN ATOMIC SELECT random(); END; CALL \"Make"
            + " It\"()",
        "INSERT INTO t VALUES (now()); DO $$ BEGIN IF EXISTS (SELECT FROM t WHERE at > '2026-01-01')"
            + " THEN ALTER TABLE t ADD x int; END IF; END $$",
        "CREATE FUNCTION part() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE TABLE"
            + " t_' || extract(month FROM now()) || ' ()'; RETURN NEW; END $$",
        DEFINER + " INSERT INTO log SELECT make_part(now()::date)",
        DEFINER + " UPDATE log SET made = make_part(current_date)",
        DEFINER
            + " MERGE INTO log USING (SELECT now() AS d) x ON made = make_part(d) WHEN MATCHED"
            + " THEN DELETE",
        DEFINER + " CREATE TABLE log AS SELECT make_part(now()::date) AS made",
        DEFINER
            + " CREATE VIEW v AS SELECT make_part(now()::date) AS made; INSERT INTO log SELECT"
            + " made FROM v",
        DEFINER + " CREATE TABLE t (at timestamptz, made int DEFAULT make_part(now()::date))",
        DEFINER + MONTHS + " SELECT make_part(day) FROM months",
        DEFINER + MONTHS + " INSERT INTO log SELECT make_part(day) FROM months",
        DEFINER
            + MONTHS
            + " CREATE MATERIALIZED VIEW m AS SELECT make_part(day) FROM months WITH NO"
            + " DATA; REFRESH MATERIALIZED VIEW m",
        DEFINER
            + MONTHS
            + " CREATE VIEW v AS SELECT day FROM months; CREATE FUNCTION last() RETURNS"
            + " date LANGUAGE sql AS 'SELECT max(day) FROM v'; SELECT make_part(last())",
        DEFINER
            + MONTHS
            + " CREATE FUNCTION step(day date) RETURNS int LANGUAGE sql AS 'SELECT"
            + " make_part(day)'; DO $$ BEGIN PERFORM step(day) FROM months; END $$",
      })
  void mayMakeSomethingElse(String script) {
    assertThat(Repeatable.obstacle(Splitter.split(script).stream())).isPresent();
  }
}
