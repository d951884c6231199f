package dev.pgmigrate.catalog;

import dev.pgmigrate.jdbc.SqlResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The catalog queries: .sql resources beside this package.
 *
 * <p>A line that only some versions of PostgreSQL understand ends in {@code -- since 15} or {@code
 * -- before 15}, and is left out for the others.
 */
final class Queries {
  private static final Pattern VERSION = Pattern.compile("-- (since|before) (\\d+)(?=\\s|$)");

  /** What to do with each row of a result. */
  interface RowReader {
    void read(Row row) throws SQLException;
  }

  private final Connection connection;
  private final int majorVersion;

  Queries(Connection connection, int majorVersion) {
    this.connection = connection;
    this.majorVersion = majorVersion;
  }

  /** Runs a statement without a result. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs the query of {@code <name>.sql}: one round trip. */
  void read(String name, RowReader reader) throws SQLException {
    // A session that reads again and again keeps the plan: planning takes longer than the reading.
    try (PreparedStatement statement = connection.prepareStatement(sql(name));
        ResultSet set = statement.executeQuery()) {
      Row row = new Row(set);
      while (set.next()) {
        reader.read(row);
      }
    }
  }

  /** The query of {@code <name>.sql}, as this version of PostgreSQL understands it. */
  String sql(String name) {
    return SqlResource.text(Queries.class, name)
        .lines()
        .filter(this::understood)
        .collect(Collectors.joining("\n"));
  }

  private boolean understood(String line) {
    Matcher version = VERSION.matcher(line);
    while (version.find()) {
      boolean since = version.group(1).equals("since");
      if (since != (majorVersion >= Integer.parseInt(version.group(2)))) {
        return false;
      }
    }
    return true;
  }
}
