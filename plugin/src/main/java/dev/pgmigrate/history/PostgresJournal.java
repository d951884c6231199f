package dev.pgmigrate.history;

import dev.pgmigrate.journal.Direction;
import dev.pgmigrate.journal.Journal;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.JournalEntry.Failure;
import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.JournalEntry.Place;
import dev.pgmigrate.journal.JournalEntry.Result;
import dev.pgmigrate.journal.JournalEntry.Subject;
import dev.pgmigrate.journal.JournalEntry.Timing;
import dev.pgmigrate.journal.JournalEntry.Walk;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.ServerEncoding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The journal in table {@code migrate_history} of the target database. */
public final class PostgresJournal implements Journal {
  private final HistoryTables tables;

  /** The journal in this schema of whatever database the connections lead to. */
  public PostgresJournal(String namespace) {
    this.tables = new HistoryTables(namespace);
  }

  /** The schemas of all journals of the database that the user may read. */
  public static List<String> readable(Connection connection) throws SQLException {
    String sql = new HistoryTables(DefaultNamespace.USUAL).sql("other-journals");
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> namespaces = new ArrayList<>();
      while (row.next()) {
        namespaces.add(row.getString("namespace"));
      }
      return namespaces;
    }
  }

  @Override
  public void create(Connection connection) {
    try {
      tables.create(connection, HistoryTables.HISTORY, "create-history");
      execute(connection, tables.sql("migrate-history"));
    } catch (SQLException e) {
      throw tables.explain(e);
    }
  }

  @Override
  public List<JournalEntry> read(Connection connection) {
    try {
      if (!tables.exists(connection, HistoryTables.HISTORY)) {
        return List.of();
      }
      checkFormat(connection);
      try (PreparedStatement statement = connection.prepareStatement(tables.sql("read-history"));
          ResultSet row = statement.executeQuery()) {
        List<JournalEntry> entries = new ArrayList<>();
        while (row.next()) {
          entries.add(entry(row));
        }
        return entries;
      }
    } catch (SQLException e) {
      throw tables.explainReading(connection, e);
    }
  }

  /** Differs from another reading's if anybody wrote or deleted a row. */
  public String fingerprint(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(tables.sql("fingerprint-history"))) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public String beginning(Connection connection, JournalEntry step) throws SQLException {
    String sql = tables.sql("read-beginning");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, step.run());
      statement.setString(2, step.revision());
      statement.setString(3, word(step.direction()));
      statement.setInt(4, step.step());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  @Override
  public void commit(Connection connection, List<String> settings, List<JournalEntry> entries)
      throws SQLException {
    List<String> before = new ArrayList<>(settings);
    before.add(tables.sql("lock-history").strip());
    for (int i = 0; i < entries.size(); i++) {
      JournalEntry e = entries.get(i);
      boolean protects = e.kind() == Kind.PROTECTED || e.kind() == Kind.UNPROTECTED;
      // What fails before it in the message ends the message: it is not executed then.
      boolean commits = i == entries.size() - 1 && !protects;
      insert(connection, before, e, commits ? List.of("COMMIT") : List.of());
      before.clear();
      if (protects) {
        try {
          execute(connection, tables.comment(e.kind() == Kind.PROTECTED));
        } catch (SQLException notOwner) {
          throw tables.explain(notOwner);
        }
      }
    }
    connection.commit(); // where nothing has done so
  }

  private void insert(
      Connection connection, List<String> before, JournalEntry e, List<String> behind)
      throws SQLException {
    List<String> message = new ArrayList<>(before);
    message.add(tables.sql("append-history").strip());
    message.addAll(behind);
    try (PreparedStatement s = connection.prepareStatement(String.join(";\n", message))) {
      Failure failure = e.failure();
      Walk walk = e.walk();
      ServerEncoding encoding =
          ServerEncoding.of(
              connection.unwrap(PGConnection.class).getParameterStatus("server_encoding"));
      int i = 1;
      s.setInt(i++, HistoryTables.FORMAT);
      s.setString(i++, e.run());
      s.setString(i++, e.revision());
      s.setString(i++, encoding.text(e.message()));
      s.setArray(i++, connection.createArrayOf("text", e.parents().toArray()));
      s.setString(i++, word(e.phase()));
      s.setString(i++, word(e.direction()));
      s.setInt(i++, e.step());
      s.setInt(i++, e.steps());
      s.setString(i++, word(e.kind()));
      s.setString(i++, word(e.outcome()));
      s.setString(i++, e.checksum());
      s.setString(i++, e.script() == null ? null : encoding.inComments(e.script()));
      Instant started = e.started();
      if (started == null) {
        s.setNull(i++, Types.TIMESTAMP_WITH_TIMEZONE);
      } else {
        s.setObject(i++, started.atOffset(ZoneOffset.UTC));
      }
      s.setBoolean(i++, e.outcome() != Outcome.STARTED);
      s.setString(i++, failure == null ? null : failure.sqlState());
      s.setString(i++, failure == null ? null : encoding.text(failure.message()));
      s.setString(i++, walk == null ? null : walk.bound());
      s.setString(i++, walk == null ? null : walk.reached());
      s.setObject(i++, walk == null ? null : walk.rows(), Types.BIGINT);
      s.setString(i++, encoding.text(e.actor().by()));
      s.setString(i++, e.actor().tool());
      s.setString(i++, e.actor().approval());
      s.execute();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void checkFormat(Connection connection) throws SQLException {
    String sql = tables.sql("read-format");
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      tables.checkFormat(HistoryTables.HISTORY, row.getInt(1));
    }
  }

  private static JournalEntry entry(ResultSet row) throws SQLException {
    String code = row.getString("error_code");
    String error = row.getString("error");
    return new JournalEntry(
        row.getLong("id"),
        row.getString("run"),
        new Subject(
            row.getString("revision"),
            row.getString("message"),
            List.of((String[]) row.getArray("parents").getArray()),
            value(Revision.Phase.class, row.getString("phase"))),
        new Place(
            value(Direction.class, row.getString("direction")),
            row.getInt("step"),
            row.getInt("steps")),
        value(Kind.class, row.getString("kind")),
        new Result(
            value(Outcome.class, row.getString("outcome")),
            row.getString("checksum"),
            row.getString("script"),
            code == null || error == null ? null : new Failure(code, error),
            walk(row)),
        new Timing(instant(row, "started"), instant(row, "finished")),
        new Actor(row.getString("by_whom"), row.getString("tool"), row.getString("approval")));
  }

  private static @Nullable Walk walk(ResultSet row) throws SQLException {
    long rows = row.getLong("batch_rows");
    return row.wasNull()
        ? null
        : new Walk(row.getString("batch_bound"), row.getString("batch_reached"), rows);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E value(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
