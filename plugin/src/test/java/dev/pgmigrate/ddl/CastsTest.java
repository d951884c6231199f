package dev.pgmigrate.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Backfill;
import dev.pgmigrate.change.Offenders;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.SessionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * What becomes of values under every pair of types that Hibernate maps: each value is cast by the
 * statement of the plan, and back by that of the way down. {@code casts.txt} holds what must come
 * out; {@code -Dupdate} writes it anew, then read the difference.
 */
class CastsTest {
  private static final Path EXPECTED = Path.of("src/test/resources/casts.txt");

  /** A type, and values of it as literals; null is one of each. */
  private static final Map<String, List<String>> VALUES = new LinkedHashMap<>();

  static {
    VALUES.put("smallint", List.of("0", "1", "-1", "32767"));
    VALUES.put("integer", List.of("0", "1", "-7", "16777217", "2147483647"));
    VALUES.put("bigint", List.of("0", "-1", "9007199254740993", "-9223372036854775808"));
    VALUES.put("real", List.of("0", "-1.5", "0.1", "16777216", "3e38", "NaN"));
    VALUES.put("double precision", List.of("0", "2.5", "-0.1", "9007199254740992", "1e300", "NaN"));
    VALUES.put(
        "numeric", List.of("0", "1.50", "-2.5", "60000000000", "123456789012345678901234567890"));
    VALUES.put("numeric(5,2)", List.of("0.00", "-999.99", "0.05"));
    VALUES.put("numeric(4,0)", List.of("0", "9999", "-9999"));
    VALUES.put("boolean", List.of("true", "false"));
    VALUES.put(
        "text",
        List.of(
            "",
            " ",
            "007",
            "-1",
            "Y",
            "true",
            " leading",
            "trailing ",
            "Grüße",
            "sad",
            "2024-02-29",
            "2024-02-30",
            "01/02/2024",
            "2024-03-31 02:30:00",
            "2024-03-31 02:30:00+02",
            "12:30",
            "1 day",
            "PT1M",
            "{\"a\": 1}",
            "not json",
            "10.1.2.3",
            "\\x41",
            "a\\b",
            "6F9619FF-8B86-D011-B42D-00C04FC964FF",
            "1e500",
            "99999999999999999999"));
    VALUES.put("character varying(255)", List.of("", "trailing ", "12", "N"));
    VALUES.put("character varying(5)", List.of("", "12345", "t"));
    VALUES.put("character(1)", List.of("Y", "F", "1", " ", "x"));
    VALUES.put("date", List.of("2024-02-29", "0044-03-15 BC", "infinity"));
    VALUES.put("time without time zone", List.of("00:00:00", "23:59:59.999999"));
    VALUES.put("time with time zone", List.of("12:00:00+02", "00:30:00-05:30"));
    VALUES.put(
        "timestamp without time zone",
        List.of("2024-03-31 02:30:00", "2024-10-27 01:30:00.123456", "infinity"));
    VALUES.put("timestamp(0) without time zone", List.of("2024-03-31 02:30:00"));
    VALUES.put(
        "timestamp with time zone",
        List.of("2024-03-31 01:30:00+01", "2024-10-27 02:30:00.123456+02"));
    VALUES.put(
        "interval", List.of("00:01:00", "-1 day -00:00:01", "1 mon 2 days", "25:00:00.000001"));
    VALUES.put("interval second(6)", List.of("00:01:00", "-00:00:00.5"));
    VALUES.put("uuid", List.of("6f9619ff-8b86-d011-b42d-00c04fc964ff"));
    VALUES.put(
        "bytea",
        List.of("\\x", "\\x4772c3bcc39f65", "\\x00ff", "\\x6f9619ff8b86d011b42d00c04fc964ff"));
    VALUES.put("oid", List.of("0", "4711"));
    VALUES.put(
        "json",
        List.of("{\"b\": 1, \"a\": 1.50}", "{\"a\": 1, \"a\": 2}", "\"\\u0000\"", "[]", "null"));
    VALUES.put("jsonb", List.of("{\"a\": 1, \"b\": \"x\"}", "\"text\"", "12"));
    VALUES.put("inet", List.of("10.1.2.3", "10.1.2.3/8", "::1"));
    VALUES.put("mood", List.of("sad", "happy"));
    VALUES.put("text[]", List.of("{}", "{a,NULL,\"b c\"}", "{1}"));
    VALUES.put("integer[]", List.of("{}", "{1,NULL,3}", "{70000}"));
    VALUES.put("character varying(3)[]", List.of("{}", "{abc,NULL}", "{1}"));
    VALUES.put("numeric[]", List.of("{}", "{1.50,NULL}"));
    VALUES.put("double precision[]", List.of("{}", "{0.30000000000000004,NULL}", "{NaN,1e300}"));
    VALUES.put("boolean[]", List.of("{t,NULL,f}"));
  }

  /** PostgreSQL 14 and 15 tell neither JSON nor XML from other texts without failing. */
  private static final Set<String> TOLD_IN_PART = Set.of("json", "jsonb");

  private final SoftAssertions softly = new SoftAssertions();
  private final Map<String, Column> columns = new LinkedHashMap<>();

  @Test
  void everyPair() throws SQLException, IOException {
    String actual = lines(TestServer.database());
    if (System.getProperty("update") != null) {
      Files.writeString(EXPECTED, actual);
    }
    softly.assertAll();
    assertThat(actual).isEqualTo(Files.readString(EXPECTED));
  }

  /** PostgreSQL says at debug level when it writes a table anew. */
  @Test
  void rewritesWherePostgresDoes() throws SQLException {
    List<String> types =
        List.of(
            "timestamp, timestamp(6), timestamp(3)",
            "timestamptz, timestamptz(6), timestamptz(0)",
            "time, time(6), time(3)",
            "timetz, timetz(6), timetz(3)",
            "interval, interval(6), interval second(6), interval day to second(6), interval second,"
                + " interval(3), interval second(3), interval year, interval month, interval hour,"
                + " interval hour to minute, interval minute",
            "varchar, varchar(10), varchar(5), text",
            "numeric, numeric(10,2), numeric(12,2), numeric(12,4), numeric(10), numeric(10,0)",
            "bit, bit(1), bit(3)",
            "varbit, varbit(5), varbit(8)",
            "char, char(1), char(3)",
            "timestamp[], timestamp(6)[], timestamp(3)[]",
            "varchar[], varchar(10)[], varchar(5)[], text[]",
            "numeric[], numeric(10,2)[]");
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.database().connect();
        Statement statement = connection.createStatement()) {
      for (String alike : types) {
        for (String from : alike.split(", ")) {
          for (String to : alike.split(", ")) {
            rewritesWherePostgresDoes(statement, from, to);
          }
        }
      }
    }
    softly.assertAll();
  }

  private void rewritesWherePostgresDoes(Statement statement, String from, String to)
      throws SQLException {
    statement.execute("DROP TABLE IF EXISTS t; CREATE TABLE t (a " + from + ", b " + to + ")");
    List<DataType> types = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
                + " WHERE attrelid = 't'::regclass AND attnum > 0 ORDER BY attnum")) {
      while (rows.next()) {
        types.add(new DataType(rows.getString(1), null));
      }
    }
    statement.execute("SET client_min_messages = debug1");
    statement.clearWarnings();
    statement.execute("ALTER TABLE t ALTER a TYPE " + to);
    boolean rewrites = false;
    for (SQLWarning notice = statement.getWarnings();
        notice != null;
        notice = notice.getNextWarning()) {
      rewrites |= String.valueOf(notice.getMessage()).startsWith("rewriting table");
    }
    statement.execute("RESET client_min_messages");
    softly
        .assertThat(Casts.rewrites(types.get(0), types.get(1)))
        .as("%s to %s", from, to)
        .isEqualTo(rewrites);
  }

  /** No cast names the zone of each element, and that of the session is none to rely on. */
  @Test
  void anArrayNeedsNoSessionsZone() {
    DataType dates = new DataType("date[]", null);
    DataType times = new DataType("timestamp with time zone[]", null);

    assertThat(Casts.of(dates, times).kind()).isEqualTo(Cast.Kind.NONE);
    assertThat(Casts.of(times, dates).kind()).isEqualTo(Cast.Kind.NONE);
  }

  private String lines(ShadowDatabase database) throws SQLException {
    StringBuilder lines = new StringBuilder();
    try (database;
        Connection connection = database.connect();
        Statement session = connection.createStatement()) {
      for (String setting : SessionSettings.forWriting("public")) {
        session.execute(setting);
      }
      readTypes(connection, session);
      connection.setAutoCommit(false);
      for (String from : VALUES.keySet()) {
        for (String to : VALUES.keySet()) {
          if (!from.equals(to)) {
            lines.append(pair(connection, columns.get(from), columns.get(to)));
          }
        }
      }
    }
    return lines.toString();
  }

  /** Types as the catalog spells them. */
  private void readTypes(Connection connection, Statement session) throws SQLException {
    session.execute("CREATE TYPE mood AS ENUM ('sad', 'happy')");
    int i = 0;
    StringBuilder table = new StringBuilder("CREATE TABLE types (");
    for (String type : VALUES.keySet()) {
      table.append(i == 0 ? "" : ", ").append("c").append(i++).append(" ").append(type);
    }
    session.execute(table + ")");
    Schema schema = CatalogReader.read(connection, "public").schema();
    i = 0;
    for (String type : VALUES.keySet()) {
      Column read =
          schema
              .table(new QualifiedName("public", "types"))
              .flatMap(types -> types.column("c" + VALUES.keySet().stream().toList().indexOf(type)))
              .orElseThrow();
      columns.put(type, column(read));
      i++;
    }
  }

  private static Column column(Column read) {
    return new Column(
        "v",
        read.type(),
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        true,
        null,
        Access.DEFAULT);
  }

  private String pair(Connection connection, Column from, Column to) throws SQLException {
    Table table = table(to);
    AlterColumn alter = new AlterColumn(table, from, to);
    Cast cast = Casts.of(from.type(), to.type());
    String name = from.type().text() + " > " + to.type().text();
    StringBuilder lines = new StringBuilder("\n" + name + ": " + cast.kind());
    if (cast.kind() == Cast.Kind.NONE) {
      refuses(connection, name, alter);
      return lines.append("\n").toString();
    }
    String using = cast.using("v");
    lines.append(using == null ? "" : " " + using);
    lines.append(cast.note().isEmpty() ? "" : " -- " + cast.note("v")).append("\n");
    // Of arrays only what works element by element has a way back.
    boolean oneWay =
        from.type().text().endsWith("[]")
            && Casts.of(to.type(), from.type()).kind() == Cast.Kind.NONE;
    String back = cast.kind() == Cast.Kind.EXACT && !oneWay ? "NULL" : "(NULL|\\?)";
    softly
        .assertThat(value(connection, alter, null, null))
        .as(name)
        .matches("NULL -> NULL -> " + back);
    for (String value : VALUES.get(key(from))) {
      String line = value(connection, alter, value, cast.misfit("v"));
      boolean fails = line.contains("fails");
      boolean flagged = line.contains("found");
      if (fails
          && !cast.note().startsWith("that the text")
          && !TOLD_IN_PART.contains(to.type().text())) {
        softly.assertThat(flagged).as(name + ": the query finds " + value).isTrue();
      }
      if (cast.misfit() == null && cast.kind() != Cast.Kind.ASSUMES) {
        softly.assertThat(fails).as(name + ": " + value).isFalse();
      }
      if (cast.kind() == Cast.Kind.EXACT && !fails && !oneWay && !isText(from)) {
        String[] parts = line.split(" -> ", -1);
        softly.assertThat(parts[2]).as(name + ": back").isEqualTo(parts[0]);
      }
      lines.append("  ").append(line).append("\n");
    }
    return lines.toString();
  }

  /** Whether it is of a type that leaves blanks or a spelling behind. */
  private static boolean isText(Column column) {
    return column.type().text().matches("character[^\\[]*|text");
  }

  private String key(Column column) {
    return columns.entrySet().stream()
        .filter(entry -> entry.getValue().equals(column))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static Table table(Column column) {
    return new Table(
        new QualifiedName("public", "t"),
        List.of(column),
        List.of(),
        List.of(),
        false,
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        Access.DEFAULT);
  }

  /** With a row it fails and names itself; nothing is changed. */
  private void refuses(Connection connection, String name, AlterColumn alter) throws SQLException {
    softly
        .assertThat(alter.up())
        .as(name)
        .allMatch(statement -> Backfill.todo(statement).isPresent());
    softly.assertThat(alter.warnings()).extracting(Warning::id).as(name).contains("no-cast");
    try (Statement session = connection.createStatement()) {
      session.execute("CREATE TABLE t (v " + alter.from().type().text() + ")");
      session.execute("INSERT INTO t VALUES (NULL)");
      String failure = null;
      try {
        session.execute(alter.up().get(0).sql());
      } catch (SQLException e) {
        failure = e.getMessage();
      }
      softly.assertThat(failure).as(name).contains("todo.cast");
    } finally {
      connection.rollback();
    }
  }

  private static String value(Connection connection, AlterColumn alter, String value, String misfit)
      throws SQLException {
    String literal = value == null ? "NULL" : "'" + value.replace("'", "''") + "'";
    List<String> values = new ArrayList<>();
    String found = "";
    try (Statement session = connection.createStatement()) {
      session.execute("CREATE TABLE t (v " + alter.from().type().text() + ")");
      session.execute("INSERT INTO t VALUES (" + literal + ")");
      if (alter.from().type().text().equals("oid") && "4711".equals(value)) {
        session.execute("SELECT lo_from_bytea(4711, convert_to('Grüße', 'UTF8'))");
      }
      values.add(read(session, alter.from()));
      if (misfit != null) {
        String offenders = Offenders.where(alter.table().name(), misfit, "").query();
        try (ResultSet row = session.executeQuery(offenders)) {
          row.next();
          found = row.getLong(1) > 0 ? " (found)" : "";
        }
      }
      for (AlterColumn way : List.of(alter, (AlterColumn) alter.reverse())) {
        boolean open = way.up().stream().anyMatch(s -> Backfill.todo(s).isPresent());
        if (open) {
          values.add("?");
          break;
        }
        try {
          session.execute(way.up().get(0).sql());
        } catch (SQLException e) {
          values.add(way == alter ? "fails" : "refused");
          break;
        }
        values.add(read(session, way.to()));
      }
    } finally {
      connection.rollback();
    }
    return String.join(" -> ", values) + found;
  }

  /** A value in brackets where blanks would not be seen; of a large object what it holds. */
  private static String read(Statement session, Column column) throws SQLException {
    String text = column.type().text();
    String value =
        text.equals("oid")
            ? "CASE WHEN EXISTS (SELECT FROM pg_largeobject_metadata WHERE oid = v)"
                + " THEN 'object ' || lo_get(v)::text ELSE v::text END"
            : text.matches("character[^\\[]*|text") ? "'[' || v || ']'" : "v::text";
    try (ResultSet row = session.executeQuery("SELECT " + value + " FROM t")) {
      row.next();
      String read = row.getString(1);
      return read == null ? "NULL" : read.replace("\n", "\\n");
    }
  }
}
