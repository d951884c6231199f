package dev.pgmigrate.rows;

import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Literal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A few values of each type, as SQL expressions of that type. The second one is the most that a
 * column commonly holds: a long text, all digits, a number that a smaller type has no room for. A
 * type may refuse some of them; PostgreSQL is asked.
 */
final class TypeValues {
  private static final int DEEPEST = 5;
  private static final int LONGEST = 40;
  private static final Pattern PLAIN =
      Pattern.compile("([^(\\[]+?)(?:\\(([0-9]+)(?:,(-?[0-9]+))?\\))?( with.*)?");

  private static final Map<String, List<String>> BY_NAME = new HashMap<>();

  /** Something among them is text of a value of almost every type. */
  private static final List<String> ANY =
      List.of(
          "1",
          "a",
          "(0,0)",
          "[1,5)",
          "[2024-01-01,2024-02-01)",
          "{}",
          "",
          "a=>1",
          "POINT(1 2)",
          "[1,2,3]",
          "a.b",
          "{1,2}",
          "(1,2)",
          "<(1,2),3>",
          "0/1",
          "1.0.0",
          "empty",
          "2024-01-15");

  static {
    values("boolean", "true", "false");
    values("smallint", "1", "300", "2", "3", "4", "5", "0", "-1", "10", "100", "1000");
    values("integer", "1", "40000", "2", "3", "4", "5", "0", "-1", "10", "100", "1000");
    values("bigint", "1", "3000000000", "2", "3", "4", "5", "0", "-1", "10", "100", "1000");
    values("real", "1.5", "40000.25", "2", "3", "0.25", "0", "-1", "10", "100", "1000");
    values("double precision", "1.5", "12345678.9", "2", "3", "0.25", "0", "-1", "10", "100");
    values("money", "1.50", "40000.25", "2", "3", "0", "-1", "10", "100");
    values("date", "2024-01-15", "2024-02-29", "1999-12-31", "2000-01-01", "2999-12-31");
    values("time", "10:30:00", "23:59:59.123456", "00:00:00", "12:00:00");
    values(
        "timestamp",
        "2024-01-15 10:30:00",
        "2024-02-29 23:59:59.123456",
        "1999-12-31 00:00:00",
        "2000-01-01 12:00:00",
        "2999-12-31 00:00:00");
    values("interval", "1 day", "2 hours 30 minutes 1.5 seconds", "3 months", "1 hour", "0");
    values(
        "uuid",
        "10000000-0000-4000-8000-000000000001",
        "20000000-0000-4000-8000-000000000002",
        "30000000-0000-4000-8000-000000000003",
        "40000000-0000-4000-8000-000000000004");
    values("bytea", "\\x01", "\\xdeadbeef", "\\x02", "\\x03");
    for (String json : List.of("json", "jsonb")) {
      values(
          json, "{\"a\": 1}", "{\"b\": [1, 2], \"c\": \"d\"}", "[1, 2]", "\"a\"", "1", "{}", "[]");
    }
    values("jsonpath", "$.a", "$.b[*]", "$.c");
    values("xml", "<a/>", "<b>c</b>", "<d/>");
    values("inet", "192.0.2.1", "2001:db8::1", "192.0.2.2", "192.0.2.0/24");
    values("cidr", "192.0.2.0/24", "2001:db8::/32", "198.51.100.0/24");
    values("macaddr", "08:00:2b:01:02:03", "08:00:2b:01:02:04", "08:00:2b:01:02:05");
    values("macaddr8", "08:00:2b:01:02:03:04:05", "08:00:2b:01:02:03:04:06");
    values("point", "(0,0)", "(1,2)", "(3,4)");
    values("line", "{1,2,3}", "{1,-1,0}", "{2,1,1}");
    values("lseg", "[(0,0),(1,1)]", "[(1,1),(2,3)]", "[(2,2),(3,5)]");
    values("box", "(1,1),(0,0)", "(5,5),(3,3)", "(9,9),(7,7)");
    values("path", "[(0,0),(1,1)]", "((0,0),(1,1),(2,0))", "[(1,1),(2,2)]");
    values("polygon", "((0,0),(1,1),(2,0))", "((0,0),(0,1),(1,1))", "((1,1),(2,2),(3,1))");
    values("circle", "<(0,0),1>", "<(10,10),2>", "<(20,20),3>");
    values("tsvector", "'a':1", "'b':1 'c':2", "'d':3");
    values("tsquery", "'a'", "'b' & 'c'", "'d'");
    values("int4range", "[1,5)", "[10,20)", "[30,40)", "[50,)");
    values("int8range", "[1,5)", "[10,3000000000)", "[3000000001,3000000009)");
    values("numrange", "[1.5,5.5)", "[10,20)", "[30,40)");
    values("daterange", "[2024-01-01,2024-02-01)", "[2024-03-01,2024-04-01)", "[2024-05-01,)");
    for (String stamps : List.of("tsrange", "tstzrange")) {
      values(
          stamps,
          "[2024-01-01 10:00,2024-02-01 10:00)",
          "[2024-03-01 10:00,2024-04-01 10:00)",
          "[2024-05-01 10:00,)");
    }
    for (String range : List.of("int4", "int8", "num", "date", "ts", "tstz")) {
      values(
          range + "multirange",
          BY_NAME.getOrDefault(range + "range", List.of()).stream()
              .map(one -> "{" + one + "}")
              .toArray(String[]::new));
    }
    values("pg_lsn", "0/1", "16/B374D848", "0/2");
    values("oid", "1", "40000", "2");
    values("regclass", "pg_catalog.pg_class", "pg_catalog.pg_type", "pg_catalog.pg_proc");
    values("regtype", "integer", "text", "boolean");
    values("\"char\"", "a", "b", "c");
    values("hstore", "a=>1", "b=>2", "c=>3");
    values("ltree", "a", "b.c", "d.e.f");
  }

  private final Schema schema;

  TypeValues(Schema schema) {
    this.schema = schema;
  }

  private static void values(String type, String... texts) {
    BY_NAME.put(type, List.of(texts));
  }

  /** Expressions of this type, those that every column can do with first. */
  List<String> of(DataType type) {
    return of(type, DEEPEST);
  }

  /** A text read as a value of this type. */
  static String read(String text, DataType type) {
    return "CAST(" + Literal.quote(text) + " AS " + type.text() + ")";
  }

  private List<String> of(DataType type, int depth) {
    if (depth == 0) {
      return List.of();
    }
    if (type.text().endsWith("[]")) {
      return arrays(type, depth);
    }
    QualifiedName name = type.userDefined();
    if (name != null) {
      return made(type, name, depth);
    }
    return texts(type.text()).map(text -> read(text, type)).toList();
  }

  private List<String> arrays(DataType type, int depth) {
    String element = type.text();
    while (element.endsWith("[]")) {
      element = element.substring(0, element.length() - 2);
    }
    List<String> of = of(new DataType(element, type.userDefined()), depth - 1);
    List<String> arrays = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      boolean pair = i % 2 == 1;
      arrays.add(
          "CAST(ARRAY[" + of.get(i) + (pair ? ", " + of.get(i - 1) : "") + "] AS " + type + ")");
    }
    arrays.add(read("{}", type));
    return arrays;
  }

  private List<String> made(DataType type, QualifiedName name, int depth) {
    for (EnumType one : schema.enums()) {
      if (one.name().equals(name)) {
        return one.values().stream().map(value -> read(value, type)).toList();
      }
    }
    for (Domain domain : schema.domains()) {
      if (domain.name().equals(name)) {
        return of(domain.type(), depth - 1).stream().map(value -> cast(value, type)).toList();
      }
    }
    for (CompositeType composite : schema.composites()) {
      if (composite.name().equals(name)) {
        return composites(composite, type, depth);
      }
    }
    List<String> known = BY_NAME.getOrDefault(name.name(), List.of());
    return Stream.concat(known.stream(), ANY.stream()).map(text -> read(text, type)).toList();
  }

  private List<String> composites(CompositeType composite, DataType type, int depth) {
    List<List<String>> fields =
        composite.attributes().stream().map(field -> of(field.type(), depth - 1)).toList();
    int most = fields.stream().mapToInt(List::size).max().orElse(0);
    return IntStream.range(0, Math.max(1, most))
        .mapToObj(
            i ->
                fields.stream()
                    .map(of -> of.isEmpty() ? "NULL" : of.get(i % of.size()))
                    .collect(Collectors.joining(", ", "CAST(ROW(", ") AS " + type + ")")))
        .toList();
  }

  static String cast(String value, DataType type) {
    return "CAST(" + value + " AS " + type.text() + ")";
  }

  private static Stream<String> texts(String type) {
    Matcher plain = PLAIN.matcher(type);
    if (!plain.matches()) {
      return ANY.stream();
    }
    String name = plain.group(1).strip();
    int first = plain.group(2) == null ? -1 : Integer.parseInt(plain.group(2));
    int second = plain.group(3) == null ? 0 : Integer.parseInt(plain.group(3));
    return switch (name) {
      case "text", "character varying", "character", "bpchar", "name", "citext" ->
          Stream.of(
              "a",
              "b".repeat(first < 0 ? LONGEST : Math.min(first, LONGEST)),
              "c",
              "d",
              "e",
              "1",
              "42",
              "A",
              "a@example.org",
              "https://example.org/",
              "ab",
              "abc",
              "2024-01-15",
              "");
      case "numeric" -> digits(first, second);
      case "bit" -> bits(Math.max(1, first));
      case "bit varying" -> bits(first < 0 ? 3 : Math.min(first, LONGEST));
      default ->
          name.startsWith("interval")
              ? known("interval")
              : name.startsWith("time")
                  ? known(name.split(" ", -1)[0])
                  : BY_NAME.getOrDefault(name, ANY).stream();
    };
  }

  private static Stream<String> known(String name) {
    return BY_NAME.getOrDefault(name, ANY).stream();
  }

  private static Stream<String> digits(int precision, int scale) {
    int whole = precision < 0 ? 8 : Math.max(0, Math.min(8, precision - scale));
    int after = precision < 0 ? 6 : Math.max(0, Math.min(8, scale));
    String all =
        (whole == 0 ? "0" : "12345678".substring(0, whole))
            + (after == 0 ? "" : "." + "98765432".substring(0, after));
    return Stream.of("1", all, "2", "3", "4", "0.5", "0.25", "0", "-1", "10", "100", "1000");
  }

  private static Stream<String> bits(int length) {
    return Stream.of("1", "01", "11", "0", "001")
        .map(bits -> bits.length() > length ? bits.substring(0, length) : bits)
        .map(bits -> "0".repeat(length - bits.length()) + bits)
        .distinct();
  }
}
