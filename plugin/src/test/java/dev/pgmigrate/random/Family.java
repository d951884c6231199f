package dev.pgmigrate.random;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Types whose values are written alike, so that one expression fits all of them.
 *
 * <p>In expressions {@code %s} is a column; checks hold for the values that rows are made of.
 */
enum Family {
  INTEGER(
      List.of("integer", "bigint", "smallint"),
      i -> "" + i,
      List.of("0", "42", "-1", "(1 + 2)", "'7'", "abs(-4)"),
      List.of("%s > 0", "%s <> 99", "%s IN (1, 2, 3)", "%s BETWEEN 0 AND 1000", "%s % 100 < 50"),
      "btree hash brin"),
  NUMBER(
      List.of("numeric", "numeric(10,2)", "numeric(12,4)", "double precision", "real"),
      i -> "" + i,
      List.of("0", "1.5", "-2", "(10 / 4.0)", "'0.50'"),
      List.of("%s > 0", "%s < 1e6", "round(%s::numeric) = %s::numeric", "%s NOT IN (8, 9.5)"),
      "btree hash brin"),
  TEXT(
      List.of("text", "character varying", "character varying(20)", "varchar(40)", "character(10)"),
      i -> "'" + i + "'",
      List.of(
          "''",
          "'it''s'",
          "'back\\slash'",
          "E'tab\\there'",
          "'a;b--c'",
          "'50%'",
          "'$$'",
          "upper('x')",
          "'{\"a\": 1}'",
          "'\"q\"'",
          "'naïve'",
          "NULL",
          "('a' || 'b')"),
      List.of(
          "length(%s) < 100",
          "%s <> 'it''s'",
          "%s IN ('1', '2', '3')",
          "%s ~ '^[0-9]\\s*'",
          "%s NOT LIKE '%\\%%'",
          "%s = ANY (ARRAY['1', '2', '3'])",
          "upper(%s) <> 'A' AND (%s <> '' OR false)"),
      "btree hash brin"),
  BOOLEAN(
      List.of("boolean"),
      i -> i % 2 == 0 ? "true" : "false",
      List.of("true", "false", "'t'", "(NOT true)"),
      List.of("%s IS NOT NULL OR true", "%s IN (true, false)"),
      "btree hash"),
  DATE(
      List.of("date"),
      i -> "'2020-01-0" + i + "'",
      List.of("CURRENT_DATE", "'2020-02-29'", "'infinity'", "now()"),
      List.of("%s > '2000-01-01'", "%s <> DATE '2019-01-01'"),
      "btree hash brin"),
  TIMESTAMP(
      List.of("timestamp", "timestamp(3)", "timestamp(6) without time zone"),
      i -> "'2020-01-0" + i + " 10:00'",
      List.of("now()", "LOCALTIMESTAMP", "'2020-01-01 00:00'", "CURRENT_TIMESTAMP"),
      List.of("%s > '2000-01-01'", "%s < 'infinity'::timestamp"),
      "btree hash brin"),
  TIMESTAMPTZ(
      List.of("timestamptz", "timestamp(6) with time zone"),
      i -> "'2020-01-0" + i + " 10:00+00'",
      List.of("now()", "CURRENT_TIMESTAMP", "'2020-01-01 00:00'", "clock_timestamp()"),
      List.of("%s > '2000-01-01 00:00+02'", "%s IS NULL OR %s < 'infinity'"),
      "btree hash brin"),
  TIME(
      List.of("time", "time(0)"),
      i -> "'0" + i + ":00'",
      List.of("'12:00'", "LOCALTIME"),
      List.of("%s >= '00:00'"),
      "btree hash"),
  INTERVAL(
      List.of("interval", "interval(3)"),
      i -> "'" + i + " days'",
      List.of("'1 day'", "INTERVAL '2' HOUR"),
      List.of("%s > '0'"),
      "btree hash"),
  JSON(
      List.of("json"),
      i -> "'" + i + "'",
      List.of("'{}'", "'{\"a\": \"it''s \\\"x\\\"\"}'::json"),
      List.of("json_typeof(%s) <> 'x'"),
      ""),
  JSONB(
      List.of("jsonb"),
      i -> "'" + i + "'",
      List.of("'{}'", "'[]'::jsonb", "'{\"a\": \"b\\\\c\"}'", "jsonb_build_object('k', 1)"),
      List.of("jsonb_typeof(%s) <> 'x'", "NOT %s ? 'no'"),
      "gin btree hash"),
  UUID(
      List.of("uuid"),
      i -> "'00000000-0000-0000-0000-00000000000" + i + "'",
      List.of("gen_random_uuid()", "'00000000-0000-0000-0000-000000000000'"),
      List.of("%s <> '00000000-0000-0000-0000-000000000000'"),
      "btree hash"),
  BYTES(
      List.of("bytea"),
      i -> "'\\x0" + i + "'",
      List.of("'\\x'", "'\\xDEADBEEF'::bytea"),
      List.of("octet_length(%s) < 1000"),
      "btree hash"),
  INET(
      List.of("inet"),
      i -> "'10.0.0." + i + "'",
      List.of("'127.0.0.1'", "'::1'"),
      List.of("family(%s) = 4"),
      "btree hash spgist"),
  RANGE(
      List.of("int4range"),
      i -> "'[" + i + "0," + i + "5)'",
      List.of("'empty'", "int4range(1, 5)"),
      List.of("NOT isempty(%s)"),
      "gist spgist btree"),
  INTEGERS(
      List.of("integer[]", "bigint[]"),
      i -> "'{" + i + "}'",
      List.of("'{}'", "ARRAY[1, 2]"),
      List.of("cardinality(%s) < 10"),
      "gin btree"),
  TEXTS(
      List.of("text[]", "character varying(20)[]"),
      i -> "'{" + i + "}'",
      List.of("'{}'", "ARRAY['it''s', 'b\\c']"),
      List.of("cardinality(%s) < 10", "%s[1] IS DISTINCT FROM 'x'"),
      "gin btree"),
  ENUM(List.of(), i -> "", List.of(), List.of(), "btree hash"),
  ENUMS(List.of(), i -> "", List.of(), List.of(), "gin btree"),
  /** A composite, whose values no index takes. */
  COMPOSITE(List.of(), i -> "", List.of("NULL"), List.of("num_nulls(%s) < 2"), ""),
  /** An array of a composite or a domain. */
  ARRAY(List.of(), i -> "", List.of("'{}'"), List.of("cardinality(%s) < 10"), "");

  /** Those that need no type of a user. */
  static final List<Family> PLAIN = Stream.of(values()).filter(f -> !f.types.isEmpty()).toList();

  final List<String> types;
  final IntFunction<String> value;
  final List<String> defaults;
  final List<String> checks;
  private final List<String> methods;

  Family(
      List<String> types,
      IntFunction<String> value,
      List<String> defaults,
      List<String> checks,
      String methods) {
    this.types = types;
    this.value = value;
    this.defaults = defaults;
    this.checks = checks;
    this.methods = methods.isEmpty() ? List.of() : List.of(methods.split(" "));
  }

  /** The index methods whose default operator class takes these types. */
  List<String> methods() {
    return methods;
  }

  /** Whether all rows have a value of their own, and keys can be made of them. */
  boolean unique() {
    return methods.contains("btree") && this != BOOLEAN;
  }

  /** Whether long values are stored outside of their row. */
  boolean toasted() {
    return switch (this) {
      case TEXT, JSON, JSONB, BYTES, INTEGERS, TEXTS -> true;
      default -> false;
    };
  }
}
